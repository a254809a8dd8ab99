import { insertInto } from "../statement.ts";
import type { Statement, Write } from "../statement.ts";
import type { StoredRecords } from "./provenance-records.ts";
import type { ProvenanceRows } from "./provenance-rows.ts";

const INSERT_ATTESTATIONS: Statement = insertInto(
  "attestations",
  {
    attestation_id: "text",
    config_fingerprint: "text",
    deploy_fingerprint: "text",
    template_digest: "text",
    agent_identifier: "text",
    agent_version: "text",
    image_digest: "text",
    components: "jsonb",
    key_id: "text",
    attested_at: "timestamptz",
    envelope: "text",
    stored_at: "timestamptz",
  },
  "(attestation_id) DO NOTHING RETURNING attestation_id",
);

const INSERT_APPROVALS: Statement = insertInto(
  "approvals",
  {
    approval_id: "text",
    config_fingerprint: "text",
    verdict: "text",
    approver: "text",
    policy_uri: "text",
    policy_digest: "text",
    resource_uri: "text",
    reason: "text",
    key_id: "text",
    decided_at: "timestamptz",
    expires_at: "timestamptz",
    envelope: "text",
    stored_at: "timestamptz",
  },
  "(approval_id) DO NOTHING RETURNING approval_id",
);

const INSERT_EXPECTED_FACTS: Statement = insertInto(
  "expected_facts",
  { config_fingerprint: "text", fact: "text", value: "text" },
  "(config_fingerprint, fact, value) DO NOTHING",
);

/** The write of signed statements; one that is on file already stays as it is. */
export function* storeProvenance(rows: ProvenanceRows): Write<StoredRecords> {
  const attestations = yield { statement: INSERT_ATTESTATIONS, rows: rows.attestations };
  const approvals = yield { statement: INSERT_APPROVALS, rows: rows.approvals };
  yield { statement: INSERT_EXPECTED_FACTS, rows: rows.expected };
  return { attestations: attestations.length, approvals: approvals.length };
}
