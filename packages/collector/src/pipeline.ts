import {
  type AuditEvent,
  createFoldState,
  createForeignContexts,
  type ForeignContextOptions,
  heldEvents,
  type LogRecord,
  type ProjectionContext,
  release,
  type SpanRecord,
  TraceChain,
} from "@auditspan/core";
import { say } from "@auditspan/emitter";
import type { Emitter } from "@auditspan/emitter";
import type { Trail } from "@auditspan/trail";
import type { Counts } from "./collector-stats.ts";
import { createEventReader, type EventReader, type EventReaderOptions } from "./read-events.ts";
import { RecentEvents } from "./recent-events.ts";
import { refusedEvent } from "./refused-event.ts";
import { TrailWriter } from "./trail-writer.ts";

export interface PipelineOptions {
  /** What the contexts of foreign records are made of. */
  readonly foreign: ForeignContextOptions;
  readonly holdMs: number;
  readonly configs: EventReaderOptions["configs"];
  readonly trail: Pick<Trail, "ingest" | "hold" | "held"> | undefined;
  readonly forward: Pick<Emitter, "emit" | "forceFlush"> | undefined;
  readonly counts: Counts;
}

// A forward that is down would hold the close for as long; its owner's shutdown does the rest.
const FLUSH_MS = 5_000;
/** 65,536 events. */
const FORWARDED_BITS = 16;

/** Records to events to the trail and the forward, in that order. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #state = createFoldState();
  readonly #contextOf: (record: SpanRecord | LogRecord) => ProjectionContext;
  readonly #read: EventReader;
  readonly #writer: TrailWriter | undefined;
  readonly #chain = new TraceChain();
  // So that an event that is sent again is forwarded once.
  readonly #forwarded = new RecentEvents(FORWARDED_BITS);
  // Held events that are in the trail's hold table. As objects: the fold keeps the first form of one.
  readonly #staged = new WeakSet<AuditEvent>();
  #timer: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(options: PipelineOptions) {
    const { foreign, trail, counts } = options;
    this.#options = options;
    this.#contextOf = createForeignContexts(foreign);
    this.#read = createEventReader({
      state: this.#state,
      names: foreign.names,
      configs: options.configs,
      contextOf: this.#contextOf,
      counts,
    });
    this.#writer = trail && new TrailWriter({ trail, onStored: this.#onStored });
  }

  /** Events that wait for the trail. */
  get pending(): number {
    return this.#writer?.pending ?? 0;
  }

  /** Milliseconds for which the oldest of them has waited. */
  get pendingMs(): number {
    return this.#writer?.pendingMs ?? 0;
  }

  get held(): number {
    return this.#state.held.size;
  }

  /** Takes in what an earlier process held, then releases what is due at regular times. */
  async start(): Promise<void> {
    const { trail, holdMs } = this.#options;
    if (trail !== undefined) await this.#deliver(await trail.held());
    this.#timer = setInterval(
      () => void this.#releaseDue().catch(this.#warn),
      Math.max(10, Math.min(500, holdMs / 2)),
    );
    this.#timer.unref();
  }

  /**
   * Resolves when all events of the records are in the trail or in its hold table, with the number
   * of those that the trail rejected; without a trail, when they went to the forward.
   */
  async accept(records: readonly (SpanRecord | LogRecord)[]): Promise<number> {
    const ready = this.#read(records, Date.now());
    return this.#deliver(ready).catch((error: unknown) => {
      this.#warn(error);
      throw error;
    });
  }

  /** Releases all that is held and waits until it is delivered. Rejects when the trail does not take it. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#deliver(release(this.#state, Number.POSITIVE_INFINITY));
    await flush(this.#options.forward);
  }

  async #releaseDue(): Promise<void> {
    const due = release(this.#state, Date.now() - this.#options.holdMs);
    // An empty delivery takes up what the trail failed to take before.
    if (due.length > 0 || this.pending > 0) await this.#deliver(due);
  }

  async #deliver(events: readonly AuditEvent[]): Promise<number> {
    const ready = events.map((event) => this.#chain.follow(event));
    if (this.#writer === undefined) {
      this.#forward(ready);
      return 0;
    }
    const hold = heldEvents(this.#state).filter((event) => !this.#staged.has(event));
    const rejected = await this.#writer.write({ ready, hold });
    for (const event of hold) this.#staged.add(event);
    this.#failing = false;
    if (rejected.length > 0) await this.#tellRejected(this.#writer, rejected);
    return rejected.length;
  }

  async #tellRejected(writer: TrailWriter, rejected: readonly AuditEvent[]): Promise<void> {
    this.#options.counts.rejected += rejected.length;
    const told = rejected.filter(({ type }) => type !== "events_dropped");
    await writer.write({
      ready: told.map((event) => refusedEvent(event, this.#contextOf)),
      hold: [],
    });
  }

  readonly #onStored = (
    events: readonly AuditEvent[],
    { inserted, duplicates }: { inserted: number; duplicates: number },
  ): void => {
    const { counts, forward } = this.#options;
    counts.events += inserted;
    counts.duplicates += duplicates;
    if (forward === undefined) return;
    for (const event of events) if (this.#forwarded.add(event)) forward.emit(event);
  };

  #forward(events: readonly AuditEvent[]): void {
    const { counts, forward } = this.#options;
    for (const event of events) {
      if (this.#forwarded.add(event)) {
        counts.events++;
        forward?.emit(event);
      } else counts.duplicates++;
    }
  }

  // One line when it begins, not one for each request. The message of a database may quote a value.
  readonly #warn = (error: unknown): void => {
    if (this.#failing) return;
    this.#failing = true;
    const code = error instanceof Error && "code" in error ? ` ${String(error.code)}` : "";
    const name = error instanceof Error ? error.name : typeof error;
    say(`the trail takes no events (${name}${code}); senders are asked to try again`);
  };
}

async function flush(forward: Pick<Emitter, "forceFlush"> | undefined): Promise<void> {
  if (forward === undefined) return;
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, FLUSH_MS);
  await Promise.race([forward.forceFlush(), late.promise]);
  clearTimeout(timer);
}
