import { expect, test } from "vitest";
import { jsonErrorPlace } from "./json-error-place.ts";

test.each([
  ["", 1, 1],
  ["{", 1, 2],
  ['{"a":1,}', 1, 8],
  ['{"a" 1}', 1, 6],
  ['{"a":Marta}', 1, 6],
  ['{"a":[1,2', 1, 10],
  ['{"a":[1,]}', 1, 9],
  ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
  ['{"a":"Mar\nta"}', 1, 10],
  ['{"a":"\\x"}', 1, 7],
  ['{"a":"open', 1, 11],
  ["{} {}", 1, 4],
  ["[1}", 1, 3],
  ["01", 1, 2],
  ["1.", 1, 2],
  ["{1:2}", 1, 2],
])("%j stops being JSON at line %i, column %i", (text, line, column) => {
  expect(() => void JSON.parse(text)).toThrow(SyntaxError);
  expect(jsonErrorPlace(text)).toEqual({ line, column });
});

test.each([
  "{}",
  " [1, -0.5e+3, true, false, null] ",
  '{"a":{"b":[{}],"c":"\\u00e9\\n"}}',
  '"x"',
  "0",
])("%j is JSON", (text) => {
  JSON.parse(text);
  expect(jsonErrorPlace(text)).toBeUndefined();
});

test("it finds an error wherever the parser does, and none where there is none", () => {
  const text = '{"a":[1,{"b":"c\\"d","e":null}],"f":-1.5e3}';
  for (let at = 0; at < text.length; at++) {
    for (const other of ["", "}", "]", ",", ":", '"', "x", "1", " ", "\\"]) {
      const changed = text.slice(0, at) + other + text.slice(at + 1);
      expect([changed, jsonErrorPlace(changed) === undefined]).toEqual([changed, parses(changed)]);
    }
  }
});

test("depth and length cost no stack", () => {
  expect(jsonErrorPlace("[".repeat(100_000))).toEqual({ line: 1, column: 100_001 });
  expect(jsonErrorPlace(`"${"\\n".repeat(1_000_000)}`)).toEqual({ line: 1, column: 2_000_002 });
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
