import { EVENT_COLUMNS } from "./schema/event-columns.ts";
import { insertInto } from "./statement.ts";
import type { Statement } from "./statement.ts";

/** An event that is there already stays as it is; what was really inserted comes back. */
export const INSERT_EVENTS: Statement = insertInto(
  "agent_audit_events",
  EVENT_COLUMNS,
  "(session_id, event_id) DO NOTHING RETURNING session_id, event_id",
);

const FIRST = ["first_event_rank", "first_event_at", "first_event_id"];
const IS_FIRST = `(${of("excluded", FIRST)}) < (${of("sessions", FIRST)})`;
const IS_LAST =
  "(excluded.last_event_at, excluded.last_event_id) > (sessions.last_event_at, sessions.last_event_id)";

/** Merges summaries so that any order and any split of the same events gives the same row. */
export const MERGE_SESSIONS: Statement = insertInto(
  "sessions",
  {
    session_id: "uuid",
    first_event_rank: "integer",
    first_event_at: "timestamptz",
    first_event_id: "uuid",
    last_event_at: "timestamptz",
    last_event_id: "uuid",
    agent_identifier: "text",
    config_fingerprint: "text",
    config_binding: "text",
    session_initiator: "text",
    invocation_source: "text",
    generation_id: "text",
    event_count: "bigint",
    low_count: "bigint",
    medium_count: "bigint",
    high_count: "bigint",
    critical_count: "bigint",
  },
  `(session_id) DO UPDATE SET ${[
    ...[...FIRST, "agent_identifier", "config_fingerprint"].map(ofFirst),
    ...["config_binding", "session_initiator", "invocation_source", "generation_id"].map(ofFirst),
    ...["last_event_at", "last_event_id"].map((column) => choose(column, IS_LAST)),
    ...["event_count", "low_count", "medium_count", "high_count", "critical_count"].map(
      (column) => `${column} = sessions.${column} + excluded.${column}`,
    ),
  ].join(", ")}`,
);

/** Keeps each value that a fact took in a lane, and when it was first seen. */
export const MERGE_FACTS: Statement = insertInto(
  "session_facts",
  {
    session_id: "uuid",
    lane: "text",
    fact: "text",
    value: "text",
    first_event_at: "timestamptz",
  },
  `(session_id, lane, fact, value) DO UPDATE SET first_event_at = excluded.first_event_at
   WHERE excluded.first_event_at < session_facts.first_event_at`,
);

/** Makes generations known before events refer to them: `generation_started` may come later. */
export const MEET_GENERATIONS: Statement = {
  ...insertInto("key_generations", { generation_id: "text" }, "(generation_id) DO NOTHING"),
  name: "meet_generations",
};

const STARTS_EARLIER = isEarlier("started_at");
const IS_REVOKED_EARLIER = isEarlier("revoked_at");

/** Folds `generation_started` and `generation_revoked`: the earliest word of each counts. */
export const MERGE_GENERATIONS: Statement = insertInto(
  "key_generations",
  {
    generation_id: "text",
    started_at: "timestamptz",
    revoked_at: "timestamptz",
    reason: "text",
  },
  `(generation_id) DO UPDATE SET ${[
    choose("started_at", STARTS_EARLIER, "key_generations"),
    choose("revoked_at", IS_REVOKED_EARLIER, "key_generations"),
    choose("reason", IS_REVOKED_EARLIER, "key_generations"),
  ].join(", ")}`,
);

/** Checkpoints outlive the events they sign, so they stand in a table of their own. */
export const INSERT_CHECKPOINTS: Statement = insertInto(
  "checkpoints",
  {
    session_id: "uuid",
    event_id: "uuid",
    signed_at: "timestamptz",
    lane: "text",
    details: "jsonb",
  },
  "(session_id, event_id) DO NOTHING",
);

export const INSERT_ANNOTATIONS: Statement = insertInto(
  "annotations",
  {
    session_id: "uuid",
    event_id: "uuid",
    annotated_at: "timestamptz",
    trace_id: "text",
    span_id: "text",
    parent_span_id: "text",
    details: "jsonb",
  },
  "(session_id, event_id) DO NOTHING",
);

/** Stages an event; held again, its newest form counts from the time it was first held. */
export const HOLD_EVENTS: Statement = insertInto(
  "held_events",
  { session_id: "uuid", event_id: "uuid", held_at: "timestamptz", event: "jsonb" },
  "(session_id, event_id) DO UPDATE SET event = excluded.event",
);

export const RELEASE_EVENTS: Statement = {
  name: "release_events",
  columns: { session_id: "uuid", event_id: "uuid" },
  text: (rows) => `DELETE FROM held_events WHERE (session_id, event_id) IN (${rows})`,
};

function of(table: string, columns: readonly string[]): string {
  return columns.map((column) => `${table}.${column}`).join(", ");
}

function ofFirst(column: string): string {
  return choose(column, IS_FIRST);
}

function choose(column: string, condition: string, table = "sessions"): string {
  return `${column} = CASE WHEN ${condition} THEN excluded.${column} ELSE ${table}.${column} END`;
}

function isEarlier(column: string): string {
  return `(excluded.${column} IS NOT NULL AND (key_generations.${column} IS NULL OR excluded.${column} < key_generations.${column}))`;
}
