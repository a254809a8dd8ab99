import { expect, test } from "vitest";
import { derivedEventIds, randomEventIds, uuidV4, uuidV7 } from "./ids.ts";
import { createKeyedHash } from "./keyed-digest.ts";
import { kindCheck } from "./kind-checks.ts";
import { uuid4, uuid7 } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { SPAN_ID, START, TRACE_ID } from "./testing/records.ts";

const names = knownNames();
const isV4 = kindCheck(uuid4);
const isV7 = kindCheck(uuid7);
const digest = createKeyedHash(new Uint8Array(32).fill(7));
const origin = { traceId: TRACE_ID, spanId: SPAN_ID, startTime: START };

test("every pattern of bits gives a valid version 4 and 7", () => {
  for (const digit of "0123456789abcdef") {
    expect(isV4(uuidV4(digit.repeat(32)), names)).toBe(true);
    expect(isV7(uuidV7(Number(START / 1_000_000n), digit.repeat(20)), names)).toBe(true);
  }
});

test("a version 7 begins with its time in milliseconds", () => {
  // The example of RFC 9562 appendix A.6.
  expect(uuidV7(0x017f22e279b0, "0cc318c4dc0c0c07398f")).toBe(
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
  );
});

test.each([
  [-5, "00000000-0000-7"],
  [0.9, "00000000-0000-7"],
  [2 ** 48 - 1, "ffffffff-ffff-7"],
  [2 ** 60, "ffffffff-ffff-7"],
])("the time %d is clamped to 48 bits", (millis, head) => {
  expect(uuidV7(millis, "0".repeat(20)).startsWith(head)).toBe(true);
});

test("random ids are valid, differ over several pages, and are in the order of time", () => {
  const eventId = randomEventIds();
  const ids = Array.from({ length: 2000 }, (_, i) =>
    eventId({ ...origin, startTime: START + BigInt(i) * 1_000_000n }, 0),
  );
  expect(ids.every((id) => isV7(id, names))).toBe(true);
  expect(new Set(ids.map((id) => id.slice(14))).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
});

test("derived ids repeat for the same origin and ordinal, also in another process", () => {
  const again = derivedEventIds(createKeyedHash(new Uint8Array(32).fill(7)), "a");
  expect(derivedEventIds(digest, "a")(origin, 0)).toBe(again({ ...origin }, 0));
});

test("derived ids differ in key, sender, trace, span, time and ordinal", () => {
  const eventId = derivedEventIds(digest, "a");
  const other = derivedEventIds(createKeyedHash(new Uint8Array(32).fill(8)), "a");
  const ids = [
    eventId(origin, 0),
    eventId(origin, 1),
    eventId({ ...origin, traceId: "1".repeat(32) }, 0),
    eventId({ ...origin, spanId: "1".repeat(16) }, 0),
    eventId({ ...origin, startTime: START + 1n }, 0),
    other(origin, 0),
    derivedEventIds(digest, "b")(origin, 0),
  ];
  expect(ids.every((id) => isV7(id, names))).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
});

test("derived ids are in the order of time", () => {
  const eventId = derivedEventIds(digest, "a");
  const ids = Array.from({ length: 200 }, (_, i) =>
    eventId({ ...origin, startTime: START + BigInt(i) * 1_000_000n }, 0),
  );
  expect(ids.toSorted()).toEqual(ids);
});

test("two records without a span id are never taken for one", () => {
  const eventId = derivedEventIds(digest, "a");
  const without = { ...origin, spanId: "" };
  expect(eventId(without, 0)).not.toBe(eventId(without, 0));
  expect(isV7(eventId(without, 0), names)).toBe(true);
});

test("a record without a span id that has a digest is known by it", () => {
  const eventId = derivedEventIds(digest, "a");
  const told = (text: string) => eventId({ ...origin, spanId: "", digest: text }, 0);
  expect(told("x")).toBe(told("x"));
  expect(told("x")).not.toBe(told("y"));
});
