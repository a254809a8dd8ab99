import canonicalize from "canonicalize";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canonicalJson } from "./canonical-json.ts";

// RFC 8785 Appendix B: the bits of a number and its text.
const APPENDIX_B: readonly (readonly [bits: string, text: string])[] = [
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["ffefffffffffffff", "-1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef4f", "999999999999999900000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555556", "333333333.3333334"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
];

function numberOf(bits: string): number {
  return Buffer.from(bits, "hex").readDoubleBE();
}

test("arbitrary JSON is written as the reference implementation writes it", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
      expect(canonicalJson(value)).toBe(canonicalize(value));
    }),
    { numRuns: 500 },
  );
});

test("arbitrary JSON comes back from its canonical text", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each(APPENDIX_B)("the number of bits %s is written as %s", (bits, text) => {
  expect(canonicalJson(numberOf(bits))).toBe(text);
});

test("keys are in the order of their UTF-16 code units, on each level", () => {
  // RFC 8785 section 3.2.3, where code points and UTF-16 differ.
  const keys = ["\u20ac", "\r", "\ufb33", "1", "\u{1f600}", "\u0080", "\u00f6"];
  const ordered = ["\r", "1", "\u0080", "\u00f6", "\u20ac", "\u{1f600}", "\ufb33"];
  const object = Object.fromEntries(keys.map((key) => [key, 0]));
  const text = `{${ordered.map((key) => `${JSON.stringify(key)}:0`).join(",")}}`;
  expect(canonicalJson(object)).toBe(text);
  expect(canonicalJson([{ a: object }])).toBe(`[{"a":${text}}]`);
});

test("a key of the prototype is a key like any other", () => {
  const value: unknown = JSON.parse('{"toString":2,"__proto__":1,"constructor":3}');
  expect(canonicalJson(value)).toBe('{"__proto__":1,"constructor":3,"toString":2}');
});

test("the same object may stand in two places", () => {
  const shared = { a: 1 };
  expect(canonicalJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
});

const cycle: unknown[] = [];
cycle.push([cycle]);

describe("what JSON cannot hold is an error", () => {
  test.each<[what: string, value: unknown]>([
    ["undefined", undefined],
    ["a function", () => 1],
    ["a symbol", Symbol("s")],
    ["a bigint", 1n],
    ["NaN", numberOf("7fffffffffffffff")],
    ["Infinity", numberOf("7ff0000000000000")],
    ["-Infinity", Number.NEGATIVE_INFINITY],
    ["a lone high surrogate", "a\ud800"],
    ["a lone low surrogate", "\udc00a"],
    ["a sparse array", Array(2)],
    ["a cycle", cycle],
    ["a date", new Date(0)],
    ["a map", new Map()],
    ["a boxed string", Object("s")],
    ["bytes", new Uint8Array(2)],
    ["an object with a toJSON function", { toJSON: () => 1 }],
  ])("%s, alone and inside", (_what, value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
    expect(() => canonicalJson({ a: [value] })).toThrow(TypeError);
  });

  test("a lone surrogate in a key", () => {
    expect(() => canonicalJson({ "\ud800": 1 })).toThrow(TypeError);
  });

  test("a property whose key is a symbol", () => {
    expect(() => canonicalJson({ a: 1, [Symbol("s")]: 2 })).toThrow(TypeError);
  });
});

test("an object without a prototype is plain", () => {
  expect(canonicalJson(Object.assign(Object.create(null), { a: 1 }))).toBe('{"a":1}');
});

test("an error does not quote what it refuses", () => {
  for (const value of ["secret\ud800", { secret: "secret\ud800" }, { secret: 1n }]) {
    expect(() => canonicalJson(value)).toThrow(/^(?!.*secret)/);
  }
});

test("a tree that is too deep is refused in clear words", () => {
  let tree: unknown = 0;
  for (let i = 0; i < 20_000; i++) tree = i % 2 === 0 ? [tree] : { a: tree };
  expect(() => canonicalJson(tree)).toThrow(
    new RangeError("expected at most 1000 levels, got more"),
  );
});

test("a tree of a thousand levels is written", () => {
  const text = "[".repeat(1000) + "]".repeat(1000);
  expect(canonicalJson(JSON.parse(text))).toBe(text);
});
