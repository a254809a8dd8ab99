import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ATTRIBUTES } from "./attributes.ts";
import { kindCheck } from "./kind-checks.ts";
import { enumSpelling, kindReader, sizeClass } from "./kind-readers.ts";
import { count, flag, list, member, oneOf, ratio, size } from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { HOSTILE_VALUES } from "./testing/hostile-values.ts";
import { millisOf } from "./testing/millis-of.ts";
import { SAMPLE_KINDS } from "./testing/sample-kinds.ts";

const names = knownNames({ tools: ["lookup"], hosts: ["api.openai.com"] });
const reason = oneOf(["stop", "tool_calls", "other"], { tooluse: "tool_calls" });
const risk = oneOf(["low", "high"]);

function read(kind: Kind, value: unknown): unknown {
  return kindReader(kind)(value, names);
}

test.each<[what: string, kind: Kind, value: unknown, kept: unknown]>([
  ["a flag", flag, false, false],
  ["a count", count(100), 100, 100],
  ["a count as OTLP/JSON writes it", count(100), "42", 42],
  ["a size as the next power of two", size, 1000, 1024],
  ["no size", size, 0, 0],
  ["a ratio", ratio(0, 2), 0.7, 0.7],
  ["a ratio to three decimals", ratio(0, 2), 0.123456, 0.123],
  ["a ratio as text", ratio(-2, 2), "-0.5", -0.5],
  ["an enum", reason, "stop", "stop"],
  ["an enum in another spelling", reason, "Tool-Calls", "tool_calls"],
  ["a synonym", reason, "toolUse", "tool_calls"],
  ["what no enum lists, as other", reason, "Alice", "other"],
  ["a long text for an enum, as other", reason, "stop".repeat(100), "other"],
  ["a member", member("tools"), "lookup", "lookup"],
  ["a model by its release", member("models"), "gpt-4o-2024-08-06", "gpt-4o"],
  ["a stranger", member("tools"), "alice_smith", "unregistered"],
  ["an event type", member("event_types"), "tool_call", "tool_call"],
  ["a list", list(reason, 3), ["stop", "tool-calls"], ["stop", "tool_calls"]],
  ["one value as a list", list(reason, 3), "stop", ["stop"]],
  ["a list without what does not fit", list(count(9), 3), [1, "x", 3], [1, 3]],
  ["the head of a long list", list(count(9), 3), [1, 2, 3, 4], [1, 2, 3]],
])("keeps %s", (_what, kind, value, kept) => {
  expect(read(kind, value)).toEqual(kept);
});

test.each<[what: string, kind: Kind, value: unknown]>([
  ["a word for a flag", flag, "true"],
  ["a number for a flag", flag, 1],
  ["a count over its maximum", count(100), 101],
  ["a negative count", count(100), -1],
  ["a fraction for a count", count(100), 1.5],
  ["white space for a count", count(100), "  "],
  ["a count between spaces", count(100), " 4 "],
  ["a hexadecimal count", count(100), "0x10"],
  ["a count with an exponent", count(100), "1e1"],
  ["a signed count", count(100), "+4"],
  ["digits of another script", count(100), "\u0664"],
  ["digits beyond a safe integer", count(2 ** 53 - 1), "9007199254740993"],
  ["a ratio out of its range", ratio(0, 1), 1.001],
  ["white space for a ratio", ratio(0, 1), " "],
  ["a hexadecimal ratio", ratio(0, 2), "0x1"],
  ["what an enum without other does not list", risk, "medium"],
  ["a name of the prototype for an enum", risk, "constructor"],
  ["an event type of the prototype", member("event_types"), "constructor"],
  ["an unknown event type", member("event_types"), "alice"],
  ["an empty name", member("tools"), ""],
  ["a list of what does not fit", list(count(9), 3), ["a", {}, -1]],
  ["an object for a list", list(count(9), 3), { length: 1, 0: 1 }],
])("drops %s", (_what, kind, value) => {
  expect(read(kind, value)).toBeUndefined();
});

test("minus zero is zero", () => {
  for (const kind of [count(9), size, ratio(-1, 1)]) {
    expect(Object.is(read(kind, -0), 0)).toBe(true);
    expect(Object.is(read(kind, "-0") ?? 0, 0)).toBe(true);
  }
  expect(Object.is(read(ratio(-1, 1), -0.0001), 0)).toBe(true);
});

describe("what only we or the context make is never read from a record", () => {
  const ours = SAMPLE_KINDS.filter(([, { kind }]) => {
    return !["flag", "count", "size", "ratio", "enum", "member", "list"].includes(kind);
  });
  test.each(ours)("%s", (_name, kind) => {
    for (const value of ["text", "00000000", "0".repeat(16), 1, `sha256:${"0".repeat(64)}`]) {
      expect(read(kind, value)).toBeUndefined();
    }
  });
});

test.each(SAMPLE_KINDS)(
  "%s: a hostile value is dropped or becomes a value of the kind",
  (_name, kind) => {
    for (const [what, value] of HOSTILE_VALUES) {
      const kept = read(kind, value);
      if (kept === undefined) continue;
      expect([what, kindCheck(kind)(kept, names)]).toEqual([what, true]);
      expect(typeof kept === "object" && kept === value).toBe(false);
    }
  },
);

test("whatever an attribute's reader returns passes the check of its kind", () => {
  const kinds = [...new Set(Object.values(ATTRIBUTES))];
  const near = fc.constantFrom<unknown>("stop", "tool-use", "gpt-4o-latest", "openai.chat", "GET");
  const value = fc.oneof(
    near,
    fc.array(near),
    fc.integer(),
    fc.double(),
    fc.nat().map(String),
    fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withObjectString: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
    }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...kinds), value, (kind, value) => {
      const kept = read(kind, value);
      if (kept !== undefined) expect(kindCheck(kind)(kept, names)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("a size is a power of two from exactly its last value on", () => {
  for (let k = 1; k <= 40; k++) {
    expect(sizeClass(2 ** k)).toBe(2 ** k);
    expect(sizeClass(2 ** (k - 1) + 1)).toBe(k === 1 ? 2 : 2 ** k);
  }
  expect([0, 1, -5].map(sizeClass)).toEqual([0, 1, 0]);
});

test("every value and synonym of an enum is found in every spelling", () => {
  const enums = Object.values(ATTRIBUTES).flatMap((kind) =>
    kind.kind === "enum"
      ? [kind]
      : kind.kind === "list" && kind.of.kind === "enum"
        ? [kind.of]
        : [],
  );
  for (const kind of enums) {
    for (const value of kind.values) {
      expect(read(kind, value)).toBe(value);
      expect(read(kind, enumSpelling(value).replaceAll("_", "-").toUpperCase())).toBe(value);
    }
    for (const [spelling, value] of Object.entries(kind.synonyms ?? {})) {
      expect(kind.values).toContain(value);
      expect(enumSpelling(spelling)).toBe(spelling);
      expect(read(kind, spelling.replaceAll("_", " "))).toBe(value);
    }
  }
});

test("an endless list costs no more than a short one", () => {
  const sparse = Array(2 ** 32 - 1);
  const junk = Array.from({ length: 1_000_000 }, () => "x".repeat(100));
  for (const kind of [list(count(9), 16), list(risk, 16)]) {
    expect(millisOf(() => read(kind, sparse))).toBeLessThan(200);
    expect(millisOf(() => read(kind, junk))).toBeLessThan(200);
  }
});

test("a huge string costs no kind more than linear time", () => {
  const texts = ["a", "-", "0", "a.", " ", "-latest", "1-", "\ud800"].map((text) => {
    return text.repeat(1 << 20);
  });
  for (const [, kind] of SAMPLE_KINDS) {
    expect(millisOf(() => texts.map((text) => read(kind, text)))).toBeLessThan(200);
  }
});
