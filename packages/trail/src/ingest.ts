import { foldGenerations } from "./generation-fold.ts";
import {
  HOLD_EVENTS,
  INSERT_ANNOTATIONS,
  INSERT_CHECKPOINTS,
  INSERT_EVENTS,
  MEET_GENERATIONS,
  MERGE_FACTS,
  MERGE_GENERATIONS,
  MERGE_SESSIONS,
  RELEASE_EVENTS,
} from "./ingest-statements.ts";
import type { EventRow, HeldRow } from "./schema/tables.ts";
import { foldSessions } from "./session-fold.ts";
import type { InRow, Write } from "./statement.ts";
import type { IngestResult } from "./trail.ts";

/**
 * The write of a batch: events, then everything that is derived from those that were really
 * inserted, then the staged forms that they replace.
 */
export function* ingest(batch: readonly EventRow[]): Write<IngestResult> {
  // Writers that meet take their locks in the same order, or PostgreSQL ends one of them.
  const rows = inKeyOrder(batch);
  yield { statement: MEET_GENERATIONS, rows: generationsOf(rows) };
  const returned = yield { statement: INSERT_EVENTS, rows };
  const inserted = pick(rows, returned);

  const { sessions, facts } = foldSessions(inserted);
  yield { statement: MERGE_SESSIONS, rows: sessions };
  yield { statement: MERGE_FACTS, rows: facts };
  yield { statement: MERGE_GENERATIONS, rows: foldGenerations(inserted) };
  yield { statement: INSERT_CHECKPOINTS, rows: ofType(inserted, "checkpoint").map(toCheckpoint) };
  yield { statement: INSERT_ANNOTATIONS, rows: ofType(inserted, "annotation").map(toAnnotation) };
  yield { statement: RELEASE_EVENTS, rows: rows.map(toKey) };
  return { inserted: inserted.length, duplicates: batch.length - inserted.length };
}

/** The write that stages events. */
export function* hold(batch: readonly HeldRow[]): Write<void> {
  // One statement may not touch a row twice: of an event that is held twice the last form counts.
  const newest = new Map(batch.map((row) => [keyOf(row), row]));
  yield { statement: HOLD_EVENTS, rows: inKeyOrder([...newest.values()]) };
}

interface Key {
  readonly session_id: string;
  readonly event_id: string;
}

function keyOf({ session_id, event_id }: Key): string {
  return session_id + event_id;
}

function inKeyOrder<T extends Key>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => byText(keyOf(a), keyOf(b)));
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function generationsOf(rows: readonly EventRow[]): InRow[] {
  const ids = new Set(rows.flatMap(({ generation_id: id }) => (id === null ? [] : [id])));
  return [...ids].toSorted(byText).map((generation_id) => ({ generation_id }));
}

/** The rows that an insert returned. Of rows with one key it took the first. */
function pick(rows: readonly EventRow[], returned: readonly InRow[]): EventRow[] {
  const keys = new Set(returned.map((row) => keyOf(row as unknown as Key)));
  return rows.filter((row) => keys.delete(keyOf(row)));
}

function ofType(rows: readonly EventRow[], type: string): EventRow[] {
  return rows.filter((row) => row.event_type === type);
}

function toKey({ session_id, event_id }: EventRow): InRow {
  return { session_id, event_id };
}

function toCheckpoint(row: EventRow): InRow {
  const { session_id, event_id, lane, details } = row;
  return { session_id, event_id, signed_at: row.event_timestamp, lane, details };
}

function toAnnotation(row: EventRow): InRow {
  const { session_id, event_id, trace_id, span_id, parent_span_id, details } = row;
  const annotated_at = row.event_timestamp;
  return { session_id, event_id, annotated_at, trace_id, span_id, parent_span_id, details };
}
