import type { ApprovalRow, AttestationRow, ExpectedFactRow } from "../schema/provenance-tables.ts";
import { dateTimestamp } from "../timestamp.ts";
import { TrailError } from "../trail-error.ts";
import { expectedFacts } from "./expected-facts.ts";
import type { ApprovalRecord, AttestationRecord, ProvenanceRecords } from "./provenance-records.ts";

/** Statements as rows of the tables they go to. */
export interface ProvenanceRows {
  readonly attestations: readonly AttestationRow[];
  readonly approvals: readonly ApprovalRow[];
  readonly expected: readonly ExpectedFactRow[];
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** Throws a `TrailError` of code `rejected` that names the record and the rule it breaks. */
export function toProvenanceRows(records: ProvenanceRecords, storedAt: Date): ProvenanceRows {
  const stored_at = dateTimestamp(storedAt);
  const { attestations = [], approvals = [] } = records;
  return {
    attestations: attestations.map((record, i) => {
      check(record, `attestation ${i}`);
      return { ...toAttestation(record), stored_at };
    }),
    approvals: approvals.map((record, i) => {
      check(record, `approval ${i}`);
      return { ...toApproval(record), stored_at };
    }),
    expected: attestations.flatMap(({ configFingerprint, isolation }) =>
      expectedFacts(isolation).map((fact) => ({ config_fingerprint: configFingerprint, ...fact })),
    ),
  };
}

function toAttestation(record: AttestationRecord): Omit<AttestationRow, "stored_at"> {
  return {
    attestation_id: record.id,
    config_fingerprint: record.configFingerprint,
    deploy_fingerprint: record.deployFingerprint ?? null,
    template_digest: record.templateDigest ?? null,
    agent_identifier: record.agent ?? null,
    agent_version: record.agentVersion ?? null,
    image_digest: record.image ?? null,
    components: JSON.stringify(record.components),
    key_id: record.keyId,
    attested_at: dateTimestamp(record.attestedAt),
    envelope: record.envelope,
  };
}

function toApproval(record: ApprovalRecord): Omit<ApprovalRow, "stored_at"> {
  return {
    approval_id: record.id,
    config_fingerprint: record.configFingerprint,
    verdict: record.verdict,
    approver: record.approver ?? null,
    policy_uri: record.policyUri ?? null,
    policy_digest: record.policyDigest ?? null,
    resource_uri: record.resourceUri ?? null,
    reason: record.reason ?? null,
    key_id: record.keyId,
    decided_at: dateTimestamp(record.decidedAt),
    expires_at: record.expiresAt === undefined ? null : dateTimestamp(record.expiresAt),
    envelope: record.envelope,
  };
}

function check(record: AttestationRecord | ApprovalRecord, place: string): void {
  const expect = (holds: boolean, rule: string): void => {
    if (!holds) throw new TrailError("rejected", `${place}: expected ${rule}`);
  };
  expect(DIGEST.test(record.configFingerprint), "a fingerprint sha256:<64 hex digits>");
  expect(record.id !== "" && record.keyId !== "" && record.envelope !== "", "id, key and envelope");
  for (const value of Object.values(record) as unknown[]) {
    // PostgreSQL stores neither U+0000 nor half a surrogate pair.
    const isText = typeof value !== "string" || (value.isWellFormed() && !value.includes("\0"));
    expect(isText, "well-formed text");
    expect(!(value instanceof Date) || !Number.isNaN(value.getTime()), "valid times");
  }
}
