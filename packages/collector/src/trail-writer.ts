import type { AuditEvent } from "@auditspan/core";
import type { IngestResult, Trail } from "@auditspan/trail";
import { eventKey } from "./event-key.ts";
import { writeAccepted } from "./write-accepted.ts";

/** The part of a trail that a collector writes to. */
export type TrailSink = Pick<Trail, "ingest" | "hold" | "held">;

/** What one request, or the clock, has for the trail. */
export interface TrailBatch {
  readonly ready: readonly AuditEvent[];
  /** Events that wait for their log records; they stay in the trail's hold table until then. */
  readonly hold: readonly AuditEvent[];
}

export interface TrailWriterOptions {
  readonly trail: Omit<TrailSink, "held">;
  /**
   * Called for events that are in the trail now, or were before. When it rejects they are written
   * again, so it may be called twice with the same ones.
   */
  readonly onStored: (events: readonly AuditEvent[], counts: IngestResult) => Promise<void>;
}

interface Job {
  readonly batch: TrailBatch;
  /** When it came, in milliseconds of `performance.now`. */
  readonly at: number;
  readonly resolve: (rejected: readonly AuditEvent[]) => void;
  readonly reject: (error: unknown) => void;
}

// Beyond this a transaction gains nothing and delays the answers.
const MAX_GROUP_EVENTS = 10_000;

/** Writes batches to the trail in order; those that come while it is busy share one transaction. */
export class TrailWriter {
  readonly #options: TrailWriterOptions;
  readonly #jobs: Job[] = [];
  // Ready events that the trail failed to take. The fold has let go of them, so they live here.
  readonly #kept = new Map<string, AuditEvent>();
  #keptSince: number | undefined;
  #writing: readonly Job[] = [];
  #queued = 0;

  constructor(options: TrailWriterOptions) {
    this.#options = options;
  }

  /** Events that are not in the trail yet. */
  get pending(): number {
    return this.#queued + this.#kept.size;
  }

  /** Milliseconds for which the oldest of them has waited. */
  get pendingMs(): number {
    const since = this.#keptSince ?? (this.#writing[0] ?? this.#jobs[0])?.at;
    return since === undefined ? 0 : performance.now() - since;
  }

  /**
   * Resolves when the batch is on disk, with the events that the trail rejected for good.
   *
   * Rejects when the trail failed. Its ready events are kept and go with the next write.
   */
  write(batch: TrailBatch): Promise<readonly AuditEvent[]> {
    return new Promise((resolve, reject) => {
      this.#jobs.push({ batch, at: performance.now(), resolve, reject });
      this.#queued += sizeOf(batch);
      if (this.#writing.length === 0) void this.#run();
    });
  }

  async #run(): Promise<void> {
    while (this.#jobs.length > 0) {
      const group = this.#nextGroup();
      this.#writing = group;
      try {
        const rejected = await this.#commit(group);
        for (const { batch, resolve } of group) {
          resolve(rejected.size === 0 ? [] : rejectedOf(batch, rejected));
        }
      } catch (error) {
        for (const { batch, reject } of group) {
          for (const event of batch.ready) this.#kept.set(eventKey(event), event);
          reject(error);
        }
        if (this.#kept.size > 0) this.#keptSince ??= group[0]!.at;
      }
      for (const { batch } of group) this.#queued -= sizeOf(batch);
    }
    this.#writing = [];
  }

  #nextGroup(): Job[] {
    let count = 1;
    let size = sizeOf((this.#jobs[0] as Job).batch);
    for (; count < this.#jobs.length; count++) {
      size += sizeOf((this.#jobs[count] as Job).batch);
      if (size > MAX_GROUP_EVENTS) break;
    }
    return this.#jobs.splice(0, count);
  }

  async #commit(group: readonly Job[]): Promise<ReadonlySet<string>> {
    const { trail, onStored } = this.#options;
    const hold = unique(group.flatMap(({ batch }) => batch.hold));
    const ready = unique([...this.#kept.values(), ...group.flatMap(({ batch }) => batch.ready)]);
    // Held first: one that is released within the same group is cleared by its ingest.
    const notHeld = await writeAccepted(hold, (events) => trail.hold(events));
    const counts = { inserted: 0, duplicates: 0 };
    const notTaken = await writeAccepted(ready, async (events) => {
      const { inserted, duplicates } = await trail.ingest(events);
      counts.inserted += inserted;
      counts.duplicates += duplicates;
    });
    const rejected = new Set([...notHeld, ...notTaken].map(eventKey));
    await onStored(
      rejected.size === 0 ? ready : ready.filter((event) => !rejected.has(eventKey(event))),
      counts,
    );
    this.#kept.clear();
    this.#keptSince = undefined;
    return rejected;
  }
}

function sizeOf({ ready, hold }: TrailBatch): number {
  return ready.length + hold.length;
}

function unique(events: readonly AuditEvent[]): readonly AuditEvent[] {
  const byKey = new Map(events.map((event) => [eventKey(event), event]));
  return byKey.size === events.length ? events : [...byKey.values()];
}

function rejectedOf({ ready, hold }: TrailBatch, rejected: ReadonlySet<string>): AuditEvent[] {
  return [...ready, ...hold].filter((event) => rejected.has(eventKey(event)));
}
