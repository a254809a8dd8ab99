import { expect, test } from "vitest";
import { parseStrictJson } from "./parse-strict-json.ts";

const parse = (text: string): unknown => parseStrictJson(Buffer.from(text));

test("reads JSON of every kind", () => {
  const text = '{"a":[1,{"a":"x","b":{}},{"a":"}{\\"a\\":"}],"b":null,"c\\"":"[","":true}';
  expect(parse(text)).toEqual(JSON.parse(text));
});

test.each([
  ["a name that stands twice", '{"a":1,"b":2,"a":1}'],
  ["a name that stands twice, once escaped", '{"subject":1,"\\u0073ubject":2}'],
  ["a name that stands twice in an inner object", '[{"x":{"a":1,"a" :2}}]'],
  ["a byte order mark", "\uFEFF{}"],
  ["two texts", "{}{}"],
  ["an empty text", ""],
  ["more than 64 levels", `${"[".repeat(65)}${"]".repeat(65)}`],
  ["a comma too much", "[1,]"],
])("refuses %s", (_, text) => {
  expect(() => parse(text)).toThrow(SyntaxError);
});

test("refuses bytes that are not UTF-8", () => {
  expect(() => parseStrictJson(Buffer.from([0x22, 0xc3, 0x28, 0x22]))).toThrow("expected UTF-8");
});

test("says nothing of the text in its error", () => {
  expect(() => parse('{"a": CANARY}')).toThrow(/^expected JSON, got something else$/);
});

test.each([
  ["one long string", JSON.stringify("a\\".repeat(500_000))],
  ["a string that does not end", `"${'\\"'.repeat(500_000)}`],
  ["a million brackets", "[".repeat(1_000_000)],
])("takes no long time over %s", (_, text) => {
  const start = performance.now();
  try {
    parse(text);
  } catch {
    // Some of them are no JSON.
  }
  expect(performance.now() - start).toBeLessThan(2000);
});
