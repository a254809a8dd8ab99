import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LongText } from "./long-text.ts";
import { outlineJson } from "./outline-json.ts";

/** What an outline stands for: its long texts read. */
function filled(value: unknown): unknown {
  if (value instanceof LongText) {
    const text = value.toString();
    expect(value.length).toBe(text.length);
    return text;
  }
  if (Array.isArray(value)) return value.map(filled);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item)]));
}

const texts = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({
    unit: fc.constantFrom("\\", '"', "\n", "u", "é", "😀", "a", "\u2028"),
    maxLength: 200,
  }),
);
const values = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    texts,
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n)),
    fc.constantFrom(true, false, null),
    fc.array(tie("value")),
    fc.dictionary(
      texts.filter((key) => key !== "__proto__" && JSON.stringify(key).length < 60),
      tie("value"),
    ),
  ),
})).value;

test("an outline is what was written, with blanks and without", () => {
  fc.assert(
    fc.property(values, fc.constantFrom(0, 2, "\t"), (value, space) => {
      const json = JSON.stringify(value, null, space);
      // Not what JSON.parse reads: V8 14.6 takes a key with an escape for another one.
      expect(filled(outlineJson(json))).toEqual(value);
    }),
    { numRuns: 2000 },
  );
});

test("what is no JSON throws, always in linear time, and says nothing of the text", () => {
  fc.assert(
    fc.property(values, fc.nat(), fc.string({ maxLength: 3 }), (value, at, noise) => {
      const json = JSON.stringify(value);
      const cut = at % (json.length + 1);
      const broken = json.slice(0, cut) + noise + json.slice(cut + 1);
      try {
        outlineJson(broken);
      } catch (error) {
        expect((error as Error).message).toMatch(
          /^expected JSON, got something else at character \d+$/,
        );
      }
    }),
    { numRuns: 2000 },
  );
});

describe("long strings", () => {
  const long = "x".repeat(100);

  test("stay where they are, short ones come as they are", () => {
    const outline = outlineJson(JSON.stringify({ type: "text", content: long })) as Record<
      string,
      unknown
    >;
    expect(outline["type"]).toBe("text");
    expect(outline["content"]).toBeInstanceOf(LongText);
  });

  test.each([
    ["plain", long],
    ["with quotes", `${long}"said"${long}`],
    ["with escapes at the end", `${long}\\`],
    ["with unicode escapes", `${long}\u0000\u001f`],
  ])("are measured in code units, %s", (_, text) => {
    expect((outlineJson(JSON.stringify(text)) as LongText).length).toBe(text.length);
  });

  test("know whether they hold JSON or code", () => {
    const [json, code] = outlineJson(
      JSON.stringify([`{"a":"${long}"}`, `${long}\n\`\`\`js`]),
    ) as LongText[];
    expect([json!.beginsLikeJson, json!.hasFence]).toEqual([true, false]);
    expect([code!.beginsLikeJson, code!.hasFence]).toEqual([false, true]);
  });
});

test.each([["[".repeat(101)], ['{"a":'.repeat(101)]])("nesting is bounded", (json) => {
  expect(() => outlineJson(json)).toThrow(SyntaxError);
});

test("a key that reaches into the prototype is left out", () => {
  expect(outlineJson('{"__proto__":{"polluted":true},"a":1}')).toEqual({ a: 1 });
});
