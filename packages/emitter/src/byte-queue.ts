import type { AuditEvent, Seal } from "@auditspan/core";
import { Chunk } from "./chunk.ts";

/**
 * The encoded events that are neither acknowledged nor lost, in chunks, bounded by their bytes.
 *
 * The newest chunk is open until it is full or is taken. A chunk stays in the bound while it is on
 * its way, because it may have to come back.
 */
export class ByteQueue {
  readonly #maxBytes: number;
  readonly #unsettled = new Set<Chunk>();
  #open: Chunk | undefined;
  /** Closed chunks that are not on their way, oldest first. */
  #waiting: Chunk[] = [];
  #nextIndex = 0;
  #capacity = MIN_CAPACITY;
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether no event is taken any more. The last one may pass the bound by its own size. */
  get isFull(): boolean {
    return this.#bytes >= this.#maxBytes;
  }

  /** Chunks that are neither acknowledged nor lost, oldest first. */
  unsettled(): Chunk[] {
    return [...this.#unsettled];
  }

  /** Appends an event and returns its chunk. Throws a `TypeError` when it cannot be encoded. */
  append(event: AuditEvent, seal: Seal): Chunk {
    return this.#extend((chunk) => chunk.add(event, seal));
  }

  /** Appends events that are encoded already and returns their chunk. */
  appendEncoded(...encoded: Parameters<Chunk["addEncoded"]>): Chunk {
    return this.#extend((chunk) => chunk.addEncoded(...encoded));
  }

  /** Takes the oldest chunk that waits; the open one just when asked for. */
  take(partlyFilled: boolean): Chunk | undefined {
    if (this.#waiting.length === 0 && partlyFilled && this.#open !== undefined) {
      if (this.#open.events > 0) this.#close(this.#open);
    }
    return this.#waiting.shift();
  }

  /** Puts back a chunk that has to be sent again. */
  putBack(chunk: Chunk): void {
    const at = this.#waiting.findIndex((other) => other.index > chunk.index);
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, chunk);
  }

  /** Forgets a chunk that is acknowledged or lost. */
  settle(chunk: Chunk): void {
    this.#unsettled.delete(chunk);
    this.#bytes -= chunk.size;
    chunk.settled.resolve();
  }

  #extend(add: (chunk: Chunk) => void): Chunk {
    const chunk = (this.#open ??= new Chunk(this.#nextIndex++, this.#capacity));
    const size = chunk.size;
    add(chunk);
    this.#bytes += chunk.size - size;
    if (size === 0) this.#unsettled.add(chunk);
    if (chunk.isFull) this.#close(chunk);
    return chunk;
  }

  #close(chunk: Chunk): void {
    this.#waiting.push(chunk);
    this.#open = undefined;
    // As many bytes as the last chunk took, so that a busy process need not grow each one and a
    // quiet one does not hold more than it fills.
    this.#capacity = MIN_CAPACITY;
    while (this.#capacity < chunk.size) this.#capacity *= 2;
  }
}

const MIN_CAPACITY = 4096;
