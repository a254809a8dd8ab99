import type { Attributes, AuditEvent } from "../audit-event.ts";
import { encodeAttribute } from "./encode-attribute.ts";
import { encodedKeyAt } from "./encode-key.ts";
import { encodedStamp } from "./encode-stamp.ts";
import type { ProtobufWriter } from "./protobuf-writer.ts";
import { wireParentSpanId, wireSpanId } from "./wire-place.ts";

/** Where an event stands: its lane, hex, and its number there. */
export interface Seal {
  readonly lane: string;
  readonly seq: number;
}

/**
 * Appends an audit event as OTLP span to the spans of a chunk (field 2 of `ScopeSpans`), sealed with
 * its lane and its place in the lane.
 *
 * Attributes of the stamp come first, then those of the event, which win, then the seal, unless the
 * event brings one from where it was sealed before. Throws a `TypeError` on a value that is no
 * attribute value, and leaves the chunk as it was.
 */
export function encodeEvent(chunk: ProtobufWriter, event: AuditEvent, seal: Seal): void {
  const start = chunk.length;
  try {
    chunk.byte(0x12); // ScopeSpans.spans (2)
    const span = chunk.open();
    writeSpan(chunk, event, seal);
    chunk.close(span);
  } catch (error) {
    chunk.length = start;
    throw error;
  }
}

function writeSpan(out: ProtobufWriter, event: AuditEvent, seal: Seal): void {
  writeId(out, 0x0a, event.traceId); // trace_id (1)
  writeId(out, 0x12, wireSpanId(event)); // span_id (2)
  const parentSpanId = wireParentSpanId(event);
  if (parentSpanId !== undefined) writeId(out, 0x22, parentSpanId); // parent_span_id (4)
  out.byte(0x2a); // name (5)
  out.string(event.name);
  out.byte(0x30); // kind (6)
  out.byte(SPAN_KIND_INTERNAL);
  out.byte(0x39); // start_time_unix_nano (7)
  out.fixed64(event.startTime);
  out.byte(0x41); // end_time_unix_nano (8)
  out.fixed64(event.endTime);
  writeAttributes(out, event);
  if (event.attributes[LANE] === undefined) encodeAttribute(out, ATTRIBUTES, LANE, seal.lane);
  if (event.attributes[SEQ] === undefined) encodeAttribute(out, ATTRIBUTES, SEQ, seal.seq);
  writeLink(out, event);
  if (ERRORS.has(event.attributes["auditspan.event.outcome"])) out.raw(STATUS_ERROR);
}

function writeLink(out: ProtobufWriter, { previous }: AuditEvent): void {
  if (previous === undefined) return;
  out.byte(0x6a); // links (13)
  const link = out.open();
  writeId(out, 0x0a, previous.traceId); // trace_id (1)
  writeId(out, 0x12, previous.spanId); // span_id (2)
  out.close(link);
}

function writeAttributes(out: ProtobufWriter, { attributes, stamp }: AuditEvent): void {
  const start = out.length;
  const stamped = encodedStamp(stamp, ATTRIBUTES);
  out.raw(stamped.bytes);
  let place = 0;
  for (const name in attributes) {
    const key = encodedKeyAt(place++, name);
    if ((key.isStamped || !stamped.isUsual) && stamped.keys.has(name)) {
      out.length = start;
      return writeMerged(out, attributes, stamp.attributes);
    }
    encodeAttribute(out, ATTRIBUTES, name, attributes[name], key);
  }
}

function writeMerged(out: ProtobufWriter, own: Attributes, stamped: Attributes): void {
  for (const key in stamped) {
    if (!Object.hasOwn(own, key)) encodeAttribute(out, ATTRIBUTES, key, stamped[key]);
  }
  for (const key in own) encodeAttribute(out, ATTRIBUTES, key, own[key]);
}

/** A field of bytes from lower-case hex. */
function writeId(out: ProtobufWriter, tag: number, hex: string): void {
  const size = hex.length >> 1;
  out.byte(tag);
  out.varint(size);
  out.reserve(size);
  const { buffer } = out;
  let at = out.length;
  for (let i = 0; i < hex.length - 1; i += 2) {
    buffer[at++] = (hexDigit(hex.charCodeAt(i)) << 4) | hexDigit(hex.charCodeAt(i + 1));
  }
  out.length = at;
}

// The low four bits of a digit are its value, those of a letter its place in the alphabet.
function hexDigit(code: number): number {
  return (code & 0xf) + 9 * (code >> 6);
}

const LANE = "auditspan.seal.lane";
const SEQ = "auditspan.seal.seq";
const SPAN_KIND_INTERNAL = 1;
const ATTRIBUTES = 0x4a; // attributes (9)
const STATUS_ERROR = Uint8Array.of(0x7a, 2, 0x18, 2); // status (15), its code (3): STATUS_CODE_ERROR
const ERRORS: ReadonlySet<unknown> = new Set(["failure", "denied", "timeout"]);
