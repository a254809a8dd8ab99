import type { TextColumn } from "./event-columns.ts";
import type { ProvenanceTables } from "./provenance-tables.ts";

/** One row of `agent_audit_events` on its way in. `runtime` and `details` are JSON text. */
export type EventRow = Readonly<Record<TextColumn, string | null>> & {
  readonly event_id: string;
  readonly session_id: string;
  /** Time of the event in microseconds, as `YYYY-MM-DDTHH:MM:SS.ffffffZ`. */
  readonly event_timestamp: string;
  readonly event_type: string;
  readonly span_name: string;
  readonly seq: number | null;
  readonly runtime: string | null;
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string | null;
  /** Unix nanoseconds as decimal text: too wide for a number. */
  readonly start_ns: string;
  readonly duration_ns: string;
  readonly received_at: string;
  readonly details: string;
};

/** One row of `held_events` on its way in. */
export type HeldRow = {
  readonly session_id: string;
  readonly event_id: string;
  readonly held_at: string;
  /** The event as JSON text. */
  readonly event: string;
};

/** JSON and times as they come out: SQLite gives text, PostgreSQL gives values. */
export type JsonOut = string | object;
export type TimeOut = string | Date;
/** 64-bit integers come out as text from PostgreSQL and as numbers from SQLite. */
type CountOut = string | number;

interface EventTable extends Omit<EventRow, "event_timestamp" | "received_at" | "seq"> {
  readonly event_timestamp: TimeOut;
  readonly received_at: TimeOut;
  readonly seq: CountOut | null;
}

interface SessionTable {
  readonly session_id: string;
  /** 0 when its first event is a `session_started`, else 1. Absent before schema 0003. */
  readonly first_event_rank: CountOut;
  readonly first_event_at: TimeOut;
  readonly first_event_id: string;
  readonly last_event_at: TimeOut;
  readonly last_event_id: string;
  readonly agent_identifier: string | null;
  readonly config_fingerprint: string | null;
  readonly config_binding: string | null;
  readonly session_initiator: string | null;
  readonly invocation_source: string | null;
  readonly generation_id: string | null;
  readonly event_count: CountOut;
  readonly low_count: CountOut;
  readonly medium_count: CountOut;
  readonly high_count: CountOut;
  readonly critical_count: CountOut;
}

/** The tables that are read through kysely, as they come out. */
export interface TrailTables extends ProvenanceTables {
  readonly agent_audit_events: EventTable;
  readonly sessions: SessionTable;
  readonly session_facts: {
    readonly session_id: string;
    readonly lane: string;
    readonly fact: string;
    readonly value: string;
    readonly first_event_at: TimeOut;
  };
  readonly event_types: {
    readonly name: string;
    readonly risk_level: string;
    readonly data_schema: JsonOut;
    readonly version: number;
  };
  readonly held_events: {
    readonly session_id: string;
    readonly event_id: string;
    readonly held_at: TimeOut;
    readonly event: JsonOut;
  };
}
