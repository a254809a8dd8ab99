import type { Migration } from "kysely/migration";
import { sql } from "kysely";
import type { Engine } from "../engine.ts";
import { appendOnly, refuseTruncate } from "./append-only.ts";

/**
 * The trail as SCHEMA section 4 draws it, in one text for both engines.
 *
 * The text stands here for ever: what changes later is another migration.
 */
export function firstMigration(kind: Engine["kind"]): Migration {
  const partitioned = kind === "postgres" ? "PARTITION BY RANGE (event_id)" : "";
  const statements = [
    ...tables(partitioned),
    ...indexes,
    ...(kind === "postgres" ? [LATE_PARTITION] : []),
    ...appendOnly(kind, ["agent_audit_events", "annotations"]),
    ...(kind === "postgres" ? [refuseTruncate("agent_audit_events_late")] : []),
  ];
  return {
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}

const LATE_PARTITION =
  "CREATE TABLE agent_audit_events_late PARTITION OF agent_audit_events DEFAULT";
const RISK = "CHECK (risk_level IN ('low', 'medium', 'high', 'critical'))";

const tables = (partitioned: string): string[] => [
  `CREATE TABLE event_types (
    name text NOT NULL PRIMARY KEY,
    risk_level text NOT NULL CONSTRAINT event_type_risk ${RISK},
    data_schema jsonb NOT NULL,
    version integer NOT NULL
  )`,
  `CREATE TABLE key_generations (
    generation_id text NOT NULL PRIMARY KEY,
    started_at timestamptz,
    revoked_at timestamptz,
    reason text
  )`,
  `CREATE TABLE agent_audit_events (
    event_id uuid NOT NULL,
    session_id uuid NOT NULL,
    event_timestamp timestamptz NOT NULL,
    event_type text NOT NULL CONSTRAINT event_type_known REFERENCES event_types (name),
    span_name text NOT NULL,
    risk_level text NOT NULL CONSTRAINT event_risk ${RISK},
    phase text CONSTRAINT event_phase
      CHECK (phase IN ('requested', 'decided', 'completed', 'point')),
    outcome text CONSTRAINT event_outcome
      CHECK (outcome IN ('success', 'failure', 'denied', 'timeout', 'unknown')),
    source text CONSTRAINT event_source CHECK (source IN ('emitted', 'observed')),
    agent_identifier text,
    config_fingerprint text,
    config_binding text CONSTRAINT event_binding
      CHECK (config_binding IN ('attested', 'computed', 'unbound')),
    deploy_fingerprint text,
    session_initiator text,
    invocation_source text,
    invocation_ref text,
    generation_id text CONSTRAINT event_generation REFERENCES key_generations (generation_id),
    processing_activity_id text,
    policy_decision_id text,
    cgroup_inode text,
    seccomp_mode text,
    seccomp_profile_hash text,
    seccomp_bpf_hash text,
    runtime_context_hash text,
    runtime_source text,
    runtime jsonb,
    trace_id text NOT NULL,
    span_id text NOT NULL,
    parent_span_id text,
    start_ns bigint NOT NULL,
    duration_ns bigint NOT NULL,
    lane text,
    seq bigint,
    leaf text,
    link text,
    received_at timestamptz NOT NULL,
    details jsonb NOT NULL,
    PRIMARY KEY (session_id, event_id)
  ) ${partitioned}`,
  `CREATE TABLE sessions (
    session_id uuid NOT NULL PRIMARY KEY,
    first_event_at timestamptz NOT NULL,
    first_event_id uuid NOT NULL,
    last_event_at timestamptz NOT NULL,
    last_event_id uuid NOT NULL,
    agent_identifier text,
    config_fingerprint text,
    config_binding text,
    session_initiator text,
    invocation_source text,
    generation_id text,
    event_count bigint NOT NULL,
    low_count bigint NOT NULL,
    medium_count bigint NOT NULL,
    high_count bigint NOT NULL,
    critical_count bigint NOT NULL
  )`,
  `CREATE TABLE session_facts (
    session_id uuid NOT NULL,
    lane text NOT NULL,
    fact text NOT NULL,
    value text NOT NULL,
    first_event_at timestamptz NOT NULL,
    PRIMARY KEY (session_id, lane, fact, value)
  )`,
  `CREATE TABLE annotations (
    session_id uuid NOT NULL,
    event_id uuid NOT NULL,
    annotated_at timestamptz NOT NULL,
    trace_id text NOT NULL,
    span_id text NOT NULL,
    parent_span_id text,
    details jsonb NOT NULL,
    PRIMARY KEY (session_id, event_id)
  )`,
  `CREATE TABLE checkpoints (
    session_id uuid NOT NULL,
    event_id uuid NOT NULL,
    signed_at timestamptz NOT NULL,
    lane text,
    details jsonb NOT NULL,
    PRIMARY KEY (session_id, event_id)
  )`,
  `CREATE TABLE attestations (
    config_fingerprint text NOT NULL PRIMARY KEY,
    statement text NOT NULL,
    components jsonb NOT NULL,
    approved_at timestamptz
  )`,
  `CREATE TABLE retention_log (
    retention_id uuid NOT NULL PRIMARY KEY,
    ran_at timestamptz NOT NULL,
    kept_from timestamptz NOT NULL,
    event_count bigint NOT NULL,
    tombstone jsonb
  )`,
  `CREATE TABLE held_events (
    session_id uuid NOT NULL,
    event_id uuid NOT NULL,
    held_at timestamptz NOT NULL,
    event jsonb NOT NULL,
    PRIMARY KEY (session_id, event_id)
  )`,
];

const indexes = [
  `CREATE INDEX events_by_session ON agent_audit_events (session_id, event_timestamp)`,
  `CREATE INDEX events_by_generation ON agent_audit_events (generation_id)`,
  `CREATE INDEX events_by_fingerprint ON agent_audit_events (config_fingerprint, event_timestamp)`,
  `CREATE INDEX completions_by_session ON agent_audit_events (session_id)
    WHERE event_type = 'model_completion'`,
  `CREATE INDEX risky_events_by_session ON agent_audit_events (session_id)
    WHERE risk_level IN ('high', 'critical')`,
  `CREATE INDEX sessions_by_time ON sessions (first_event_at, session_id)`,
];
