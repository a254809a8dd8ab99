import type { Attributes } from "@auditspan/core";
import { sql } from "kysely";
import type { Kysely, SelectQueryBuilder, Selectable } from "kysely";
import { SEQ_ATTRIBUTE, TEXT_COLUMN_ENTRIES } from "./schema/event-columns.ts";
import type { TextColumn } from "./schema/event-columns.ts";
import type { JsonOut, TimeOut, TrailTables } from "./schema/tables.ts";
import type { TrailEvent } from "./trail.ts";

type ReadColumn =
  | TextColumn
  | "event_id"
  | "session_id"
  | "event_type"
  | "span_name"
  | "seq"
  | "runtime"
  | "trace_id"
  | "span_id"
  | "parent_span_id"
  | "received_at"
  | "details";

const READ_COLUMNS: readonly ReadColumn[] = [
  ...TEXT_COLUMN_ENTRIES.map(([column]) => column),
  "event_id",
  "session_id",
  "event_type",
  "span_name",
  "seq",
  "runtime",
  "trace_id",
  "span_id",
  "parent_span_id",
  "received_at",
  "details",
];

type ReadRow = Pick<Selectable<TrailTables["agent_audit_events"]>, ReadColumn> & {
  readonly start_ns: string;
  readonly duration_ns: string;
};

/** A query for the columns that `toTrailEvent` reads. */
export function selectEvents(
  db: Kysely<TrailTables>,
): SelectQueryBuilder<TrailTables, "agent_audit_events", ReadRow> {
  // Nanoseconds are wider than a number: as text they come out exact on both engines.
  return db
    .selectFrom("agent_audit_events")
    .select(READ_COLUMNS)
    .select([
      sql<string>`CAST(start_ns AS text)`.as("start_ns"),
      sql<string>`CAST(duration_ns AS text)`.as("duration_ns"),
    ]);
}

/** The event of a row: what `toEventRow` took apart, put together again. */
export function toTrailEvent(row: ReadRow): TrailEvent {
  const startTime = BigInt(row.start_ns);
  const columns: Record<string, string | number> = {
    "session.id": row.session_id,
    "auditspan.event.id": row.event_id,
    "auditspan.event.type": row.event_type,
  };
  for (const [column, attribute] of TEXT_COLUMN_ENTRIES) {
    const value = row[column];
    if (value !== null) columns[attribute] = value;
  }
  if (row.seq !== null) columns[SEQ_ATTRIBUTE] = Number(row.seq);
  return {
    type: row.event_type,
    name: row.span_name,
    traceId: row.trace_id,
    spanId: row.span_id,
    parentSpanId: row.parent_span_id ?? undefined,
    startTime,
    endTime: startTime + BigInt(row.duration_ns),
    attributes: {
      ...(readJson(row.details) as Attributes),
      ...(row.runtime === null ? {} : (readJson(row.runtime) as Attributes)),
      ...columns,
    },
    stamp: { sessionId: row.session_id, attributes: {} },
    receivedAt: readTime(row.received_at),
  };
}

/** A JSON column: PostgreSQL gives the value, SQLite its text. */
export function readJson(column: JsonOut): unknown {
  return typeof column === "string" ? JSON.parse(column) : column;
}

/** A time column in milliseconds. */
export function readTime(column: TimeOut): Date {
  return new Date(column);
}
