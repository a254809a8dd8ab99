import { hash } from "node:crypto";
import { readAgentConfig } from "./agent-config.ts";
import type { AgentConfig } from "./agent-config.ts";
import { CLOCK_SKEW_MS, judgeApproval } from "./judge-approval.ts";
import type { ApprovalExpectations } from "./judge-approval.ts";
import { StatementFault } from "./statement-fault.ts";
import { readStatement } from "./statement.ts";
import type { Statement } from "./statement.ts";
import { refuse } from "./verdict.ts";
import type { Refusal } from "./verdict.ts";
import type { VerificationKey } from "./verification-keys.ts";
import type { VerificationSummary } from "./verification-summary.ts";
import { verifyEnvelope } from "./verify-envelope.ts";

/** What an attestation must be about; what is not given is not asked. */
export interface Expectations {
  /** Config fingerprint of what runs. */
  readonly fingerprint?: string | undefined;
  /** The image that runs: `sha256:<hex>`, alone or behind `repository@`. */
  readonly image?: string | undefined;
  /** Digests of policies that must be among those of the configuration. */
  readonly policies?: readonly string[] | undefined;
  /** Asks for an approval. Defaults to none. */
  readonly approval?: ApprovalExpectations | undefined;
  /** Defaults to the time of the call. */
  readonly now?: Date | undefined;
}

/** An attestation that holds, and what it says. */
export interface VerifiedAttestation {
  readonly ok: true;
  /** `sha256:` digest of the envelope. */
  readonly digest: string;
  /** The key that signed it. */
  readonly keyId: string;
  readonly statement: Statement;
  readonly config: AgentConfig;
  /** The approval that was found, when one was asked for. */
  readonly approval: VerificationSummary | undefined;
}

/**
 * Verifies the envelope of an attested configuration: its signature, then its statement, then what it
 * is about, then its approval. The first that fails is the answer.
 *
 * Never throws for what an envelope holds. The payload is read once, after it was verified.
 */
export function verifyAttestation(
  envelope: Uint8Array,
  keys: readonly VerificationKey[],
  expectations: Expectations = {},
): VerifiedAttestation | Refusal {
  const verified = verifyEnvelope(envelope, keys);
  if (!verified.ok) return verified;
  let statement: Statement;
  let config: AgentConfig;
  try {
    statement = readStatement(verified.payload);
    config = readAgentConfig(statement);
  } catch (error) {
    if (error instanceof StatementFault) return refuse(error.code, error.message);
    throw error;
  }
  const now = expectations.now ?? new Date();
  const refusal = whyNot(config, expectations, now);
  if (refusal !== undefined) return refusal;
  const approved =
    expectations.approval === undefined
      ? undefined
      : judgeApproval(config.fingerprints.configFingerprint, expectations.approval, now);
  if (approved?.ok === false) return approved;
  return {
    ok: true,
    digest: `sha256:${hash("sha256", envelope, "hex")}`,
    keyId: verified.keyId,
    statement,
    config,
    approval: approved?.approval,
  };
}

function whyNot(
  { fingerprints, manifest, issuedAt }: AgentConfig,
  { fingerprint, image, policies = [] }: Expectations,
  now: Date,
): Refusal | undefined {
  if (issuedAt.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    return refuse(
      "not_yet_valid",
      `expected an attestation of the past, got one of ${issuedAt.toISOString()}`,
    );
  }
  const { configFingerprint } = fingerprints;
  if (fingerprint !== undefined && fingerprint !== configFingerprint) {
    return refuse(
      "other_fingerprint",
      `expected the fingerprint ${fingerprint}, got ${configFingerprint}`,
    );
  }
  if (image !== undefined && digestOf(image) !== digestOf(manifest.image ?? "none")) {
    return refuse(
      "other_image",
      `expected the image ${digestOf(image)}, got ${digestOf(manifest.image ?? "none")}`,
    );
  }
  const attested = new Set(Object.values(manifest.policies));
  const absent = policies.find((policy) => !attested.has(policy));
  return absent === undefined
    ? undefined
    : refuse("other_policy", `expected the policy ${absent} among the attested, it is not`);
}

function digestOf(image: string): string {
  return image.slice(image.lastIndexOf("@") + 1);
}
