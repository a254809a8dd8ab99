import type { AnyAttributes, LogRecord, Scope } from "../record.ts";
import { readJsonAnyValue, readJsonAttributes } from "./decode-any-value-json.ts";
import type { DecodeBudget, DecodeLimits } from "./decode-budget.ts";
import { decodeJsonGroups } from "./decode-groups-json.ts";
import {
  idField,
  type JsonObject,
  objectField,
  stringField,
  timeField,
} from "./decode-json-fields.ts";
import { eventNameOf } from "./decode-logs.ts";

const NAMES = { resources: "resourceLogs", scopes: "scopeLogs", records: "logRecords" };

/**
 * Decodes an `ExportLogsServiceRequest` in OTLP/JSON.
 *
 * Throws an `OtlpDecodeError` with a path when it is not one. A record without a time has the time
 * at which it was observed.
 */
export function decodeLogsJson(body: Uint8Array | string, limits?: DecodeLimits): LogRecord[] {
  return decodeJsonGroups(body, limits, NAMES, readLogRecord);
}

function readLogRecord(
  json: JsonObject,
  budget: DecodeBudget,
  scope: Scope,
  resource: AnyAttributes,
): LogRecord {
  const body = objectField(json, "body");
  const attributes = readJsonAttributes(json, "attributes", budget);
  const time = timeField(json, "timeUnixNano");
  return {
    signal: "log",
    traceId: idField(json, "traceId", 32),
    spanId: idField(json, "spanId", 16),
    eventName: eventNameOf(stringField(json, "eventName"), attributes),
    time: time === 0n ? timeField(json, "observedTimeUnixNano") : time,
    body: body === undefined ? undefined : readJsonAnyValue(body, budget, 1),
    attributes,
    scope,
    resource,
  };
}
