import type { Migration } from "kysely/migration";
import { sql } from "kysely";
import type { Engine } from "../engine.ts";
import { refuseChanges } from "./append-only.ts";

/**
 * Signed statements about configurations, and what they expect of the sessions that ran them.
 *
 * The text stands here for ever: what changes later is another migration.
 */
export function provenanceMigration(kind: Engine["kind"]): Migration {
  const statements = [
    // The table of the first migration was made ahead of its time: nothing wrote to it.
    "DROP TABLE attestations",
    ...tables,
    ...indexes,
    ...refuseChanges(kind, "attestations", ["attestation_id"]),
    ...refuseChanges(kind, "approvals", ["approval_id"]),
  ];
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const tables = [
  `CREATE TABLE attestations (
    attestation_id text NOT NULL PRIMARY KEY,
    config_fingerprint text NOT NULL,
    deploy_fingerprint text,
    template_digest text,
    agent_identifier text,
    agent_version text,
    image_digest text,
    components jsonb NOT NULL,
    key_id text NOT NULL,
    attested_at timestamptz NOT NULL,
    envelope text NOT NULL,
    stored_at timestamptz NOT NULL
  )`,
  `CREATE TABLE approvals (
    approval_id text NOT NULL PRIMARY KEY,
    config_fingerprint text NOT NULL,
    verdict text NOT NULL CONSTRAINT approval_verdict
      CHECK (verdict IN ('approved', 'refused', 'revoked')),
    approver text,
    policy_uri text,
    policy_digest text,
    resource_uri text,
    reason text,
    key_id text NOT NULL,
    decided_at timestamptz NOT NULL,
    expires_at timestamptz,
    envelope text NOT NULL,
    stored_at timestamptz NOT NULL
  )`,
  `CREATE TABLE expected_facts (
    config_fingerprint text NOT NULL,
    fact text NOT NULL,
    value text NOT NULL,
    PRIMARY KEY (config_fingerprint, fact, value)
  )`,
];

const indexes = [
  "CREATE INDEX attestations_by_fingerprint ON attestations (config_fingerprint)",
  "CREATE INDEX approvals_by_fingerprint ON approvals (config_fingerprint, decided_at)",
  "CREATE INDEX sessions_by_fingerprint ON sessions (config_fingerprint, first_event_at)",
  "CREATE INDEX sessions_by_agent ON sessions (agent_identifier, first_event_at)",
];
