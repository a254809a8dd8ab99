import { expect, test } from "vitest";
import { outlineJson } from "./outline-json.ts";
import { bucket, contentLength, shapeOf } from "./shape.ts";

test.each<[value: unknown, shape: string]>([
  [undefined, "empty"],
  [null, "empty"],
  ["", "empty"],
  ["Alice lives in Paris", "text"],
  ["```js\n1\n```", "code"],
  ["[1,2]", "json:array"],
  [' {"a":1,"b":2}', "object:2"],
  ["{broken", "text"],
  [[], "list:0"],
  [[1, 2, 3], "list:3"],
  [Array(17), "list:32"],
  [{}, "object:0"],
  [{ a: 1 }, "object:1"],
  [Object.fromEntries(Array.from({ length: 17 }, (_, i) => [i, i])), "object:32"],
  [7, "text"],
  [true, "text"],
  [7n, "text"],
  [Symbol("Alice"), "text"],
  [new Uint8Array(3), "text"],
])("%o is %s", (value, shape) => {
  expect(shapeOf(value)).toBe(shape);
});

test("a list without an end has a shape", () => {
  expect(shapeOf(Array(2 ** 32 - 1))).toBe("list:1048576");
});

test("a long JSON text is told as text", () => {
  expect(shapeOf(`[${"1,".repeat(40_000)}1]`)).toBe("text");
});

test("counts above 16 are told as the next power of two", () => {
  expect([0, 1, 16, 17, 32, 33, 1000, 2 ** 20, 2 ** 20 + 1].map(bucket)).toEqual([
    0,
    1,
    16,
    32,
    32,
    64,
    1024,
    2 ** 20,
    2 ** 20,
  ]);
});

test.each<[value: unknown, length: number]>([
  ["Alice", 5],
  ["", 0],
  [null, 0],
  [undefined, 0],
  [["ab", { a: "cd", b: ["e"] }], 5],
  [[1, true], 8],
  [new Uint8Array(9), 9],
  [Object.create(null), 0],
])("the length of %o is %i characters", (value, length) => {
  expect(contentLength(value)).toBe(length);
});

test("a tree is measured as far as it is bounded", () => {
  expect(contentLength(Array(5000).fill("a"))).toBeLessThan(5000);
  expect(contentLength(Array(5000).fill("a"))).toBeGreaterThan(1000);
  const cycle: unknown[] = ["a"];
  cycle.push(cycle);
  expect(contentLength(cycle)).toBeLessThan(100);
});

test("a long text whose escapes are no JSON is prose, and stops nothing", () => {
  const rest = "a".repeat(80);
  for (const text of [`{\\x${rest}`, `[\\u12${rest}`, ` \\q${rest}`]) {
    expect(shapeOf(outlineJson(`["${text}"]`)), text).toBe("list:1");
    expect((outlineJson(`["${text}"]`) as unknown[]).map(shapeOf), text).toEqual(["text"]);
  }
});
