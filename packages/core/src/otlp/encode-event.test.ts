import fc from "fast-check";
import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { type AttributeValue, type AuditEvent, eventAttributes } from "../audit-event.ts";
import { encodeEvent } from "./encode-event.ts";
import { createRequestHead } from "./encode-request.ts";
import { ProtobufWriter } from "./protobuf-writer.ts";

// An oracle of its own: definitions written from the OTLP specification, read by protobufjs.
const oracle = protobuf
  .parse(
    `
  syntax = "proto3";
  message Request { repeated ResourceSpans resource_spans = 1; }
  message ResourceSpans { Resource resource = 1; repeated ScopeSpans scope_spans = 2; }
  message Resource { repeated KeyValue attributes = 1; }
  message ScopeSpans { Scope scope = 1; repeated Span spans = 2; }
  message Scope { string name = 1; string version = 2; }
  message Span {
    bytes trace_id = 1; bytes span_id = 2; string trace_state = 3; bytes parent_span_id = 4;
    string name = 5; int32 kind = 6; fixed64 start = 7; fixed64 end = 8;
    repeated KeyValue attributes = 9; Status status = 15; fixed32 flags = 16;
  }
  message Status { string message = 2; int32 code = 3; }
  message KeyValue { string key = 1; AnyValue value = 2; }
  message AnyValue { oneof value {
    string string = 1; bool bool = 2; int64 int = 3; double double = 4; ArrayValue array = 5;
  } }
  message ArrayValue { repeated AnyValue values = 1; }
`,
    { keepCase: true },
  )
  .root.lookupType("Request");

const LANE = "00ff00ff00ff00ff";

function event(parts: Partial<AuditEvent> = {}): AuditEvent {
  return {
    type: "tool_call",
    name: "tool_call",
    traceId: "0123456789abcdef0123456789abcdef",
    spanId: "fedcba9876543210",
    parentSpanId: undefined,
    startTime: 1n,
    endTime: 2n,
    attributes: {},
    stamp: { sessionId: "s", attributes: {} },
    ...parts,
  };
}

interface Decoded {
  readonly trace_id: string;
  readonly attributes: { key: string; value: Record<string, unknown> }[];
  readonly [field: string]: unknown;
}

function decode(events: readonly AuditEvent[]): { spans: Decoded[]; request: Decoded } {
  const chunk = new ProtobufWriter(16);
  for (const [seq, each] of events.entries()) encodeEvent(chunk, each, { lane: LANE, seq });
  const head = createRequestHead({ serviceName: "billing", sdkVersion: "0.1.0" });
  const message = oracle.decode(Buffer.concat([head(chunk.length), chunk.bytes()]));
  const request = oracle.toObject(message, { longs: String, bytes: String }) as {
    resource_spans: [{ scope_spans: [{ spans?: Decoded[] }] }];
  };
  // Nothing in the bytes that the oracle did not read: it writes them again with the same length
  // (as long as no field holds its default, which it leaves out).
  expect(oracle.encode(message).finish()).toHaveLength(head(chunk.length).length + chunk.length);
  const [resourceSpans] = request.resource_spans;
  return {
    spans: resourceSpans.scope_spans[0].spans ?? [],
    request: resourceSpans as unknown as Decoded,
  };
}

function anyValue(value: AttributeValue | string | number): Record<string, unknown> {
  if (typeof value === "string") return { string: value };
  if (typeof value === "boolean") return { bool: value };
  if (typeof value !== "number")
    return { array: value.length ? { values: value.map(anyValue) } : {} };
  return Number.isSafeInteger(value) ? { int: String(value) } : { double: value };
}

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(0, 1, 125, 126, 127, 128, 16_383, 16_384).map((size) => "a".repeat(size)),
  fc.constantFrom(41, 42, 43, 5_461, 5_462).map((size) => "€".repeat(size)),
  fc.constantFrom("success", "failure", "ß", "𝒳"),
);
const number = fc.oneof(
  fc.maxSafeInteger(),
  fc.double({ noNaN: true }),
  fc.constantFrom(
    0,
    -1,
    127,
    128,
    16_383,
    16_384,
    2 ** 31,
    2 ** 32,
    2 ** 53 - 1,
    1 - 2 ** 53,
    2 ** 60,
  ),
);
const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.array(text, { maxLength: 5 }),
  fc.array(number, { maxLength: 20 }),
);
const key = fc.oneof(
  fc.constantFrom("auditspan.event.outcome", "session.id", "gen_ai.tool.name"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
);
const attributes = fc.dictionary(key, value, { maxKeys: 12, noNullPrototype: true });
const hex = (size: number): fc.Arbitrary<string> =>
  fc
    .uint8Array({ minLength: size, maxLength: size })
    .map((bytes) => Buffer.from(bytes).toString("hex"));
const time = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });
const stamp = fc.record({ sessionId: fc.constant("s"), attributes });
const anyEvent: fc.Arbitrary<AuditEvent> = fc.record({
  type: fc.constant("tool_call"),
  name: text.filter((name) => name !== ""),
  traceId: hex(16),
  spanId: hex(8),
  parentSpanId: fc.option(hex(8), { nil: undefined }),
  startTime: time,
  endTime: time,
  attributes,
  stamp,
});

const base64 = (id: string): string => Buffer.from(id, "hex").toString("base64");

test("what was encoded decodes field by field with protobufjs", () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 4 }), stamp, (events, shared) => {
      // Events with a stamp in common take the cached way, the others the first one.
      const all = [...events, ...events.map((each) => ({ ...each, stamp: shared }))];
      const { spans } = decode(all);
      expect(spans).toHaveLength(all.length);
      for (const [seq, source] of all.entries()) {
        const span = spans[seq];
        const expected = {
          ...eventAttributes(source),
          "auditspan.seal.lane": LANE,
          "auditspan.seal.seq": seq,
        };
        const failed = ["failure", "denied", "timeout"].includes(
          source.attributes["auditspan.event.outcome"] as string,
        );
        expect(span).toEqual({
          trace_id: base64(source.traceId),
          span_id: base64(source.spanId),
          ...(source.parentSpanId && { parent_span_id: base64(source.parentSpanId) }),
          name: source.name,
          kind: 1,
          start: String(source.startTime),
          end: String(source.endTime),
          attributes: expect.anything(),
          ...(failed && { status: { code: 2 } }),
        });
        const decoded = span?.attributes.map((each) => [each.key, each.value] as const) ?? [];
        expect(decoded).toHaveLength(Object.keys(expected).length);
        expect(Object.fromEntries(decoded)).toEqual(
          Object.fromEntries(
            Object.entries(expected).map(([name, each]) => [name, anyValue(each)]),
          ),
        );
      }
    }),
    { numRuns: 150 },
  );
});

test("attributes of the stamp come first and the seal last", () => {
  const { spans } = decode([
    event({ stamp: { sessionId: "s", attributes: { a: 1 } }, attributes: { b: 2 } }),
  ]);
  expect(spans[0]?.attributes.map((each) => each.key)).toEqual([
    "a",
    "b",
    "auditspan.seal.lane",
    "auditspan.seal.seq",
  ]);
});

test("an event that was sealed elsewhere keeps its seal", () => {
  const seal = { "auditspan.seal.lane": "abababababababab", "auditspan.seal.seq": 77 };
  const { spans } = decode([event({ attributes: seal })]);
  expect(spans[0]?.attributes).toEqual([
    { key: "auditspan.seal.lane", value: { string: "abababababababab" } },
    { key: "auditspan.seal.seq", value: { int: "77" } },
  ]);
});

test.each(["failure", "denied", "timeout"])("the outcome %s is the status error", (outcome) => {
  const { spans } = decode([event({ attributes: { "auditspan.event.outcome": outcome } })]);
  expect(spans[0]?.["status"]).toEqual({ code: 2 });
});

test.each(["success", "unknown", "other"])("the outcome %s leaves the status out", (outcome) => {
  const { spans } = decode([event({ attributes: { "auditspan.event.outcome": outcome } })]);
  expect(spans[0]).not.toHaveProperty("status");
});

test("a lone surrogate becomes the replacement character", () => {
  const { spans } = decode([event({ attributes: { a: "x\ud800y" } })]);
  expect(spans[0]?.attributes[0]?.value).toEqual({ string: "x\ufffdy" });
});

test("a key with more values than are remembered still has the value of the event", () => {
  const events = Array.from({ length: 200 }, (_, i) =>
    event({ attributes: { many: `v${i % 80}` } }),
  );
  const { spans } = decode(events);
  expect(spans.map((span) => span.attributes[0]?.value["string"])).toEqual(
    events.map((each) => each.attributes["many"]),
  );
});

test("a value that is no attribute value is refused and leaves the chunk as it was", () => {
  const chunk = new ProtobufWriter(16);
  encodeEvent(chunk, event(), { lane: LANE, seq: 0 });
  const before = Buffer.from(chunk.bytes());
  const broken = event({ attributes: { a: 1, b: { c: 1 } as unknown as string } });
  expect(() => encodeEvent(chunk, broken, { lane: LANE, seq: 1 })).toThrow(
    new TypeError("expected a scalar or an array of scalars in b, got object"),
  );
  expect(Buffer.from(chunk.bytes())).toEqual(before);
});

test("a request has one resource and one scope", () => {
  const { request } = decode([event()]);
  expect(request).toMatchObject({
    resource: {
      attributes: [
        { key: "service.name", value: { string: "billing" } },
        { key: "telemetry.sdk.name", value: { string: "auditspan" } },
        { key: "telemetry.sdk.language", value: { string: "nodejs" } },
        { key: "telemetry.sdk.version", value: { string: "0.1.0" } },
      ],
    },
    scope_spans: [{ scope: { name: "auditspan", version: "1" } }],
  });
});
