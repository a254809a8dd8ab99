import { eventId } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { checkEvent } from "./check-event.ts";
import type { Engine } from "./engine.ts";
import { toEventRow } from "./event-row.ts";
import { toHeldEvent, toHeldRow } from "./held-event.ts";
import type { Provenance } from "./provenance/provenance.ts";
import { SqlProvenance } from "./provenance/sql-provenance.ts";
import { readEvent, readEvents } from "./read-events.ts";
import { readSessions } from "./read-sessions.ts";
import type { SchemaBehind } from "./schema/migrate.ts";
import { TrailError } from "./trail-error.ts";
import type {
  EventPage,
  IngestOptions,
  IngestResult,
  SessionFilter,
  SessionSummary,
  Trail,
  TrailEvent,
} from "./trail.ts";

/** A trail over an engine whose tables are up to date, or that is read as an older version left it. */
export class SqlTrail implements Trail {
  readonly provenance: Provenance = new SqlProvenance(() => this.#openUpToDate());
  readonly #engine: Engine;
  readonly #behind: SchemaBehind | undefined;
  #eventTypes: ReadonlySet<string> = new Set();
  #closing: Promise<void> | undefined;

  constructor(engine: Engine, behind?: SchemaBehind) {
    this.#engine = engine;
    this.#behind = behind;
  }

  async ingest(
    events: readonly AuditEvent[],
    { receivedAt = new Date() }: IngestOptions = {},
  ): Promise<IngestResult> {
    const engine = this.#open();
    if (events.length === 0) return { inserted: 0, duplicates: 0 };
    await this.#check(events);
    return engine.ingest(events.map((event) => toEventRow(event, receivedAt)));
  }

  async hold(events: readonly AuditEvent[]): Promise<void> {
    const engine = this.#open();
    if (events.length === 0) return;
    await this.#check(events);
    const now = new Date();
    await engine.hold(events.map((event) => toHeldRow(event, now)));
  }

  async held(): Promise<AuditEvent[]> {
    const rows = await this.#open()
      .db.selectFrom("held_events")
      .select("event")
      .orderBy("held_at")
      .orderBy("event_id")
      .execute();
    return rows.map(({ event }) => toHeldEvent(event));
  }

  async sessions(filter: SessionFilter = {}): Promise<SessionSummary[]> {
    const { db } = filter.standing === undefined ? this.#open() : this.#openUpToDate();
    return readSessions(db, filter, this.#behind === undefined);
  }

  async session(sessionId: string, page: EventPage = {}): Promise<TrailEvent[]> {
    return readEvents(this.#open().db, sessionId, page);
  }

  async event(sessionId: string, eventId: string): Promise<TrailEvent | undefined> {
    return readEvent(this.#open().db, sessionId, eventId);
  }

  close(): Promise<void> {
    this.#closing ??= this.#engine.close();
    return this.#closing;
  }

  #open(): Engine {
    if (this.#closing === undefined) return this.#engine;
    throw new TrailError(
      "closed",
      `expected an open trail at ${this.#engine.place}, got a closed one`,
    );
  }

  // Statements came with a later schema: without its tables nothing is known, which is not "none".
  #openUpToDate(): Engine {
    const engine = this.#open();
    if (this.#behind === undefined) return engine;
    const { expected, got } = this.#behind;
    throw new TrailError(
      "schema",
      `expected a trail of schema ${expected} at ${engine.place}, got ${got}: an older version of this software made it, and it is open for reading alone; \`auditspan collect --trail ${engine.place}\` brings it up to date when it starts`,
    );
  }

  async #check(events: readonly AuditEvent[]): Promise<void> {
    events.forEach(checkEvent);
    // Types may be added while the trail is open, so an unknown one is looked up once more.
    const isUnknown = ({ type }: AuditEvent): boolean => !this.#eventTypes.has(type);
    if (!events.some(isUnknown)) return;
    const rows = await this.#engine.db.selectFrom("event_types").select("name").execute();
    this.#eventTypes = new Set(rows.map(({ name }) => name));
    const unknown = events.find(isUnknown);
    if (unknown === undefined) return;
    throw new TrailError(
      "rejected",
      `event ${eventId(unknown)}: expected a type that table event_types knows`,
    );
  }
}
