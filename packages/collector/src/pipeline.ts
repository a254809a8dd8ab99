import {
  type AuditEvent,
  createFoldState,
  createForeignContexts,
  type FoldState,
  type ForeignContextOptions,
  type LogRecord,
  type ProjectionContext,
  release,
  type SpanRecord,
  takeHeld,
  TraceChain,
} from "@auditspan/core";
import { say } from "@auditspan/emitter";
import type { Emitter } from "@auditspan/emitter";
import type { IngestResult } from "@auditspan/trail";
import type { Counts } from "./collector-stats.ts";
import { createEventReader, type EventReader, type EventReaderOptions } from "./read-events.ts";
import { RecentEvents } from "./recent-events.ts";
import { SpoolSink } from "./spool-sink.ts";
import { refusedEvent } from "./refused-event.ts";
import { type TrailSink, TrailWriter } from "./trail-writer.ts";

/** Where events go on to. Of an emitter with a spool, what is accepted is on disk first. */
export type Forward = Pick<Emitter, "emit" | "forceFlush"> &
  Partial<Pick<Emitter, "spool" | "stored" | "isFull">>;

export interface PipelineOptions {
  /** What the contexts of foreign records are made of. */
  readonly foreign: ForeignContextOptions;
  readonly holdMs: number;
  readonly configs: EventReaderOptions["configs"];
  readonly trail: TrailSink | undefined;
  readonly forward: Forward | undefined;
  readonly counts: Counts;
}

// A forward that is down would hold the close for as long; its owner's shutdown does the rest.
const FLUSH_MS = 5_000;
/** 65,536 events. */
const FORWARDED_BITS = 16;

/** Records to events to the trail and the forward, in that order. */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #state: FoldState;
  readonly #contextOf: (record: SpanRecord | LogRecord) => ProjectionContext;
  readonly #read: EventReader;
  readonly #sink: TrailSink | undefined;
  readonly #writer: TrailWriter | undefined;
  readonly #chain = new TraceChain();
  // So that an event that is sent again is forwarded once.
  readonly #forwarded = new RecentEvents(FORWARDED_BITS);
  #timer: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(options: PipelineOptions) {
    const { foreign, trail, forward, counts } = options;
    this.#options = options;
    this.#sink = trail ?? spoolSink(forward, this.#forwarded);
    this.#state = createFoldState({ tellsHeld: this.#sink !== undefined });
    this.#contextOf = createForeignContexts(foreign);
    this.#read = createEventReader({
      state: this.#state,
      names: foreign.names,
      configs: options.configs,
      contextOf: this.#contextOf,
      counts,
    });
    this.#writer = this.#sink && new TrailWriter({ trail: this.#sink, onStored: this.#onStored });
  }

  /** Events that wait for the trail. */
  get pending(): number {
    return this.#writer?.pending ?? 0;
  }

  /** Milliseconds for which the oldest of them has waited. */
  get pendingMs(): number {
    return this.#writer?.pendingMs ?? 0;
  }

  /** Whether the forward has no room for what it must not lose. */
  get isFull(): boolean {
    const { forward } = this.#options;
    return forward?.spool !== undefined && forward.isFull === true;
  }

  get held(): number {
    return this.#state.held.size;
  }

  /** Takes in what an earlier process held, then releases what is due at regular times. */
  async start(): Promise<void> {
    const { holdMs } = this.#options;
    if (this.#sink !== undefined) await this.#deliver(await this.#sink.held());
    this.#timer = setInterval(
      () => void this.#releaseDue().catch(this.#warn),
      Math.max(10, Math.min(500, holdMs / 2)),
    );
    this.#timer.unref();
  }

  /**
   * Resolves when all events of the records are in the trail or in its hold table, and in the spool
   * of the forward, with the number of those that the trail rejected; without trail and spool, when
   * they went to the forward.
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
    const rejected = await this.#writer.write({ ready, hold: takeHeld(this.#state) });
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

  readonly #onStored = async (
    events: readonly AuditEvent[],
    { inserted, duplicates }: IngestResult,
  ): Promise<void> => {
    const { counts, forward, trail } = this.#options;
    counts.events += inserted;
    counts.duplicates += duplicates;
    // Without a trail they came from there.
    if (forward === undefined || trail === undefined) return;
    for (const event of events) if (this.#forwarded.add(event)) forward.emit(event);
    await forward.stored?.();
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
    const taker = this.#options.trail === undefined ? "spool" : "trail";
    say(`the ${taker} takes no events (${name}${code}); senders are asked to try again`);
  };
}

function spoolSink(forward: Forward | undefined, forwarded: RecentEvents): SpoolSink | undefined {
  if (forward?.spool === undefined) return undefined;
  // What has a spool is an emitter whole.
  return new SpoolSink(forward.spool, forward as Emitter, forwarded);
}

async function flush(forward: Forward | undefined): Promise<void> {
  // What is in a spool is safe.
  if (forward === undefined || forward.spool !== undefined) return;
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, FLUSH_MS);
  await Promise.race([forward.forceFlush(), late.promise]);
  clearTimeout(timer);
}
