import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LongText } from "./long-text.ts";
import { Measured } from "./measured.ts";
import { outlineJson, outlineRoot } from "./outline-json.ts";

/** More than is read as it comes. */
const FILL = "x".repeat(1 << 16);

/** What the outline of a long text shows of a value. */
function outlined(value: unknown, space: number | string = 0): unknown {
  return (outlineJson(JSON.stringify([FILL, value], null, space)) as unknown[])[1];
}

const value = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.string({ maxLength: 20 }),
    fc.string({ unit: fc.constantFrom("\\", '"', "\n", "u", "é", "[", "}"), maxLength: 20 }),
    fc.integer(),
    fc.constantFrom(true, false, null),
    fc.array(tie("value")),
    fc.dictionary(
      fc.string({ maxLength: 9 }).filter((key) => key !== "__proto__"),
      tie("value"),
    ),
  ),
})).value;

test("the outline of a long text is what was written", () => {
  fc.assert(
    fc.property(value, fc.constantFrom(0, 2), (written, space) => {
      expect(outlined(written, space)).toEqual(written);
    }),
    { numRuns: 500 },
  );
});

test("a long text that is broken throws, and the error says nothing of it", () => {
  fc.assert(
    fc.property(value, fc.nat(), fc.constantFrom("", "]", '"', "x", ","), (written, at, noise) => {
      const json = JSON.stringify([FILL, written]);
      const cut = FILL.length + 3 + (at % (json.length - FILL.length - 3));
      const broken = json.slice(0, cut) + noise + json.slice(cut + 1);
      try {
        outlineJson(broken);
      } catch (error) {
        expect((error as Error).message).toMatch(
          /^expected JSON, got something else at character \d+$/,
        );
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  "[1,]",
  "[,1]",
  "[1 2]",
  '{"a"}',
  '{"a":1,}',
  "{a:1}",
  "[}",
  "[1]]",
  '["a',
  "[x]",
  "[[1}]",
])("%s is no JSON, in a long text neither", (text) => {
  expect(() => outlineJson(`["${FILL}",${text}]`)).toThrow(SyntaxError);
  expect(() => outlineRoot(text)).toThrow(SyntaxError);
});

describe("beyond the budget", () => {
  const message = (role: string) => ({ role, parts: [{ type: "text", content: "a few words" }] });
  const many = Array.from({ length: 50_000 }, () => message("user"));
  const list = outlineJson(JSON.stringify([...many, message("assistant")])) as unknown[];

  test("a list has its length and its last items", () => {
    expect(list).toHaveLength(50_001);
    expect(list.at(-1)).toEqual(message("assistant"));
    expect(list.at(-1000)).toEqual(message("user"));
  });

  test("the middle of a long list is holes, and its beginning is there", () => {
    expect(list[0]).toBeInstanceOf(Object);
    expect(25_000 in list).toBe(false);
  });

  test("what stands deep is measured", () => {
    const deep = Array.from({ length: 9000 }, (_, i) => ({
      [`a${i}`]: { [`b${i}`]: { text: ["four", 12, {}] } },
    }));
    const [first, last] = outlineJson(JSON.stringify([{ deep }, { end: [] }])) as [
      { deep: object[] },
      unknown,
    ];
    expect(last).toEqual({ end: [] });
    expect(first.deep.at(-1)).toMatchObject({ a8999: { b8999: new Measured(false, 1, 6) } });
  });

  test("an object without an end has as many keys as it is read to", () => {
    const keys = Object.fromEntries(Array.from({ length: 70_000 }, (_, i) => [`k${i}`, i]));
    expect(Object.keys(outlineJson(JSON.stringify(keys)) as object)).toHaveLength(2000);
  });
});

test("of the root alone no list or object inside is read", () => {
  const json = '{"a":["four",[12]],"b":[],"c":"word"}';
  expect(outlineRoot(json)).toEqual({ a: undefined, b: [], c: "word" });
  expect(Object.keys(outlineRoot(json) as object)).toEqual(["a", "b", "c"]);
  expect(outlineRoot(` [${json}] `)).toEqual([undefined]);
  expect(outlineRoot('"word"')).toBe("word");
});

test("a long string of a long text stays where it is", () => {
  const text = `${"a".repeat(100)}"\n\\${"b".repeat(100)}`;
  const read = outlined({ content: text }) as { content: LongText };
  expect(read.content).toBeInstanceOf(LongText);
  expect(read.content.length).toBe(text.length);
  expect(read.content.toString()).toBe(text);
});
