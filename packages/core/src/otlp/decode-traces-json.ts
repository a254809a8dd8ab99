import type { SpanLink } from "../audit-event.ts";
import type { AnyAttributes, Scope, SpanEvent, SpanRecord } from "../record.ts";
import { NOWHERE, readJsonAttributes } from "./decode-any-value-json.ts";
import type { DecodeBudget, DecodeLimits } from "./decode-budget.ts";
import { decodeJsonGroups } from "./decode-groups-json.ts";
import {
  eachObject,
  enumField,
  idField,
  type JsonObject,
  objectField,
  stringField,
  timeField,
} from "./decode-json-fields.ts";

const NAMES = { resources: "resourceSpans", scopes: "scopeSpans", records: "spans" };
const KINDS = ["UNSPECIFIED", "INTERNAL", "SERVER", "CLIENT", "PRODUCER", "CONSUMER"];
const STATUS_CODES = ["UNSET", "OK", "ERROR"];

/**
 * Decodes an `ExportTraceServiceRequest` in OTLP/JSON: ids in hex, 64-bit integers as strings or
 * numbers, enums as numbers or names, unknown keys ignored. Exporters that write attributes as plain
 * objects are read too.
 *
 * Throws an `OtlpDecodeError` with a path when it is not one. Of links only the ids
 * of the first are read, trace state is not.
 */
export function decodeTracesJson(body: Uint8Array | string, limits?: DecodeLimits): SpanRecord[] {
  return decodeJsonGroups(body, limits, NAMES, readSpan);
}

function readSpan(
  json: JsonObject,
  budget: DecodeBudget,
  scope: Scope,
  resource: AnyAttributes,
): SpanRecord {
  const parentSpanId = idField(json, "parentSpanId", 16);
  const events: SpanEvent[] = [];
  eachObject(json, "events", (event) => {
    budget.value(NOWHERE);
    events.push({
      name: stringField(event, "name"),
      attributes: readJsonAttributes(event, "attributes", budget),
    });
  });
  const status = objectField(json, "status");
  return {
    signal: "span",
    traceId: idField(json, "traceId", 32),
    spanId: idField(json, "spanId", 16),
    parentSpanId: parentSpanId === "" ? undefined : parentSpanId,
    name: stringField(json, "name"),
    kind: enumField(json, "kind", "SPAN_KIND_", KINDS),
    startTime: timeField(json, "startTimeUnixNano"),
    endTime: timeField(json, "endTimeUnixNano"),
    attributes: readJsonAttributes(json, "attributes", budget),
    events,
    statusCode: status === undefined ? 0 : enumField(status, "code", "STATUS_CODE_", STATUS_CODES),
    scope,
    link: firstLink(json),
    resource,
  };
}

function firstLink(json: JsonObject): SpanLink | undefined {
  let first: SpanLink | undefined;
  eachObject(json, "links", (link) => {
    first ??= { traceId: idField(link, "traceId", 32), spanId: idField(link, "spanId", 16) };
  });
  return first;
}
