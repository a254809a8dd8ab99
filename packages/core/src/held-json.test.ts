import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeHeld, encodeHeld, type HeldJson } from "./held-json.ts";

const EVENT = {
  type: "model_completion",
  name: "model_completion",
  traceId: "0".repeat(31) + "1",
  spanId: "0".repeat(15) + "2",
  parentSpanId: undefined,
  startTime: 1n,
  endTime: 2n ** 63n - 1n,
  attributes: { "gen_ai.usage.input_tokens": 3 },
  stamp: { sessionId: "", attributes: {} },
};
const parse = (text: string): HeldJson => JSON.parse(text) as HeldJson;

test("an event is the same after it was held", () => {
  expect(decodeHeld(parse(encodeHeld(EVENT)))).toEqual(EVENT);
});

test("of a text that is no held event nothing comes but an error", () => {
  const times = { startTime: "1", endTime: "2" };
  for (const other of [{}, times, { ...times, attributes: {} }, { ...times, stamp: {} }]) {
    expect(() => decodeHeld(parse(JSON.stringify(other)))).toThrow(TypeError);
  }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(() => decodeHeld(value as unknown as HeldJson)).toThrow();
    }),
  );
});
