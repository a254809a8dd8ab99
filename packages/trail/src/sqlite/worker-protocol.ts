import type { StoredRecords } from "../provenance/provenance-records.ts";
import type { ProvenanceRows } from "../provenance/provenance-rows.ts";
import type { EventRow, HeldRow } from "../schema/tables.ts";
import type { InRow } from "../statement.ts";
import type { IngestResult } from "../trail.ts";

/** What the worker can be asked for, with the answer to each. */
export interface WorkerCalls {
  open: { ask: string; answer: void };
  query: { ask: { sql: string; parameters: readonly unknown[] }; answer: InRow[] };
  ingest: { ask: readonly EventRow[]; answer: IngestResult };
  hold: { ask: readonly HeldRow[]; answer: void };
  store: { ask: ProvenanceRows; answer: StoredRecords };
  close: { ask: undefined; answer: void };
}

export type WorkerCall = keyof WorkerCalls;

export interface WorkerRequest<Call extends WorkerCall = WorkerCall> {
  readonly id: number;
  readonly call: Call;
  readonly ask: WorkerCalls[Call]["ask"];
}

/** The answer to the request of the same id, or the message of what SQLite refused. */
export type WorkerResponse =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string };
