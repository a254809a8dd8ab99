import type { AuditEvent, Seal } from "@auditspan/core";
import { ByteQueue } from "./byte-queue.ts";
import type { Chunk } from "./chunk.ts";
import { createDelivery } from "./create-delivery.ts";
import type { Delivery, Settlement } from "./delivery.ts";
import { checkInteger, type EmitterOptions } from "./emitter-options.ts";
import { holdProcess } from "./hold-process.ts";
import { Lane } from "./lane.ts";
import type { Emitter, EmitterStats } from "./emitter.ts";
import type { Loss, LossReason } from "./loss.ts";
import { LossReporter } from "./loss-reporter.ts";
import { ChunkSpool } from "./spool/chunk-spool.ts";
import type { Spool } from "./spool/spool.ts";

/** An emitter over a byte queue: numbers, encodes and queues events, and accounts for every one. */
export class QueueingEmitter implements Emitter {
  readonly #lane = new Lane();
  readonly #losses: LossReporter;
  readonly #queue: ByteQueue;
  readonly #delivery: Delivery;
  readonly #chunks: ChunkSpool | undefined;
  readonly spool: Spool | undefined;
  readonly #shutdownTimeoutMillis: number;
  #emitted = 0;
  #acknowledged = 0;
  #dropped = 0;
  #closing: Promise<void> | undefined;
  #isClosed = false;
  #stall: NodeJS.Timeout | undefined;

  constructor(options: EmitterOptions) {
    const { maxQueueBytes = 64 * 1024 * 1024, shutdownTimeoutMillis = 30_000 } = options;
    this.#shutdownTimeoutMillis = checkInteger("shutdownTimeoutMillis", shutdownTimeoutMillis, 1);
    this.#losses = new LossReporter(options);
    this.#queue = new ByteQueue(checkInteger("maxQueueBytes", maxQueueBytes, 1));
    this.#delivery = createDelivery(options, this.#queue, (chunk, result) =>
      this.#settle(chunk, result),
    );
    this.spool = options.spool;
    this.#chunks = options.spool && new ChunkSpool(options.spool);
    for (const chunk of this.#chunks?.restore(this.#queue) ?? []) {
      this.#emitted += chunk.events;
      this.#delivery.notice(chunk);
    }
  }

  get lane(): string {
    return this.#lane.id;
  }

  get isFull(): boolean {
    return this.#queue.isFull;
  }

  emit(event: AuditEvent): void {
    try {
      if (this.#closing === undefined && !this.#losses.isEmpty) this.#report();
      this.#append(event);
    } catch {
      // It has not even the shape of an event, so it has no seal of its own either.
      this.#emitted++;
      this.#lose(this.#lane.seal(), "rejected");
    }
  }

  async stored(): Promise<void> {
    await this.#chunks?.stored();
  }

  forceFlush(): Promise<void> {
    return holdProcess(this.#flush());
  }

  shutdown(): Promise<void> {
    return (this.#closing ??= holdProcess(this.#close()));
  }

  stats(): EmitterStats {
    return {
      emitted: this.#emitted,
      acknowledged: this.#acknowledged,
      dropped: this.#dropped,
      queuedBytes: this.#queue.bytes,
      lastFailure: this.#delivery.lastFailure,
    };
  }

  #append(event: AuditEvent, report?: Loss): void {
    const seal = sealedElsewhere(event) ?? this.#lane.seal();
    this.#emitted++;
    if (this.#closing !== undefined && report === undefined) return this.#lose(seal, "shutdown");
    // What a host with a spool took it has promised to keep; it asks `isFull` before.
    if (this.#queue.isFull && this.#chunks === undefined) return this.#lose(seal, "queue_full");
    let chunk: Chunk;
    try {
      chunk = this.#queue.append(event, seal);
    } catch {
      this.#lose(seal, "rejected");
      // Another report of this loss would fail as well, and so on without an end.
      if (report !== undefined) this.#losses.addUnreported([report]);
      return;
    }
    if (report !== undefined) chunk.reports.push(report);
    this.#chunks?.note(chunk, seal);
    this.#delivery.notice(chunk);
  }

  #report(): void {
    this.#losses.report(
      () => !this.#queue.isFull,
      (event, loss) => this.#append(event, loss),
    );
  }

  #settle(chunk: Chunk, result: Settlement): void {
    const rejected = result.status === "success" ? (result.rejectedSpans ?? 0) : chunk.events;
    const lost = Math.min(rejected, chunk.events);
    this.#acknowledged += chunk.events - lost;
    this.#chunks?.settle(chunk);
    if (lost > 0) this.#loseChunk(chunk, lost, "rejected");
    else this.#losses.resume();
    this.#report();
    this.#stall?.refresh();
  }

  #lose({ lane, seq }: Seal, reason: LossReason): void {
    this.#dropped++;
    this.#losses.add({ lane, from: seq, to: seq, count: 1, reason });
    if (this.#isClosed) this.#losses.tellSoon();
  }

  // Which ones were lost of a chunk, a receiver does not say: at most so many of each lane.
  #loseChunk(chunk: Chunk, count: number, reason: LossReason): void {
    this.#dropped += count;
    for (const { lane, from, to } of chunk.ranges) {
      this.#losses.add({ lane, from, to, count: Math.min(count, to - from + 1), reason });
    }
    this.#losses.addUnreported(chunk.reports);
  }

  async #flush(): Promise<void> {
    await this.#delivery.flush();
    // What was lost meanwhile stands in reports by now.
    const reports = this.#queue.unsettled().filter((chunk) => chunk.reports.length > 0);
    await this.#delivery.flush(reports);
  }

  async #close(): Promise<void> {
    const stalled = Promise.withResolvers<void>();
    this.#stall = setTimeout(stalled.resolve, this.#shutdownTimeoutMillis);
    await Promise.race([this.#drain(), stalled.promise]);
    clearTimeout(this.#stall);
    this.#delivery.stop();
    if (!(await this.#isKept())) {
      for (const chunk of this.#queue.unsettled()) {
        this.#queue.settle(chunk);
        this.#loseChunk(chunk, chunk.events, "shutdown");
      }
    }
    this.#losses.tellAll();
    this.#isClosed = true;
  }

  /** Whether all that is left is on disk. Those who wait for it go on. */
  async #isKept(): Promise<boolean> {
    if (this.#chunks === undefined) return false;
    try {
      await this.#chunks.stored();
      for (const chunk of this.#queue.unsettled()) this.#queue.settle(chunk);
      return true;
    } catch {
      return false;
    } finally {
      await this.#chunks.close().catch(() => {});
    }
  }

  // Not all at once: chunks that are refused lead to reports.
  async #drain(): Promise<void> {
    this.#report();
    while (this.#queue.bytes > 0) await this.#delivery.flush();
  }
}

/** The seal of an event that another emitter numbered, as it stands in its attributes. */
function sealedElsewhere({ attributes }: AuditEvent): Seal | undefined {
  const lane = attributes["auditspan.seal.lane"];
  const seq = attributes["auditspan.seal.seq"];
  return typeof lane === "string" && typeof seq === "number" ? { lane, seq } : undefined;
}
