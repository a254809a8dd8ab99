/** Types of the SQL subset that both engines read; SQLite takes them by affinity. */
export type ColumnType = "uuid" | "text" | "timestamptz" | "bigint" | "integer" | "jsonb";

/** What a column holds on its way in: times, big integers and JSON as text. */
export type SqlValue = string | number | null;

/** Attributes that have a column of their own, which holds text. */
export const TEXT_COLUMNS = {
  risk_level: "auditspan.event.risk",
  phase: "auditspan.event.phase",
  outcome: "auditspan.event.outcome",
  source: "auditspan.event.source",
  agent_identifier: "gen_ai.agent.name",
  config_fingerprint: "auditspan.config_fingerprint",
  config_binding: "auditspan.config.binding",
  deploy_fingerprint: "auditspan.deploy_fingerprint",
  session_initiator: "auditspan.session.initiator",
  invocation_source: "auditspan.invocation.source",
  invocation_ref: "auditspan.invocation.ref",
  generation_id: "auditspan.generation.id",
  processing_activity_id: "auditspan.processing_activity.id",
  policy_decision_id: "auditspan.policy.decision_id",
  cgroup_inode: "auditspan.runtime.cgroup_inode",
  seccomp_mode: "auditspan.runtime.seccomp_mode",
  seccomp_profile_hash: "auditspan.runtime.seccomp_profile_hash",
  seccomp_bpf_hash: "auditspan.runtime.seccomp_bpf_hash",
  runtime_context_hash: "auditspan.runtime_context_hash",
  runtime_source: "auditspan.runtime.source",
  lane: "auditspan.seal.lane",
  leaf: "auditspan.seal.leaf",
  link: "auditspan.seal.link",
} as const;

export type TextColumn = keyof typeof TEXT_COLUMNS;

export const TEXT_COLUMN_ENTRIES: readonly (readonly [TextColumn, string])[] = Object.entries(
  TEXT_COLUMNS,
) as [TextColumn, string][];

/** The attribute of column `seq`, the only one that holds a number. */
export const SEQ_ATTRIBUTE = "auditspan.seal.seq";

/** Runtime facts without a column of their own stand together in column `runtime`. */
export const RUNTIME_PREFIX = "auditspan.runtime.";

/** The values that a check constraint holds a column to. */
export const COLUMN_ENUMS: Readonly<Partial<Record<TextColumn, readonly string[]>>> = {
  risk_level: ["low", "medium", "high", "critical"],
  phase: ["requested", "decided", "completed", "point"],
  outcome: ["success", "failure", "denied", "timeout", "unknown"],
  source: ["emitted", "observed"],
  config_binding: ["attested", "computed", "unbound"],
};

/** Every column of `agent_audit_events`, in the order of its definition. */
export const EVENT_COLUMNS: Readonly<Record<string, ColumnType>> = {
  event_id: "uuid",
  session_id: "uuid",
  event_timestamp: "timestamptz",
  event_type: "text",
  span_name: "text",
  ...(Object.fromEntries(TEXT_COLUMN_ENTRIES.map(([column]) => [column, "text"])) as Record<
    TextColumn,
    "text"
  >),
  seq: "bigint",
  runtime: "jsonb",
  trace_id: "text",
  span_id: "text",
  parent_span_id: "text",
  start_ns: "bigint",
  duration_ns: "bigint",
  received_at: "timestamptz",
  details: "jsonb",
};
