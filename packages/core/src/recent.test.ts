import { expect, test } from "vitest";
import { Recent } from "./recent.ts";

test("the latest half is always known", () => {
  const recent = new Recent<number>(10);
  for (let i = 0; i < 100; i++) {
    recent.set(`k${i}`, i);
    for (let back = 0; back < Math.min(5, i + 1); back++)
      expect(recent.get(`k${i - back}`)).toBe(i - back);
  }
});

test("no more than the bound is known", () => {
  const recent = new Recent<number>(10);
  for (let i = 0; i < 100; i++) recent.set(`k${i}`, i);
  const known = Array.from({ length: 100 }, (_, i) => recent.get(`k${i}`)).filter(
    (v) => v !== undefined,
  );
  expect(known.length).toBeLessThanOrEqual(10);
});

test("a bound of one is a bound", () => {
  const recent = new Recent<number>(1);
  recent.set("a", 1);
  recent.set("b", 2);
  recent.set("c", 3);
  expect([recent.get("a"), recent.get("c")]).toEqual([undefined, 3]);
});
