import { digestSet } from "./statement.ts";
import type { Statement } from "./statement.ts";
import { readDigestSet, readMembers, readOnly, readText, readTime, readWord } from "./read-json.ts";

/** Predicate type of an approval: SLSA's verification summary, version 1. */
export const VERIFICATION_SUMMARY = "https://slsa.dev/verification_summary/v1";

/** What an approval of ours says that it verified; SLSA keeps the prefix `SLSA_` to itself. */
const APPROVED = "AUDITSPAN_APPROVED";
/** SLSA's summary has no end; extension fields carry a prefix. */
const EXPIRES = "auditspan_expiresAt";

/** A decision about a configuration: who made it, by which policy, for which registry, until when. */
export interface VerificationSummary {
  readonly configFingerprint: string;
  /** Who decided, as a URI: a body or a pipeline, not a person. */
  readonly approver: string;
  readonly decidedAt: Date;
  readonly expiresAt: Date;
  /** Where the image is expected to come from: `oci://registry/repository@sha256:<hex>`. */
  readonly resourceUri: string;
  readonly policy: { readonly uri: string; readonly digest: string };
  /** Digest of the envelope that was looked at. */
  readonly attestation: string;
  readonly passed: boolean;
}

/** The statement of a decision; its subject is the config fingerprint. */
export function summaryStatement(summary: VerificationSummary): Statement {
  const { configFingerprint, policy, passed } = summary;
  return {
    subject: [{ name: "config-fingerprint", digest: configFingerprint }],
    predicateType: VERIFICATION_SUMMARY,
    predicate: {
      verifier: { id: summary.approver },
      timeVerified: summary.decidedAt.toISOString(),
      resourceUri: summary.resourceUri,
      policy: { uri: policy.uri, digest: digestSet(policy.digest) },
      inputAttestations: [{ digest: digestSet(summary.attestation) }],
      verificationResult: passed ? "PASSED" : "FAILED",
      verifiedLevels: [passed ? APPROVED : "FAILED"],
      [EXPIRES]: summary.expiresAt.toISOString(),
    },
  };
}

/**
 * Reads the verified statement of a decision.
 *
 * Throws a `StatementFault` on a summary without expiry, with fields that ours do not have, or about
 * more than one subject.
 */
export function readSummary({ subject, predicate }: Statement): VerificationSummary {
  const summary = readMembers(predicate, "predicate", [
    "verifier",
    "timeVerified",
    "resourceUri",
    "policy",
    "inputAttestations",
    "verificationResult",
    "verifiedLevels",
    EXPIRES,
  ]);
  const policy = readMembers(summary["policy"], "predicate.policy", ["uri", "digest"]);
  const passed =
    readWord(summary["verificationResult"], "predicate.verificationResult", [
      "PASSED",
      "FAILED",
    ]) === "PASSED";
  const level = readOnly(summary["verifiedLevels"], "predicate.verifiedLevels");
  readWord(level, "predicate.verifiedLevels", [passed ? APPROVED : "FAILED"]);
  const verifier = readMembers(summary["verifier"], "predicate.verifier", ["id"]);
  const input = readOnly(summary["inputAttestations"], "predicate.inputAttestations");
  return {
    configFingerprint: readOnly(subject, "subject").digest,
    approver: readText(verifier["id"], "predicate.verifier.id"),
    decidedAt: readTime(summary["timeVerified"], "predicate.timeVerified"),
    expiresAt: readTime(summary[EXPIRES], `predicate.${EXPIRES}`),
    resourceUri: readText(summary["resourceUri"], "predicate.resourceUri"),
    policy: {
      uri: readText(policy["uri"], "predicate.policy.uri"),
      digest: readDigestSet(policy["digest"], "predicate.policy.digest"),
    },
    attestation: readDigestSet(
      readMembers(input, "predicate.inputAttestations[0]", ["digest"])["digest"],
      "predicate.inputAttestations[0].digest",
    ),
    passed,
  };
}
