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

/**
 * Bytes before the payload, numbers big-endian: its length 4, sequence number 6, kind 1, CRC-32 of
 * these 4, CRC-32 of the payload 4. The header has one of its own so that a length can be trusted
 * when the payload cannot: it tells a write that was cut off from damage.
 */
const HEADER = 19;
const SEQ_AT = 4;
const SEQ_BYTES = 6;
const KIND_AT = 10;
const HEADER_CRC_AT = 11;
const PAYLOAD_CRC_AT = 15;
/** Bytes of a payload. */
const MAX_PAYLOAD = 1 << 28;

const KINDS = new Map(
  Object.entries(RECORD_KINDS).map(([kind, code]) => [code as number, kind as RecordKind]),
);

/** The header of a record whose payload is all parts in a row. Throws a `RangeError` when too long. */
export function recordHeader(seq: number, kind: RecordKind, parts: readonly Uint8Array[]): Buffer {
  const header = Buffer.alloc(HEADER);
  let length = 0;
  let crc = 0;
  for (const part of parts) {
    length += part.length;
    crc = crc32(part, crc);
  }
  if (length > MAX_PAYLOAD) {
    throw new RangeError(`expected a record of at most ${MAX_PAYLOAD} bytes, got ${length}`);
  }
  header.writeUInt32BE(length, 0);
  header.writeUIntBE(seq, SEQ_AT, SEQ_BYTES);
  header[KIND_AT] = RECORD_KINDS[kind];
  header.writeUInt32BE(crc32(header.subarray(0, HEADER_CRC_AT)), HEADER_CRC_AT);
  header.writeUInt32BE(crc, PAYLOAD_CRC_AT);
  return header;
}

/** What stands in a segment. */
export interface SegmentContent {
  readonly records: readonly SpoolRecord[];
  /** Bytes that are neither in a record nor torn. */
  readonly damaged: number;
  /** Bytes at the end, of a record whose write was cut off. */
  readonly torn: number;
}

/** Reads all whole records, also behind damage. The payloads are views. */
export function readRecords(bytes: Buffer): SegmentContent {
  const records: SpoolRecord[] = [];
  let damaged = 0;
  let at = 0;
  while (at + HEADER <= bytes.length) {
    const kind = kindAt(bytes, at);
    if (kind === undefined) {
      damaged++;
      at++;
      continue;
    }
    const end = at + HEADER + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    const payload = bytes.subarray(at + HEADER, end);
    const seq = bytes.readUIntBE(at + SEQ_AT, SEQ_BYTES);
    if (crc32(payload) === bytes.readUInt32BE(at + PAYLOAD_CRC_AT)) {
      records.push({ seq, kind, payload });
    } else damaged += end - at;
    at = end;
  }
  return { records, damaged, torn: bytes.length - at };
}

/** The kind of the record whose header stands there; undefined when there is none. */
function kindAt(bytes: Buffer, at: number): RecordKind | undefined {
  const kind = KINDS.get(bytes[at + KIND_AT] as number);
  if (kind === undefined) return undefined;
  const crc = crc32(bytes.subarray(at, at + HEADER_CRC_AT));
  return crc === bytes.readUInt32BE(at + HEADER_CRC_AT) ? kind : undefined;
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
