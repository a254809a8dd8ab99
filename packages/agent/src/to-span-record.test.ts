import { expect, test } from "vitest";
import type { SpanLike } from "./readable-span.ts";
import { originOf, toSpanRecord } from "./to-span-record.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";
const PARENT = "00f067aa0ba902b7";

const span: SpanLike = {
  name: "chat",
  kind: 2,
  spanContext: () => ({ traceId: TRACE, spanId: SPAN }),
  parentSpanContext: { traceId: TRACE, spanId: PARENT },
  startTime: [10, 5],
  endTime: [11, 6],
  status: { code: 2 },
  attributes: { "gen_ai.operation.name": "chat" },
  events: [{ name: "exception" }],
  resource: { attributes: { "service.name": "a" } },
  instrumentationScope: { name: "scope", version: "1" },
};

const bomb = (): never => {
  throw new Error();
};

test("a span of SDK 2.x and 3.x is read through scope and parent context", () => {
  expect(toSpanRecord(span)).toEqual({
    signal: "span",
    traceId: TRACE,
    spanId: SPAN,
    parentSpanId: PARENT,
    name: "chat",
    kind: 3,
    startTime: 10_000_000_005n,
    endTime: 11_000_000_006n,
    attributes: { "gen_ai.operation.name": "chat" },
    events: [{ name: "exception" }],
    statusCode: 2,
    scope: { name: "scope", version: "1" },
    resource: { "service.name": "a" },
  });
});

test("a span of SDK 1.x is read through library and parent id", () => {
  const { instrumentationScope: _, parentSpanContext: __, ...rest } = span;
  const old = { ...rest, parentSpanId: PARENT, instrumentationLibrary: { name: "library" } };
  expect(toSpanRecord(old)).toMatchObject({ parentSpanId: PARENT, scope: { name: "library" } });
});

test("a span that ended just now is moved to where it ended, and keeps its duration", () => {
  const at = (now: number) => {
    const { startTime, endTime } = toSpanRecord(span, now);
    return [startTime, endTime];
  };
  const asTold = [10_000_000_005n, 11_000_000_006n];
  expect(at(11_000.9)).toEqual([10_000_900_005n, 11_000_900_006n]);
  expect(at(11_005.1)).toEqual(asTold);
  expect(at(10_999.9)).toEqual(asTold);
});

test("attributes are handed over, not copied", () => {
  expect(toSpanRecord(span).attributes).toBe(span.attributes);
});

test("a span without a context has no ids", () => {
  const bare = { ...span, spanContext: () => undefined } as unknown as SpanLike;
  expect(toSpanRecord(bare)).toMatchObject({ traceId: "", spanId: "" });
});

test("the origin of a span that cannot be read has what can be read", () => {
  const odd = Object.defineProperty({ ...span, spanContext: bomb }, "startTime", { get: bomb });
  const { traceId, spanId, startTime } = originOf(odd);
  expect({ traceId, spanId }).toEqual({ traceId: "", spanId: "" });
  expect(startTime).toBeGreaterThan(0n);
  expect(originOf(span)).toEqual({ traceId: TRACE, spanId: SPAN, startTime: 10_000_000_005n });
});
