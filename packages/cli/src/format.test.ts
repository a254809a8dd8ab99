import { expect, test } from "vitest";
import { formatDuration, formatOffset, formatTable, formatTime } from "./format.ts";

test.each([
  [1_000n, ""],
  [250_000n, "0.25 ms"],
  [12_400_000n, "12 ms"],
  [1_520_000_000n, "1.5 s"],
  [150_000_000_000n, "2.5 min"],
])("a duration of %d ns is %j", (nanos, text) => expect(formatDuration(nanos)).toBe(text));

test("times are UTC to the millisecond, and one out of range is no error", () => {
  expect(formatTime(1_795_324_429_636_123_456n)).toBe("2026-11-22 05:13:49.636Z");
  expect(formatTime(2n ** 64n - 1n)).toMatch(/^2554-/);
});

test("offsets count seconds and milliseconds", () =>
  expect(formatOffset(61_005_000_000n)).toBe("+61.005"));

test("a table is as wide as its widest cells", () => {
  expect(
    formatTable(
      [
        ["a", "1"],
        ["bbb", "20"],
      ],
      [1],
    ),
  ).toEqual(["a     1", "bbb  20"]);
});
