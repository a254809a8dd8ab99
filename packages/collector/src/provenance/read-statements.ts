import { hash } from "node:crypto";
import { manifestNames } from "@auditspan/core";
import type { KnownNames } from "@auditspan/core";
import {
  AGENT_CONFIG,
  readAgentConfig,
  readRevocation,
  readStatement,
  readSummary,
  REVOCATION,
  StatementFault,
  VERIFICATION_SUMMARY,
  verifyEnvelope,
} from "@auditspan/provenance";
import type {
  AttestationStore,
  RefusalCode,
  Statement,
  VerificationKey,
} from "@auditspan/provenance";
import type { ApprovalRecord, AttestationRecord } from "@auditspan/trail";

/** What the statements of a store say, as far as they verify. */
export interface StatementsOnFile {
  readonly attestations: readonly AttestationRecord[];
  readonly approvals: readonly ApprovalRecord[];
  /** The names of each attested configuration, by fingerprint. */
  readonly names: ReadonlyMap<string, KnownNames>;
  /** How many envelopes do not verify, and why. Nothing else of them is read. */
  readonly refused: ReadonlyMap<RefusalCode, number>;
}

/**
 * Reads all statements of a store that one of the keys signed: attestations, approvals and
 * revocations.
 *
 * Throws an `AttestationError` when the store cannot be read whole.
 */
export async function readStatements(
  store: Pick<AttestationStore, "list">,
  keys: readonly VerificationKey[],
): Promise<StatementsOnFile> {
  const attestations: AttestationRecord[] = [];
  const approvals: ApprovalRecord[] = [];
  const names = new Map<string, KnownNames>();
  const refused = new Map<RefusalCode, number>();
  for (const envelope of await store.list()) {
    const found = readEnvelope(envelope, keys);
    if (typeof found === "string") refused.set(found, (refused.get(found) ?? 0) + 1);
    else if ("verdict" in found) approvals.push(found);
    else {
      attestations.push(found.record);
      names.set(found.record.configFingerprint, found.names);
    }
  }
  return { attestations, approvals, names, refused };
}

type Read = ApprovalRecord | { readonly record: AttestationRecord; readonly names: KnownNames };
type Signed = Pick<AttestationRecord, "id" | "keyId" | "envelope">;

function readEnvelope(envelope: Uint8Array, keys: readonly VerificationKey[]): Read | RefusalCode {
  const verified = verifyEnvelope(envelope, keys);
  if (!verified.ok) return verified.code;
  const signed: Signed = {
    id: `sha256:${hash("sha256", envelope, "hex")}`,
    keyId: verified.keyId,
    envelope: Buffer.from(envelope).toString("utf8"),
  };
  try {
    // The payload that was verified is the one that is read.
    return toRead(readStatement(verified.payload), signed);
  } catch (error) {
    if (error instanceof StatementFault) return error.code;
    throw error;
  }
}

function toRead(statement: Statement, signed: Signed): Read {
  if (statement.predicateType === AGENT_CONFIG) return attestationOf(statement, signed);
  if (statement.predicateType === VERIFICATION_SUMMARY) return decisionOf(statement, signed);
  if (statement.predicateType === REVOCATION) return revocationOf(statement, signed);
  throw new StatementFault("wrong_predicate_type", "expected a statement of ours, got another");
}

function attestationOf(statement: Statement, signed: Signed): Read {
  const { fingerprints, manifest, issuedAt } = readAgentConfig(statement);
  const record: AttestationRecord = {
    ...signed,
    configFingerprint: fingerprints.configFingerprint,
    deployFingerprint: fingerprints.deployFingerprint,
    templateDigest: fingerprints.templateDigest,
    components: fingerprints.components,
    agent: manifest.agent.name,
    agentVersion: manifest.agent.version,
    image: manifest.image,
    isolation: manifest.isolation,
    attestedAt: issuedAt,
  };
  return { record, names: manifestNames(manifest) };
}

function decisionOf(statement: Statement, signed: Signed): ApprovalRecord {
  const { configFingerprint, approver, policy, resourceUri, ...rest } = readSummary(statement);
  return {
    ...signed,
    configFingerprint,
    verdict: rest.passed ? "approved" : "refused",
    approver,
    policyUri: policy.uri,
    policyDigest: policy.digest,
    resourceUri,
    decidedAt: rest.decidedAt,
    expiresAt: rest.expiresAt,
  };
}

function revocationOf(statement: Statement, signed: Signed): ApprovalRecord {
  const { configFingerprint, revokedAt, reason } = readRevocation(statement);
  return { ...signed, configFingerprint, verdict: "revoked", reason, decidedAt: revokedAt };
}
