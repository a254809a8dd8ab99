import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestHead } from "@auditspan/core";
import type { Backoff } from "./backoff.ts";
import type { ByteQueue } from "./byte-queue.ts";
import type { Chunk } from "./chunk.ts";
import type { Sender, SendResult } from "./sender.ts";

/** Whether a chunk was acknowledged or refused: what is left when it was not sent again. */
export type Settlement = Exclude<SendResult, { status: "retryable" }>;

/** What a delivery is made of. */
export interface DeliveryParts {
  readonly queue: ByteQueue;
  readonly sender: Sender;
  readonly head: RequestHead;
  readonly backoff: Backoff;
  readonly maxConcurrentRequests: number;
  readonly delayMillis: number;
  readonly runDetached: <T>(fn: () => T) => T;
  /** Called when the chunk has left the queue, before those who wait for it go on. */
  readonly onSettled: (chunk: Chunk, result: Settlement) => void;
  /** Called with the result of each request. Must not throw. */
  readonly onResult: (result: SendResult) => void;
}

/**
 * Sends the chunks of a queue, a few at a time, for as long as it takes.
 *
 * After a failure just the oldest chunk is tried, with growing waits, until the receiver answers
 * again. Timers never keep the process alive.
 */
export class Delivery {
  readonly #parts: DeliveryParts;
  // Timers and sockets outlive the caller, so they must not hold or show its context.
  readonly #detached = AsyncLocalStorage.snapshot();
  #inFlight = 0;
  #isDue = false;
  #isDown = false;
  #isStopped = false;
  /** Counts the waits, so that requests which failed together lead to one wait. */
  #wait = 0;
  #wakeUp: NodeJS.Immediate | undefined;
  #delay: NodeJS.Timeout | undefined;
  #pause: NodeJS.Timeout | undefined;
  /** Why the last request failed that was to be sent again or was refused. */
  lastFailure: string | undefined;

  constructor(parts: DeliveryParts) {
    this.#parts = parts;
  }

  /** Takes notice of an event in a chunk: sends a full chunk soon, and any other after the delay. */
  notice(chunk: Chunk): void {
    if (chunk.isFull) this.#wake();
    else
      this.#delay ??= this.#detached(() =>
        this.#later(this.#parts.delayMillis, () => this.#sendAll()),
      );
  }

  /** Sends all that is queued without delay; resolves when it is acknowledged or lost. */
  async flush(chunks: readonly Chunk[] = this.#parts.queue.unsettled()): Promise<void> {
    if (chunks.length === 0) return;
    this.#isDue = true;
    this.#wake();
    await Promise.all(chunks.map((chunk) => chunk.settled.promise));
  }

  /** Stops for good. Requests that are on their way come to nothing. */
  stop(): void {
    this.#isStopped = true;
    clearImmediate(this.#wakeUp);
    clearTimeout(this.#delay);
    clearTimeout(this.#pause);
    this.#parts.sender.shutdown();
  }

  // A request costs far more than an event, so it never starts in the caller's turn.
  #wake(): void {
    this.#wakeUp ??= this.#detached(() =>
      setImmediate(() => {
        this.#wakeUp = undefined;
        this.#pump();
      }),
    );
  }

  #sendAll(): void {
    this.#delay = undefined;
    this.#isDue = true;
    this.#pump();
  }

  #pump(): void {
    const limit = this.#isDown ? 1 : this.#parts.maxConcurrentRequests;
    while (!this.#isStopped && this.#pause === undefined && this.#inFlight < limit) {
      const chunk = this.#parts.queue.take(this.#isDue);
      if (chunk === undefined) {
        this.#isDue = false;
        return;
      }
      void this.#deliver(chunk);
    }
  }

  async #deliver(chunk: Chunk): Promise<void> {
    this.#inFlight++;
    const wait = this.#wait;
    const result = await this.#send(chunk);
    this.#inFlight--;
    if (this.#isStopped) return;
    this.#parts.onResult(result);
    if (result.status !== "success") this.lastFailure = result.cause;
    if (result.status === "retryable") {
      this.#parts.queue.putBack(chunk);
      if (wait === this.#wait) this.#pauseFor(this.#parts.backoff.next(result.retryInMillis));
    } else {
      this.#isDown = false;
      this.#parts.backoff.reset();
      this.#parts.queue.settle(chunk);
      this.#parts.onSettled(chunk, result);
    }
    this.#pump();
  }

  async #send(chunk: Chunk): Promise<SendResult> {
    const { sender, head, runDetached } = this.#parts;
    const bytes = chunk.bytes();
    try {
      return await runDetached(() => sender.send([head(bytes.length), bytes]));
    } catch {
      return { status: "retryable", cause: "the sender threw" };
    }
  }

  #pauseFor(millis: number): void {
    this.#wait++;
    this.#isDown = true;
    this.#pause = this.#later(millis, () => {
      this.#pause = undefined;
      this.#pump();
    });
  }

  #later(millis: number, fn: () => void): NodeJS.Timeout {
    return setTimeout(fn, millis).unref();
  }
}
