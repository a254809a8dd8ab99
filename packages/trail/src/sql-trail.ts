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

/** A trail over an engine whose tables are up to date. */
export class SqlTrail implements Trail {
  readonly provenance: Provenance = new SqlProvenance(() => this.#open());
  readonly #engine: Engine;
  #eventTypes: ReadonlySet<string> = new Set();
  #closing: Promise<void> | undefined;

  constructor(engine: Engine) {
    this.#engine = engine;
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
    return readSessions(this.#open().db, filter);
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
