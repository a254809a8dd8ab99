import { expect, test } from "vitest";
import { idsOfEvent, spanIdOf, traceIdOf } from "./hex-ids.ts";
import { SPAN_ID, TRACE_ID } from "./testing/records.ts";

test("a valid id is kept as it is", () => {
  expect(traceIdOf(TRACE_ID)).toBe(TRACE_ID);
  expect(spanIdOf(SPAN_ID)).toBe(SPAN_ID);
});

test.each<[what: string, value: unknown]>([
  ["nothing", ""],
  ["undefined", undefined],
  ["zeros", "0"],
  ["upper case", "A"],
  ["another alphabet", "g"],
  ["an object that reads like one", { toString: () => TRACE_ID }],
])("what is no id is undefined: %s", (_what, value) => {
  const repeated = (times: number) => (typeof value === "string" ? value.repeat(times) : value);
  expect(traceIdOf(repeated(32))).toBeUndefined();
  expect(spanIdOf(repeated(16))).toBeUndefined();
});

test("an id of another length, or with something behind it, is undefined", () => {
  for (const value of [TRACE_ID.slice(1), `${TRACE_ID}0`, `${TRACE_ID}\n`, ` ${TRACE_ID}`]) {
    expect(traceIdOf(value)).toBeUndefined();
  }
  for (const value of [SPAN_ID.slice(1), `${SPAN_ID}0`, `${SPAN_ID}\n`, TRACE_ID]) {
    expect(spanIdOf(value)).toBeUndefined();
  }
});

test("an event without a span has valid ids that its own id gives", () => {
  const { traceId, spanId } = idsOfEvent("018f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  expect(traceIdOf(traceId)).toBe("018f22e279b07cc398c4dc0c0c07398f");
  expect(spanIdOf(spanId)).toBe("98c4dc0c0c07398f");
});
