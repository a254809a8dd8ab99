import { expect, test } from "vitest";
import { inFoldOrder } from "./fold-order.ts";
import type { LogRecord, SpanRecord } from "./record.ts";
import { logRecord, spanRecord } from "./testing/records.ts";

const span = (spanId: string, parentSpanId?: string): SpanRecord => {
  return spanRecord({ spanId, parentSpanId });
};

function order(...records: (SpanRecord | LogRecord)[]): string {
  return inFoldOrder(records)
    .map(({ signal, spanId }) => (signal === "log" ? `log ${spanId}` : spanId))
    .join(", ");
}

test("inner spans come before the ones around them, however they came", () => {
  expect(order(span("a"), span("b", "a"), span("c", "b"))).toBe("c, b, a");
  expect(order(span("b", "a"), span("a"), span("c", "b"))).toBe("c, b, a");
  expect(order(span("c", "b"), span("b", "a"), span("a"))).toBe("c, b, a");
});

test("log events come first, in their order", () => {
  expect(order(span("a"), logRecord({ spanId: "y" }), logRecord({ spanId: "x" }))).toBe(
    "log y, log x, a",
  );
});

test("spans of one depth stay in their order", () => {
  expect(order(span("b"), span("a"), span("d", "b"), span("c", "a"))).toBe("d, c, b, a");
});

test("a parent that is not at hand is no level", () => {
  expect(order(span("a", "far"), span("b", "a"), span("c", "far"))).toBe("b, a, c");
});

test("nothing is lost or told twice, also of spans that are each other's parents", () => {
  const records = [span("a", "b"), span("b", "a"), span("c", "c"), span("", ""), span("a", "b")];
  expect(inFoldOrder(records).toSorted()).toEqual(records.toSorted());
  expect(new Set(inFoldOrder(records))).toEqual(new Set(records));
});

test("a deep tree is in order as far as it is bounded, in little time", () => {
  const chain = Array.from({ length: 20_000 }, (_, i) =>
    span(`${i}`, i > 0 ? `${i - 1}` : undefined),
  );
  const ordered = inFoldOrder(chain);
  expect(ordered).toHaveLength(chain.length);
  expect(ordered.slice(-3).map(({ spanId }) => spanId)).toEqual(["2", "1", "0"]);
});

test("nothing at hand is in order", () => {
  expect(inFoldOrder([])).toEqual([]);
  expect(order(logRecord({ spanId: "x" }))).toBe("log x");
});
