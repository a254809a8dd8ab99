import type { LaneRange } from "../chunk.ts";

/** Events of one chunk, as a record of a spool holds them. */
export interface SpooledSlice {
  readonly events: number;
  readonly ranges: readonly LaneRange[];
  /** Encoded events in a row. */
  readonly bytes: Uint8Array;
}

const LENGTH_BYTES = 4;

/** What stands before the encoded events: the length of a JSON text, and that. */
export function encodeSliceHead(events: number, ranges: readonly LaneRange[]): Buffer {
  const text = JSON.stringify({ events, ranges });
  const head = Buffer.allocUnsafe(LENGTH_BYTES + Buffer.byteLength(text));
  head.writeUInt32BE(head.length - LENGTH_BYTES, 0);
  head.write(text, LENGTH_BYTES);
  return head;
}

/** Throws when it is not one. */
export function decodeSlice(payload: Uint8Array): SpooledSlice {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  const end = LENGTH_BYTES + bytes.readUInt32BE(0);
  const { events, ranges } = JSON.parse(bytes.toString("utf8", LENGTH_BYTES, end)) as SpooledSlice;
  if (!Number.isSafeInteger(events) || !Array.isArray(ranges)) {
    throw new TypeError("expected the number of events and their ranges before them");
  }
  return { events, ranges, bytes: bytes.subarray(end) };
}
