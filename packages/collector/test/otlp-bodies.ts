import { randomBytes } from "node:crypto";

export interface JsonSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly startTimeUnixNano: string;
  readonly [field: string]: unknown;
}

/** A span as an instrumented application sends it, in OTLP/JSON. */
export function jsonSpan(name: string, attributes: Record<string, unknown> = {}): JsonSpan {
  const start = BigInt(Date.now()) * 1_000_000n;
  return {
    traceId: randomBytes(16).toString("hex"),
    spanId: randomBytes(8).toString("hex"),
    name,
    kind: 3,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + 5_000_000n),
    attributes: keyValues(attributes),
  };
}

export function chatSpan(): JsonSpan {
  return jsonSpan("chat gpt-4o", {
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.usage.output_tokens": 34,
  });
}

/** A completion whose content its instrumentation sends as a log event. */
export function loggedChat(): { readonly span: JsonSpan; readonly log: object } {
  const span = { ...chatSpan(), name: "chat gpt-4o" };
  const { traceId, spanId, startTimeUnixNano } = span;
  const body = {
    index: 0,
    finish_reason: "stop",
    message: { role: "assistant", content: "Dear Maria Beispiel" },
  };
  const log = {
    traceId,
    spanId,
    timeUnixNano: startTimeUnixNano,
    eventName: "gen_ai.choice",
    body: { kvlistValue: { values: keyValues(body) } },
    attributes: keyValues({ "event.name": "gen_ai.choice", "gen_ai.system": "openai" }),
  };
  return { span, log };
}

export function keyValues(attributes: Record<string, unknown>): object[] {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: unknown): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "boolean") return { boolValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  if (typeof value === "object") return { kvlistValue: { values: keyValues({ ...value }) } };
  return Number.isInteger(value) ? { intValue: value } : { doubleValue: value };
}

export function traces(spans: readonly object[], scope = "test"): string {
  const resource = { attributes: keyValues({ "service.name": "app" }) };
  return JSON.stringify({
    resourceSpans: [{ resource, scopeSpans: [{ scope: { name: scope }, spans }] }],
  });
}

export function logs(logRecords: readonly object[], scope = "test"): string {
  const resource = { attributes: keyValues({ "service.name": "app" }) };
  return JSON.stringify({
    resourceLogs: [{ resource, scopeLogs: [{ scope: { name: scope }, logRecords }] }],
  });
}

/** Spans in protobuf, each with a name alone. */
export function protobufTraces(names: readonly string[]): Uint8Array {
  const spans = names.map((name) => field(2, field(5, Buffer.from(name))));
  return field(1, field(2, Buffer.concat(spans)));
}

/** Bytes as a length-delimited protobuf field. */
export function field(number: number, bytes: Uint8Array): Uint8Array {
  const length: number[] = [];
  let rest = bytes.length;
  for (; rest > 127; rest >>>= 7) length.push((rest & 127) | 128);
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length, rest]), bytes]);
}
