import type { SpanLink } from "../audit-event.ts";
import type { AnyAttributes, Scope, SpanEvent, SpanRecord } from "../record.ts";
import { createAttributeMap } from "./attribute-map.ts";
import type { DecodeBudget, DecodeLimits } from "./decode-budget.ts";
import { readKeyValue } from "./decode-any-value.ts";
import { decodeGroups } from "./decode-groups.ts";
import { fieldMask, type ProtobufReader } from "./protobuf-reader.ts";

const SPAN = fieldMask(1, 2, 4, 5, 6, 7, 8, 9, 11, 13, 15);
const LINK = fieldMask(1, 2);
const EVENT = fieldMask(2, 3);
const STATUS = fieldMask(3);
const MAX_KIND = 5;
const MAX_STATUS_CODE = 2;

/**
 * Decodes an `ExportTraceServiceRequest` in protobuf (collector/trace/v1).
 *
 * Throws an `OtlpDecodeError` when the bytes are not one. Of links only the ids of the first are read,
 * trace state is not.
 */
export function decodeTraces(bytes: Uint8Array, limits?: DecodeLimits): SpanRecord[] {
  return decodeGroups(bytes, limits, readSpan);
}

function readSpan(
  reader: ProtobufReader,
  budget: DecodeBudget,
  scope: Scope,
  resource: AnyAttributes,
): SpanRecord {
  let traceId = "";
  let spanId = "";
  let parentSpanId = "";
  let name = "";
  let kind = 0;
  let startTime = 0n;
  let endTime = 0n;
  let statusCode = 0;
  let events: SpanEvent[] | undefined;
  let link: SpanLink | undefined;
  const attributes = createAttributeMap();
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        traceId = reader.id(16);
        break;
      case 0x12:
        spanId = reader.id(8);
        break;
      case 0x22:
        parentSpanId = reader.id(8);
        break;
      case 0x2a:
        name = reader.string();
        break;
      case 0x30:
        kind = reader.enum(MAX_KIND);
        break;
      case 0x39:
        startTime = reader.fixed64();
        break;
      case 0x41:
        endTime = reader.fixed64();
        break;
      case 0x4a:
        readKeyValue(reader, budget, attributes);
        break;
      case 0x5a:
        (events ??= []).push(readEvent(reader, budget));
        break;
      case 0x6a:
        link = readLink(reader, link);
        break;
      case 0x7a:
        statusCode = readStatusCode(reader);
        break;
      default:
        reader.skip(tag, SPAN);
    }
  }
  reader.leave(outer);
  return {
    signal: "span",
    traceId,
    spanId,
    parentSpanId: parentSpanId === "" ? undefined : parentSpanId,
    name,
    kind,
    startTime,
    endTime,
    attributes,
    events: events ?? NO_EVENTS,
    statusCode,
    scope,
    link,
    resource,
  };
}

const NO_EVENTS: readonly SpanEvent[] = Object.freeze([]);

function readEvent(reader: ProtobufReader, budget: DecodeBudget): SpanEvent {
  budget.value(reader.where);
  let name = "";
  const attributes = createAttributeMap();
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === 0x12) name = reader.string();
    else if (tag === 0x1a) readKeyValue(reader, budget, attributes);
    else reader.skip(tag, EVENT);
  }
  reader.leave(outer);
  return { name, attributes };
}

function readLink(reader: ProtobufReader, first: SpanLink | undefined): SpanLink {
  let traceId = "";
  let spanId = "";
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === 0x0a) traceId = reader.id(16);
    else if (tag === 0x12) spanId = reader.id(8);
    else reader.skip(tag, LINK);
  }
  reader.leave(outer);
  return first ?? { traceId, spanId };
}

function readStatusCode(reader: ProtobufReader): number {
  let code = 0;
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === 0x18) code = reader.enum(MAX_STATUS_CODE);
    else reader.skip(tag, STATUS);
  }
  reader.leave(outer);
  return code;
}
