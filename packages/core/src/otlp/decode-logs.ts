import type { AnyAttributes, AnyValue, LogRecord, Scope } from "../record.ts";
import { createAttributeMap } from "./attribute-map.ts";
import type { DecodeBudget, DecodeLimits } from "./decode-budget.ts";
import { readAnyValue, readKeyValue } from "./decode-any-value.ts";
import { decodeGroups } from "./decode-groups.ts";
import { fieldMask, type ProtobufReader } from "./protobuf-reader.ts";

const LOG_RECORD = fieldMask(1, 5, 6, 9, 10, 11, 12);

/**
 * Decodes an `ExportLogsServiceRequest` in protobuf (collector/logs/v1).
 *
 * Throws an `OtlpDecodeError` when the bytes are not one. A record without a time has the time at
 * which it was observed.
 */
export function decodeLogs(bytes: Uint8Array, limits?: DecodeLimits): LogRecord[] {
  return decodeGroups(bytes, limits, readLogRecord);
}

/** The `event_name` field, or the attribute that older sources use. */
export function eventNameOf(field: string, attributes: AnyAttributes): string {
  if (field !== "") return field;
  const attribute = attributes["event.name"];
  return typeof attribute === "string" ? attribute : "";
}

function readLogRecord(
  reader: ProtobufReader,
  budget: DecodeBudget,
  scope: Scope,
  resource: AnyAttributes,
): LogRecord {
  let traceId = "";
  let spanId = "";
  let eventName = "";
  let time = 0n;
  let observedTime = 0n;
  let body: AnyValue;
  const attributes = createAttributeMap();
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    switch (tag) {
      case 0x09:
        time = reader.fixed64();
        break;
      case 0x2a:
        body = readAnyValue(reader, budget, 1);
        break;
      case 0x32:
        readKeyValue(reader, budget, attributes);
        break;
      case 0x4a:
        traceId = reader.id(16);
        break;
      case 0x52:
        spanId = reader.id(8);
        break;
      case 0x59:
        observedTime = reader.fixed64();
        break;
      case 0x62:
        eventName = reader.string();
        break;
      default:
        reader.skip(tag, LOG_RECORD);
    }
  }
  reader.leave(outer);
  return {
    signal: "log",
    traceId,
    spanId,
    eventName: eventNameOf(eventName, attributes),
    time: time === 0n ? observedTime : time,
    body,
    attributes,
    scope,
    resource,
  };
}
