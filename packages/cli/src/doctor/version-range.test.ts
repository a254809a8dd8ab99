import { expect, test } from "vitest";
import { inRange, parseVersion } from "./version-range.ts";

test.each([
  ["7.57.0", ">=7", true],
  ["6.49.0", ">=4 <7", true],
  ["7.0.0", ">=4 <7", false],
  ["1.9.1", "^1.9.0", true],
  ["1.10.0", ">=1.3.0 <1.10.0", false],
  ["2.0.0", "^1.9.0", false],
  ["0.2.7", "^0.2.8", false],
  ["0.3.0", "^0.2.8", false],
  ["0.2.9", "^0.2.8", true],
  ["0.0.4", "^0.0.3", false],
  ["1.2.9", "~1.2.3", true],
  ["1.3.0", "~1.2.3", false],
  ["1.9.0", "~1", true],
  ["6.1.0", "6.x", true],
  ["7.1.0", "6.x", false],
  ["20.1.0", "18 || 20", true],
  ["19.1.0", "18 || 20", false],
  ["19.1.0", "18 - 20", true],
  ["22.14.0", ">= 22.15", false],
  ["4.2.7", "<=4.2.7", true],
  ["4.2.8", "<=4.2.7", false],
  ["3.0.0", "*", true],
  ["3.0.0", "", true],
  ["7.0.0-beta.3", ">=7", true],
  ["unknown", ">=7", true],
  ["1.0.0", "latest", true],
])("%s is in %j: %s", (version, range, expected) => {
  expect(inRange(version, range)).toBe(expected);
});

test("a version is read from its beginning, and nothing else is one", () => {
  expect(parseVersion("v22")).toEqual([22, 0, 0]);
  expect(parseVersion("lts/*")).toBeUndefined();
});
