import { crc32 } from "node:zlib";

/** What a record holds. */
export const RECORD_KINDS = {
  /** Encoded events, on their way. */
  events: 1,
  /** What a host wants to find again after a restart. */
  held: 2,
  /** Numbers of records that are no longer needed. */
  done: 3,
} as const;
export type RecordKind = keyof typeof RECORD_KINDS;

export interface SpoolRecord {
  /** From 1 on, growing over all segments of a spool. */
  readonly seq: number;
  readonly kind: RecordKind;
  readonly payload: Uint8Array;
}

/** Bytes before the payload: length 4, CRC-32 4, sequence number 6, kind 1; numbers big-endian. */
const HEADER = 15;
const COVERED_FROM = 8;
const KIND_AT = 14;
const SEQ_AT = 8;
const SEQ_BYTES = 6;
/** Bytes of a payload. */
const MAX_PAYLOAD = 1 << 28;

const KINDS = new Map(
  Object.entries(RECORD_KINDS).map(([kind, code]) => [code as number, kind as RecordKind]),
);

/** The header of a record whose payload is all parts in a row; the CRC covers all that follows it. */
export function recordHeader(seq: number, kind: RecordKind, parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(HEADER);
  let length = 0;
  header.writeUIntBE(seq, SEQ_AT, SEQ_BYTES);
  header[KIND_AT] = RECORD_KINDS[kind];
  let crc = crc32(header.subarray(COVERED_FROM));
  for (const part of parts) {
    length += part.length;
    crc = crc32(part, crc);
  }
  if (length > MAX_PAYLOAD) {
    throw new RangeError(`expected a record of at most ${MAX_PAYLOAD} bytes, got ${length}`);
  }
  header.writeUInt32BE(length, 0);
  header.writeUInt32BE(crc, 4);
  return header;
}

/** The records at the beginning of a segment. */
export interface SegmentContent {
  readonly records: readonly SpoolRecord[];
  /** Bytes behind them that are no whole record: the torn end of a write, or damage. */
  readonly unread: number;
}

/** Reads records up to the first that is not whole. The payloads are views. */
export function readRecords(bytes: Buffer): SegmentContent {
  const records: SpoolRecord[] = [];
  let at = 0;
  while (at + HEADER <= bytes.length) {
    const end = at + HEADER + bytes.readUInt32BE(at);
    const kind = KINDS.get(bytes[at + KIND_AT] as number);
    if (end > bytes.length || kind === undefined) break;
    if (crc32(bytes.subarray(at + COVERED_FROM, end)) !== bytes.readUInt32BE(at + 4)) break;
    const seq = bytes.readUIntBE(at + SEQ_AT, SEQ_BYTES);
    records.push({ seq, kind, payload: bytes.subarray(at + HEADER, end) });
    at = end;
  }
  return { records, unread: bytes.length - at };
}

/** The payload of a `done` record. */
export function encodeSeqs(seqs: readonly number[]): Buffer {
  const payload = Buffer.allocUnsafe(SEQ_BYTES * seqs.length);
  for (const [i, seq] of seqs.entries()) payload.writeUIntBE(seq, SEQ_BYTES * i, SEQ_BYTES);
  return payload;
}

export function decodeSeqs(payload: Uint8Array): number[] {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length);
  return Array.from({ length: Math.floor(payload.length / SEQ_BYTES) }, (_, i) =>
    bytes.readUIntBE(SEQ_BYTES * i, SEQ_BYTES),
  );
}
