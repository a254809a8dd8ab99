import fc from "fast-check";
import { isDeepStrictEqual } from "node:util";
import { expect, test } from "vitest";
import { logDigest } from "./log-digest.ts";
import type { ProjectionContext } from "./projection-context.ts";
import type { LogRecord } from "./record.ts";
import { logRecord, START } from "./testing/records.ts";

const context = { sender: "somebody" } as ProjectionContext;
const digestOf = (parts: Partial<LogRecord> = {}, sender = context) =>
  logDigest(logRecord(parts), sender);

test("is 64 hex digits, and the same for the same record", () => {
  expect(digestOf({ body: { a: [1] } })).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOf({ body: { a: [1] } })).toBe(digestOf({ body: { a: [1] } }));
});

test("a record of the process itself has none", () => {
  expect(digestOf({}, {} as ProjectionContext)).toBeUndefined();
});

test.each<[what: string, parts: Partial<LogRecord>]>([
  ["trace", { traceId: "1".repeat(32) }],
  ["span", { spanId: "1".repeat(16) }],
  ["time", { time: START + 1n }],
  ["event name", { eventName: "another" }],
  ["scope", { scope: { name: "another" } }],
  ["body", { body: "another" }],
  ["attributes", { attributes: { another: 1 } }],
])("another %s, another digest", (_, parts) => {
  expect(digestOf(parts)).not.toBe(digestOf());
});

test("another sender, another digest", () => {
  expect(digestOf({}, { sender: "another" } as ProjectionContext)).not.toBe(digestOf());
});

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(undefined, null, true, false, 0, 1, "", "1", "true", 1n, 0n),
    fc.string(),
    fc.double({ noNaN: true }),
    fc.bigInt(),
    fc.uint8Array({ maxLength: 3 }),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "ab", ""), tie("any"), {
      maxKeys: 3,
      noNullPrototype: true,
    }),
  ),
})).any;

test("two bodies have one digest if and only if they are the same", () => {
  fc.assert(
    fc.property(value, value, (one, other) => {
      // A key's place counts: who sends again sends the same bytes.
      fc.pre(!isDeepStrictEqual(one, other) || inspected(one) === inspected(other));
      expect(digestOf({ body: one }) === digestOf({ body: other })).toBe(
        isDeepStrictEqual(one, other),
      );
    }),
    { numRuns: 2000 },
  );
});

test.each<[what: string, one: unknown, other: unknown]>([
  ["the border of two texts", ["ab", "c"], ["a", "bc"]],
  ["the end of a list", [["a"], "b"], [["a", "b"]]],
  ["a list and an object", ["a", 1], { a: 1 }],
  ["bytes and their text", new Uint8Array([97]), "a"],
  ["a number and its text", 1, "1"],
  ["a number and a large one", 1, 1n],
  ["nothing and none", null, undefined],
])("%s are told apart", (_, one, other) => {
  expect(digestOf({ body: one })).not.toBe(digestOf({ body: other }));
});

const cycle: Record<string, unknown> = {};
cycle["a"] = [cycle, cycle];

test.each<[what: string, body: unknown]>([
  ["a cycle", cycle],
  ["more than 100,000 values", Array(100_001).fill(0)],
  ["more than 16 MiB", Array(17).fill("x".repeat(1 << 20))],
  [
    "a getter that throws",
    {
      get a() {
        throw new Error("no");
      },
    },
  ],
])("%s has none, and the next record has its own", (_, body) => {
  const before = digestOf();
  expect(digestOf({ body })).toBeUndefined();
  expect(digestOf()).toBe(before);
});

function inspected(of: unknown): string {
  return (
    JSON.stringify(of, (_, item: unknown) => (typeof item === "bigint" ? `${item}n` : item)) ?? ""
  );
}
