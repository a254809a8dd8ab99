import fc from "fast-check";
import { otlp } from "../../generated/otlp.js";
import { expect, test } from "vitest";
import type { AnyValue } from "../record.ts";
import { OtlpDecodeError } from "./decode-error.ts";
import { decodeLogsJson } from "./decode-logs-json.ts";
import { decodeLogs } from "./decode-logs.ts";
import { decodeTracesJson } from "./decode-traces-json.ts";
import { decodeTraces } from "./decode-traces.ts";

// Messages in the form of OTLP/JSON, but for bytes; the oracle is the generated protobuf code.
const text = fc.string({ unit: "binary", maxLength: 20 });
const int64 = fc.oneof(
  fc.integer().map(String),
  fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n).map(String),
);
const time = fc.bigInt(0n, 2n ** 64n - 1n).map(String);
const hex = (length: number) =>
  fc.oneof(
    fc.uint8Array({ minLength: length, maxLength: length }),
    fc.uint8Array({ maxLength: length - 1 }),
    fc.constant(new Uint8Array(length)),
  );
const { anyValue, keyValues } = fc.letrec<{ anyValue: object; keyValues: object[] }>((tie) => ({
  keyValues: fc.array(
    fc.record({ key: fc.oneof(text, fc.constant("__proto__")), value: tie("anyValue") }),
    { maxLength: 4 },
  ) as fc.Arbitrary<object[]>,
  anyValue: fc.oneof(
    { maxDepth: 3 },
    fc.record({ stringValue: text }),
    fc.record({ boolValue: fc.boolean() }),
    fc.record({ intValue: int64 }),
    fc.record({ doubleValue: fc.double({ noNaN: true, noDefaultInfinity: true }) }),
    fc.record({ bytesValue: fc.uint8Array({ maxLength: 8 }) }),
    fc.constant({}),
    fc.record({ arrayValue: fc.record({ values: fc.array(tie("anyValue"), { maxLength: 3 }) }) }),
    fc.record({ kvlistValue: fc.record({ values: tie("keyValues") }) }),
  ) as fc.Arbitrary<object>,
}));
const span = fc.record({
  traceId: hex(16),
  spanId: hex(8),
  parentSpanId: hex(8),
  traceState: text,
  flags: fc.nat(),
  name: text,
  kind: fc.nat(7),
  startTimeUnixNano: time,
  endTimeUnixNano: time,
  attributes: keyValues,
  droppedAttributesCount: fc.nat(),
  events: fc.array(fc.record({ name: text, timeUnixNano: time, attributes: keyValues }), {
    maxLength: 2,
  }),
  links: fc.array(fc.record({ traceId: hex(16), spanId: hex(8), attributes: keyValues }), {
    maxLength: 2,
  }),
  status: fc.record({ message: text, code: fc.nat(4) }),
});
const logRecord = fc.record({
  timeUnixNano: time,
  observedTimeUnixNano: time,
  severityText: text,
  body: anyValue,
  attributes: keyValues,
  traceId: hex(16),
  spanId: hex(8),
  eventName: text,
});
const scope = fc.record({ name: text, version: text, attributes: keyValues });
const request = (
  resources: string,
  scopes: string,
  records: string,
  record: fc.Arbitrary<object>,
) =>
  fc.record({
    [resources]: fc.array(
      fc.record({
        resource: fc.record({ attributes: keyValues }),
        schemaUrl: text,
        [scopes]: fc.array(
          fc.record({ scope, schemaUrl: text, [records]: fc.array(record, { maxLength: 3 }) }),
          { maxLength: 2 },
        ),
      }),
      { maxLength: 2 },
    ),
  });
const traces = request("resourceSpans", "scopeSpans", "spans", span);
const logs = request("resourceLogs", "scopeLogs", "logRecords", logRecord);

test("every trace request reads as the generated code reads it, in protobuf and JSON", () => {
  fc.assert(
    fc.property(traces, (message) => {
      const bytes = encode(otlp.ExportTraceServiceRequest, message);
      const read = decodeTraces(bytes);
      expect(plain(read)).toEqual(plain(oracleSpans(bytes)));
      expect(plain(decodeTracesJson(toJson(message)))).toEqual(plain(read));
    }),
    { numRuns: 300 },
  );
});

test("every log request reads as the generated code reads it, in protobuf and JSON", () => {
  fc.assert(
    fc.property(logs, (message) => {
      const bytes = encode(otlp.ExportLogsServiceRequest, message);
      const read = decodeLogs(bytes);
      expect(plain(read)).toEqual(plain(oracleLogs(bytes)));
      expect(plain(decodeLogsJson(toJson(message)))).toEqual(plain(read));
    }),
    { numRuns: 300 },
  );
});

const mutation = fc.array(
  fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom("set", "cut", "drop", "add")),
  {
    minLength: 1,
    maxLength: 4,
  },
);

test("a mutated body is read or refused with one kind of error, and quickly", () => {
  let slowest = 0;
  const survives = (decode: (body: Uint8Array) => unknown, body: Uint8Array): void => {
    const start = performance.now();
    try {
      decode(body);
    } catch (error) {
      if (!(error instanceof OtlpDecodeError)) throw error;
    }
    slowest = Math.max(slowest, performance.now() - start);
  };
  fc.assert(
    fc.property(traces, logs, mutation, (spans, records, edits) => {
      survives(decodeTraces, mutate(encode(otlp.ExportTraceServiceRequest, spans), edits));
      survives(decodeLogs, mutate(encode(otlp.ExportLogsServiceRequest, records), edits));
      survives(decodeTracesJson, mutate(Buffer.from(toJson(spans)), edits));
      survives(decodeLogsJson, mutate(Buffer.from(toJson(records)), edits));
    }),
    { numRuns: 1000 },
  );
  expect(slowest).toBeLessThan(1_000);
});

type MessageType = typeof otlp.ExportTraceServiceRequest | typeof otlp.ExportLogsServiceRequest;

function encode(type: MessageType, message: object): Uint8Array {
  return type.encode(type.fromObject(message)).finish();
}

function toJson(message: object): string {
  return JSON.stringify(message, (key, value: unknown) => {
    if (!(value instanceof Uint8Array)) return value;
    return Buffer.from(value).toString(key === "bytesValue" ? "base64" : "hex");
  });
}

function mutate(bytes: Uint8Array, edits: readonly [number, number, string][]): Uint8Array {
  let body = Buffer.from(bytes);
  for (const [place, byte, kind] of edits) {
    const at = place % (body.length + 1);
    if (kind === "set" && at < body.length) body[at] = byte;
    if (kind === "cut") body = body.subarray(0, at);
    if (kind === "drop") body = Buffer.concat([body.subarray(0, at), body.subarray(at + 1)]);
    if (kind === "add") {
      body = Buffer.concat([body.subarray(0, at), Buffer.from([byte]), body.subarray(at)]);
    }
  }
  return body;
}

function oracleSpans(bytes: Uint8Array): unknown {
  return otlp.ExportTraceServiceRequest.decode(bytes).resourceSpans.flatMap((group) =>
    (group.scopeSpans ?? []).flatMap(({ scope, spans }) =>
      (spans ?? []).map((span) => ({
        signal: "span",
        traceId: oracleId(span.traceId, 16),
        spanId: oracleId(span.spanId, 8),
        parentSpanId: oracleId(span.parentSpanId, 8) || undefined,
        name: span.name ?? "",
        kind: enumUpTo(5, span.kind),
        startTime: BigInt(String(span.startTimeUnixNano ?? 0)),
        endTime: BigInt(String(span.endTimeUnixNano ?? 0)),
        attributes: oracleAttributes(span.attributes),
        events: (span.events ?? []).map((event) => ({
          name: event.name ?? "",
          attributes: oracleAttributes(event.attributes),
        })),
        statusCode: enumUpTo(2, span.status?.code),
        scope: oracleScope(scope),
        link: span.links
          ?.slice(0, 1)
          .map((link) => ({
            traceId: oracleId(link.traceId, 16),
            spanId: oracleId(link.spanId, 8),
          }))
          .at(0),
        resource: oracleAttributes(group.resource?.attributes),
      })),
    ),
  );
}

function oracleLogs(bytes: Uint8Array): unknown {
  return otlp.ExportLogsServiceRequest.decode(bytes).resourceLogs.flatMap((group) =>
    (group.scopeLogs ?? []).flatMap(({ scope, logRecords }) =>
      (logRecords ?? []).map((record) => {
        const time = BigInt(String(record.timeUnixNano ?? 0));
        return {
          signal: "log",
          traceId: oracleId(record.traceId, 16),
          spanId: oracleId(record.spanId, 8),
          eventName: record.eventName ?? "",
          time: time === 0n ? BigInt(String(record.observedTimeUnixNano ?? 0)) : time,
          body: oracleValue(record.body),
          attributes: oracleAttributes(record.attributes),
          scope: oracleScope(scope),
          resource: oracleAttributes(group.resource?.attributes),
        };
      }),
    ),
  );
}

type Message = Record<string, unknown> | null | undefined;

function oracleValue(message: unknown): AnyValue {
  const value = message as Message;
  if (value === null || value === undefined) return undefined;
  const { arrayValue, kvlistValue } = value as Record<string, { values?: unknown[] } | undefined>;
  if (arrayValue) return arrayValue.values?.map(oracleValue);
  if (kvlistValue) return oracleAttributes(kvlistValue.values);
  if (Object.hasOwn(value, "intValue")) {
    const integer = BigInt(String(value["intValue"]));
    return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
  }
  for (const kind of ["stringValue", "boolValue", "doubleValue", "bytesValue"]) {
    if (Object.hasOwn(value, kind)) return value[kind];
  }
  return undefined;
}

function oracleAttributes(entries: unknown): Map<string, unknown> {
  const list = (entries ?? []) as { key?: string; value?: unknown }[];
  return new Map(list.map(({ key, value }) => [key ?? "", oracleValue(value)]));
}

function oracleId(bytes: Uint8Array | null | undefined, length: number): string {
  const id = Buffer.from(bytes ?? []);
  return id.length === length && id.some((byte) => byte !== 0) ? id.toString("hex") : "";
}

function enumUpTo(max: number, value: unknown): number {
  return Number(value ?? 0) > max ? 0 : Number(value ?? 0);
}

function oracleScope(scope: Message | object): unknown {
  const { name = "", version = "" } = (scope ?? {}) as { name?: string; version?: string };
  return version === "" ? { name } : { name, version };
}

/** Maps and key-value objects as sorted entries, so that `__proto__` is compared as well. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Uint8Array) return Buffer.from(value).toString("hex");
  if (typeof value === "number" && Object.is(value, -0)) return 0;
  if (typeof value !== "object" || value === null) return value;
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  return entries.map(([key, item]) => [key, plain(item)]).toSorted(byKey);
}

function byKey([a]: unknown[], [b]: unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}
