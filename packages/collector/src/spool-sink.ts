import { type AuditEvent, decodeHeld, encodeHeld, type HeldJson } from "@auditspan/core";
import type { Emitter, Spool, SpoolEntry } from "@auditspan/emitter";
import type { IngestResult } from "@auditspan/trail";
import { eventKey } from "./event-key.ts";
import type { RecentEvents } from "./recent-events.ts";

/** Stands in for a trail where there is none: what it takes is in the spool of the forward. */
export class SpoolSink {
  readonly keepsOrder = true;
  readonly #spool: Spool;
  readonly #forward: Pick<Emitter, "emit" | "stored">;
  readonly #forwarded: RecentEvents;
  readonly #held = new Map<string, SpoolEntry>();

  constructor(spool: Spool, forward: Pick<Emitter, "emit" | "stored">, forwarded: RecentEvents) {
    this.#spool = spool;
    this.#forward = forward;
    this.#forwarded = forwarded;
  }

  /** Hands events to the forward; resolves when they are on disk. Known ones are duplicates. */
  async ingest(events: readonly AuditEvent[]): Promise<IngestResult> {
    let inserted = 0;
    for (const event of events) {
      if (!this.#forwarded.add(event)) continue;
      this.#forward.emit(event);
      inserted++;
    }
    const stored = this.#forward.stored();
    // Behind the events in the file, so whoever reads that a held form is done has read its event.
    for (const event of events) this.#release(eventKey(event));
    await stored;
    return { inserted, duplicates: events.length - inserted };
  }

  /** Stages events that wait for their log records, on disk. */
  async hold(events: readonly AuditEvent[]): Promise<void> {
    for (const event of events) {
      const key = eventKey(event);
      this.#release(key);
      this.#held.set(key, this.#spool.append("held", [Buffer.from(encodeHeld(event))]));
    }
    await this.#spool.commit();
  }

  /** What an earlier process staged and did not hand on. */
  held(): Promise<AuditEvent[]> {
    const taken = this.#spool.take("held", (payload) =>
      decodeHeld(JSON.parse(Buffer.from(payload).toString()) as HeldJson),
    );
    for (const { entry, value } of taken) this.#held.set(eventKey(value), entry);
    return Promise.resolve(taken.map(({ value }) => value));
  }

  #release(key: string): void {
    const entry = this.#held.get(key);
    if (entry === undefined) return;
    this.#held.delete(key);
    this.#spool.settle(entry);
  }
}
