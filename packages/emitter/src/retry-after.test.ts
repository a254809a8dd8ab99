import { expect, test } from "vitest";
import { retryAfterMillis } from "./retry-after.ts";

const NOW = Date.parse("2026-11-25T12:00:00Z");

test.each([
  ["seconds", "7", 7000],
  ["a date to come", "Wed, 25 Nov 2026 12:00:30 GMT", 30_000],
  ["a date that is past", "Wed, 25 Nov 2026 11:00:00 GMT", 0],
  ["something else", "soon", undefined],
  ["nothing", undefined, undefined],
])("reads %s", (_name, header, millis) => {
  expect(retryAfterMillis(header, NOW)).toBe(millis);
});
