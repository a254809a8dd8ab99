import type { Seal } from "@auditspan/core";
import type { ByteQueue } from "../byte-queue.ts";
import { addToRanges, type Chunk, type LaneRange } from "../chunk.ts";
import { say } from "../say.ts";
import { decodeSlice, encodeSliceHead } from "./slice.ts";
import type { Spool, SpoolEntry } from "./spool.ts";

/** A chunk in the spool. */
interface Spooled {
  readonly entries: SpoolEntry[];
  /** Its bytes that are in the spool. */
  size: number;
  /** Events behind them, and their ranges. */
  events: number;
  ranges: LaneRange[];
}

/** Milliseconds for which an event may be in memory alone when nobody asks whether it is stored. */
const LAZY_MS = 50;

/** Keeps the chunks of a queue on disk, too, from their first event until they are settled. */
export class ChunkSpool {
  readonly #spool: Spool;
  readonly #chunks = new Map<Chunk, Spooled>();
  /** Those with events that are not in the spool. */
  readonly #changed = new Set<Chunk>();
  #lazy: NodeJS.Timeout | undefined;
  #failing = false;

  constructor(spool: Spool) {
    this.#spool = spool;
  }

  /** Puts what an earlier process left into a queue. Returns its chunks, oldest first. */
  restore(queue: ByteQueue): readonly Chunk[] {
    for (const { entry, value } of this.#spool.take("events", decodeSlice)) {
      const { bytes, events, ranges } = value;
      const chunk = queue.appendEncoded(bytes, events, ranges);
      const spooled = this.#of(chunk);
      spooled.entries.push(entry);
      spooled.size = chunk.size;
    }
    return [...this.#chunks.keys()];
  }

  /** Takes notice of an event that was added to a chunk. */
  note(chunk: Chunk, seal: Seal): void {
    const spooled = this.#of(chunk);
    spooled.events++;
    addToRanges(spooled.ranges, seal);
    this.#changed.add(chunk);
    this.#lazy ??= setTimeout(() => void this.stored().catch(this.#warn), LAZY_MS).unref();
  }

  /** Resolves when all events so far are on disk or settled. Rejects when they cannot be written. */
  async stored(): Promise<void> {
    clearTimeout(this.#lazy);
    this.#lazy = undefined;
    for (const chunk of this.#changed) {
      const spooled = this.#of(chunk);
      const head = encodeSliceHead(spooled.events, spooled.ranges);
      const bytes = chunk.bytes().subarray(spooled.size);
      spooled.entries.push(this.#spool.append("events", [head, bytes]));
      spooled.size = chunk.size;
      spooled.events = 0;
      spooled.ranges = [];
    }
    this.#changed.clear();
    await this.#spool.commit();
    this.#failing = false;
  }

  /** A chunk is acknowledged or lost. */
  settle(chunk: Chunk): void {
    this.#changed.delete(chunk);
    for (const entry of this.#chunks.get(chunk)?.entries ?? []) this.#spool.settle(entry);
    this.#chunks.delete(chunk);
  }

  async close(): Promise<void> {
    clearTimeout(this.#lazy);
    await this.#spool.close();
  }

  #of(chunk: Chunk): Spooled {
    let spooled = this.#chunks.get(chunk);
    if (spooled === undefined) {
      spooled = { entries: [], size: 0, events: 0, ranges: [] };
      this.#chunks.set(chunk, spooled);
    }
    return spooled;
  }

  readonly #warn = (error: unknown): void => {
    if (this.#failing) return;
    this.#failing = true;
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    say(`the spool takes no events${code}; they wait in memory`);
  };
}
