import { expect, test } from "vitest";
import { boundedJson, MAX_JSON_LENGTH } from "./bounded-json.ts";

test.each<[text: string, value: unknown]>([
  ['{"a":1}', { a: 1 }],
  [" \n\t\r[1]", [1]],
  ["[]", []],
])("%j is read", (text, value) => {
  expect(boundedJson(text)).toEqual(value);
});

test.each(["", " ", "prose", "1", "true", "null", '"text"', "{broken", "[1,]", "{} and prose"])(
  "%j is prose to us",
  (text) => {
    expect(boundedJson(text)).toBeUndefined();
  },
);

test("a text is read up to its bound and not beyond", () => {
  const text = (length: number) => `[${" ".repeat(length - 2)}]`;
  expect(boundedJson(text(MAX_JSON_LENGTH))).toEqual([]);
  expect(boundedJson(text(MAX_JSON_LENGTH + 1))).toBeUndefined();
});
