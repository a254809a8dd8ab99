import { expect, test } from "vitest";
import { nowNanoseconds, toHrTime, toNanoseconds } from "./hr-time.ts";

test("nanoseconds survive the way there and back", () => {
  const time = 1_795_600_000_123_456_789n;
  expect(toHrTime(time)).toEqual([1_795_600_000, 123_456_789]);
  expect(toNanoseconds(toHrTime(time))).toBe(time);
});

test.each([[undefined], [["x", 1]], [[Number.NaN, 0]], [[1]], [[Number.POSITIVE_INFINITY, 0]]])(
  "%j is no time and counts as 0",
  (time) => {
    expect(toNanoseconds(time as never)).toBe(0n);
  },
);

test("fractions are cut off", () => {
  expect(toNanoseconds([1, 2.7])).toBe(1_000_000_002n);
});

test("now is within the millisecond of the wall clock, and does not go back while that does not", () => {
  let last = 0n;
  for (let i = 0; i < 20_000; i++) {
    const before = Date.now();
    const now = nowNanoseconds();
    const after = Date.now();
    const millis = Number(now / 1_000_000n);
    expect(millis >= before && millis <= after).toBe(true);
    expect(now >= last).toBe(true);
    last = now;
  }
});

test("now follows a wall clock that is set", () => {
  const { now } = Date;
  try {
    Date.now = () => now() + 3_600_000;
    expect(Math.abs(Number(nowNanoseconds() / 1_000_000n) - now() - 3_600_000)).toBeLessThan(1_000);
  } finally {
    Date.now = now;
  }
});
