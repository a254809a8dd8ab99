import type { Kysely } from "kysely";
import type { StoredRecords } from "./provenance/provenance-records.ts";
import type { ProvenanceRows } from "./provenance/provenance-rows.ts";
import type { EventRow, HeldRow, TrailTables } from "./schema/tables.ts";
import type { IngestResult } from "./trail.ts";

/** A database that holds a trail: reads go through kysely, writes are hand-written SQL. */
export interface Engine {
  readonly kind: "sqlite" | "postgres";
  /** Where the trail stands, as it may be shown: never with a password. */
  readonly place: string;
  readonly db: Kysely<TrailTables>;
  /** Stores rows that `checkEvent` let pass, in one transaction. */
  ingest(rows: readonly EventRow[]): Promise<IngestResult>;
  hold(rows: readonly HeldRow[]): Promise<void>;
  store(rows: ProvenanceRows): Promise<StoredRecords>;
  close(): Promise<void>;
}
