import type { AuditEvent } from "@auditspan/core";
import type { IngestResult, Trail } from "@auditspan/trail";
import { eventKey } from "./event-key.ts";
import { writeAccepted } from "./write-accepted.ts";

/** The part of a trail that a collector writes to. */
export type TrailSink = Pick<Trail, "ingest" | "hold" | "held"> & {
  /** Whether what is asked for later comes later, without a wait in between. Defaults to false. */
  readonly keepsOrder?: boolean;
};

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
  // Events that the trail failed to take. The fold has let go of those that are ready and has told of
  // the others, so they live here, and go with the next write: nothing is answered before them.
  readonly #kept = new Map<string, AuditEvent>();
  readonly #keptHeld = new Map<string, AuditEvent>();
  #keptSince: number | undefined;
  #writing: readonly Job[] = [];
  #queued = 0;

  constructor(options: TrailWriterOptions) {
    this.#options = options;
  }

  /** Events that are not in the trail yet. */
  get pending(): number {
    return this.#queued + this.#kept.size + this.#keptHeld.size;
  }

  /** Milliseconds for which the oldest of them has waited. */
  get pendingMs(): number {
    const since = this.#keptSince ?? (this.#writing[0] ?? this.#jobs[0])?.at;
    return since === undefined ? 0 : performance.now() - since;
  }

  /**
   * Resolves when the batch is on disk, with the events that the trail rejected for good.
   *
   * Rejects when the trail failed. Its events are kept and go with the next write.
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
          for (const event of batch.hold) this.#keptHeld.set(eventKey(event), event);
          reject(error);
        }
        if (this.#kept.size + this.#keptHeld.size > 0) this.#keptSince ??= group[0]!.at;
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
    const hold = withKept(this.#keptHeld, group, ({ batch }) => batch.hold);
    const ready = withKept(this.#kept, group, ({ batch }) => batch.ready);
    // Held first: one that is released within the same group is cleared by its ingest.
    const holding = writeAccepted(hold, (events) => trail.hold(events));
    if (trail.keepsOrder !== true) await holding;
    const counts = { inserted: 0, duplicates: 0 };
    const taking = writeAccepted(ready, async (events) => {
      const { inserted, duplicates } = await trail.ingest(events);
      counts.inserted += inserted;
      counts.duplicates += duplicates;
    });
    const [notHeld, notTaken] = await Promise.all([holding, taking]);
    const rejected = new Set([...notHeld, ...notTaken].map(eventKey));
    await onStored(
      rejected.size === 0 ? ready : ready.filter((event) => !rejected.has(eventKey(event))),
      counts,
    );
    this.#kept.clear();
    this.#keptHeld.clear();
    this.#keptSince = undefined;
    return rejected;
  }
}

function sizeOf({ ready, hold }: TrailBatch): number {
  return ready.length + hold.length;
}

// Who was refused sends again what is kept.
function withKept(
  kept: ReadonlyMap<string, AuditEvent>,
  group: readonly Job[],
  eventsOf: (job: Job) => readonly AuditEvent[],
): readonly AuditEvent[] {
  const events = group.flatMap(eventsOf);
  return kept.size === 0
    ? events
    : [...kept.values(), ...events.filter((event) => !kept.has(eventKey(event)))];
}

function rejectedOf({ ready, hold }: TrailBatch, rejected: ReadonlySet<string>): AuditEvent[] {
  return [...ready, ...hold].filter((event) => rejected.has(eventKey(event)));
}
