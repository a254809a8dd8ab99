import { otlp } from "../../generated/otlp.js";
import { expect, test } from "vitest";
import type { SpanRecord } from "../record.ts";
import { OtlpDecodeError } from "./decode-error.ts";
import { decodeTraces } from "./decode-traces.ts";

const CANARY = "Maria Beispiel";

test("a nested value deeper than the limit is cut and counted, however deep it is", () => {
  let cut = 0;
  const [span] = decodeTraces(spanBytes(nested(100_000)), { onCut: (values) => (cut += values) });
  let value: unknown = span?.attributes["deep"];
  let levels = 0;
  for (; Array.isArray(value); value = value[0]) levels++;
  expect(levels).toBe(15);
  expect(cut).toBe(1);
});

test("a value as deep as the limit is kept", () => {
  const [span] = decodeTraces(spanBytes(nested(15)), {
    onCut: () => expect.fail("nothing is cut"),
  });
  expect(JSON.stringify(span?.attributes["deep"])).toBe(`${"[".repeat(15)}"end"${"]".repeat(15)}`);
});

test.each([
  ["truncated body", (body: Buffer) => body.subarray(0, -3), /within the message at byte \d+/],
  ["field number 0", () => Buffer.from([0x00, 0x00]), /field number from 1 at byte \d+/],
  ["group", () => Buffer.from([0x7b, 0x7c]), /wire type of proto3 at byte \d+/],
  ["known field of another wire type", () => Buffer.from([0x08, 0x01]), /another wire type/],
  ["endless integer", () => Buffer.alloc(11, 0xff), /integer of at most 10 bytes at byte \d+/],
  ["length beyond 32 bits", () => Buffer.from("0affffffffffff01", "hex"), /32 bits at byte \d+/],
  ["text", () => Buffer.from(CANARY), /at byte \d+/],
])("a %s is refused with the place and without content", (_, mangle, message) => {
  const body = mangle(Buffer.from(spanBytes({ stringValue: CANARY })));
  const error = errorOf(() => decodeTraces(body));
  expect(error.message).toMatch(message);
  expect(error.message).not.toContain("Maria");
  expect(error.reason).toBe("malformed");
});

test("bytes that are not UTF-8 become replacement characters", () => {
  const bytes = Buffer.from(spanBytes({ stringValue: "abcdef" }));
  bytes[bytes.indexOf("abcdef") + 2] = 0xff;
  expect(decodeTraces(bytes)[0]?.attributes["deep"]).toBe("ab\u{fffd}def");
});

test("hostile attribute keys are keys like any other", () => {
  const attributes = ["__proto__", "constructor", "toString"].map((key) => ({
    key,
    value: { kvlistValue: { values: [{ key: "polluted", value: { boolValue: true } }] } },
  }));
  const [span] = decodeTraces(encode([{ attributes }]));
  expect(Object.keys(span?.attributes ?? {})).toEqual(["__proto__", "constructor", "toString"]);
  expect(span?.attributes["polluted"]).toBeUndefined();
  expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  expect("hasOwnProperty" in (span?.attributes ?? {})).toBe(false);
});

test("of a key that comes twice the last value stays", () => {
  const attributes = ["first", "last"].map((stringValue) => ({ key: "k", value: { stringValue } }));
  expect(decodeTraces(encode([{ attributes }]))[0]?.attributes).toEqual({ k: "last" });
});

test("an integer is a number where that is exact and a bigint elsewhere", () => {
  expect(read("9007199254740991")).toBe(9007199254740991);
  expect(read("9007199254740992")).toBe(9007199254740992n);
  expect(read("-9223372036854775808")).toBe(-9223372036854775808n);
  expect(read("-1")).toBe(-1);
});

test("ids of a wrong length and ids of zeros are no ids", () => {
  const ids = {
    traceId: Buffer.alloc(15, 1),
    spanId: Buffer.alloc(8),
    parentSpanId: Buffer.alloc(9, 1),
  };
  expect(decodeTraces(encode([ids]))[0]).toMatchObject({ traceId: "", spanId: "" });
  expect(decodeTraces(encode([ids]))[0]?.parentSpanId).toBeUndefined();
});

test("the spans of a group share their resource and their scope", () => {
  const [a, b] = decodeTraces(encode([{ name: "a" }, { name: "b" }])) as [SpanRecord, SpanRecord];
  expect(a.resource).toBe(b.resource);
  expect(a.scope).toBe(b.scope);
});

test("a resource and a scope that come behind their spans apply to them", () => {
  const span = Buffer.from([0x12, 3, 0x2a, 1, 0x61]);
  const scope = Buffer.from([0x0a, 3, 0x0a, 1, 0x73]);
  const scopeSpans = Buffer.concat([Buffer.from([0x12, 10]), span, scope]);
  const resource = Buffer.from([0x0a, 5, 0x0a, 3, 0x0a, 1, 0x72]);
  const group = Buffer.concat([Buffer.from([0x0a, 19]), scopeSpans, resource]);
  const [record] = decodeTraces(group);
  expect(record).toMatchObject({ name: "a", scope: { name: "s" } });
  expect(Object.keys(record?.resource ?? {})).toEqual(["r"]);
});

test.each([
  ["spans", encode(Array.from({ length: 11 }, () => ({}))), { maxRecords: 10 }],
  [
    "values",
    spanBytes({ arrayValue: { values: Array.from({ length: 10 }, () => ({})) } }),
    { maxValues: 10 },
  ],
  ["events", encode([{ events: Array.from({ length: 11 }, () => ({})) }]), { maxValues: 10 }],
])("a body with too many %s is over a limit, not malformed", (_, body, limits) => {
  expect(errorOf(() => decodeTraces(body, limits)).reason).toBe("limit");
});

test("four megabytes of empty spans are refused before they fill the memory", () => {
  const spans = Buffer.alloc(2 ** 22, Buffer.from([0x12, 0x00]));
  const length = Buffer.from([0x80, 0x80, 0x80, 0x02]);
  const scopeSpans = Buffer.concat([Buffer.from([0x12]), length, spans]);
  const outer = Buffer.from([0x85, 0x80, 0x80, 0x02]);
  const body = Buffer.concat([Buffer.from([0x0a]), outer, scopeSpans]);
  expect(errorOf(() => decodeTraces(body)).message).toMatch(/^expected at most 100000 records/);
});

test("limits that are no positive integers throw", () => {
  expect(() => decodeTraces(new Uint8Array(), { maxDepth: 0 })).toThrow(/maxDepth/);
});

function read(intValue: string): unknown {
  return decodeTraces(spanBytes({ intValue }))[0]?.attributes["deep"];
}

function encode(spans: object[]): Uint8Array {
  const message = { resourceSpans: [{ scopeSpans: [{ spans }] }] };
  const type = otlp.ExportTraceServiceRequest;
  return type.encode(type.fromObject(message)).finish();
}

function spanBytes(value: object | Uint8Array): Uint8Array {
  if (!(value instanceof Uint8Array)) return encode([{ attributes: [{ key: "deep", value }] }]);
  const keyValue = Buffer.concat([Buffer.from([0x0a, 4]), Buffer.from("deep"), field(2, value)]);
  return field(1, field(2, field(2, field(9, keyValue))));
}

/** An AnyValue in that many arrays, written from the inside: no encoder would get so deep. */
function nested(levels: number): Uint8Array {
  const heads: Uint8Array[] = [Buffer.from([0x0a, 3, 0x65, 0x6e, 0x64])];
  let length = 5;
  for (let level = 0; level < levels; level++) {
    for (const head of [0x0a, 0x2a]) {
      const prefix = Buffer.from([head, ...varint(length)]);
      heads.push(prefix);
      length += prefix.length;
    }
  }
  return Buffer.concat(heads.toReversed());
}

function field(number: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...varint(bytes.length)]), bytes]);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}

function errorOf(run: () => unknown): OtlpDecodeError {
  try {
    run();
  } catch (error) {
    if (error instanceof OtlpDecodeError) return error;
    throw error;
  }
  throw new Error("expected an OtlpDecodeError, got none");
}
