import { type AuditEvent, encodeEvent, ProtobufWriter, type Seal } from "@auditspan/core";
import type { Loss } from "./loss.ts";

/** A run of sequence numbers of one lane. */
export interface LaneRange {
  readonly lane: string;
  readonly from: number;
  to: number;
}

/** Encoded spans that travel in one request, and what is known of them without decoding. */
export class Chunk {
  /** Place in the order of emission. */
  readonly index: number;
  /** Ranges of the events in it, in the order of emission. */
  readonly ranges: LaneRange[] = [];
  /** Losses that events in it report. */
  readonly reports: Loss[] = [];
  /** Resolves when it is acknowledged or lost. */
  readonly settled: PromiseWithResolvers<void> = Promise.withResolvers();
  /** Events in it. */
  events = 0;
  readonly #writer: ProtobufWriter;

  constructor(index: number, capacity: number) {
    this.index = index;
    this.#writer = new ProtobufWriter(capacity);
  }

  get size(): number {
    return this.#writer.length;
  }

  get isFull(): boolean {
    return this.events >= MAX_EVENTS || this.size >= MAX_BYTES;
  }

  bytes(): Uint8Array {
    return this.#writer.bytes();
  }

  /** Encodes an event. Throws a `TypeError` on one that cannot be, and stays as it was. */
  add(event: AuditEvent, seal: Seal): void {
    encodeEvent(this.#writer, event, seal);
    this.events++;
    addToRanges(this.ranges, seal);
  }

  /** Appends events that are encoded already. */
  addEncoded(bytes: Uint8Array, events: number, ranges: readonly LaneRange[]): void {
    this.#writer.raw(bytes);
    this.events += events;
    for (const range of ranges) this.ranges.push({ ...range });
  }
}

/** Extends the last range by a sequence number, or begins another. */
export function addToRanges(ranges: LaneRange[], { lane, seq }: Seal): void {
  const last = ranges.at(-1);
  if (last?.lane === lane && last.to + 1 === seq) last.to = seq;
  else ranges.push({ lane, from: seq, to: seq });
}

const MAX_EVENTS = 512;
// Just below a power of two, to which the bytes of a chunk grow, and below what receivers take.
const MAX_BYTES = 1000 * 1024;
