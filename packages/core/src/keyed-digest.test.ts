import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createKeyedDigest, createKeyedHash } from "./keyed-digest.ts";

const key = Buffer.from(Array.from({ length: 32 }, (_, i) => (i * 37) & 255));
const digest = createKeyedDigest(key);

function hmac(label: string, value: string): string {
  return `hs256:${createHmac("sha256", key).update(`${label}\0${value}`).digest("base64url")}`;
}

test.each<[what: string, label: string, value: string]>([
  ["nothing", "", ""],
  ["a plain value", "event", "value"],
  ["several bytes a character", "gen_ai.tool.call.id", "Zoë, 漢字, \u{1f600}"],
  ["NUL", "a\0b", "\0c\0"],
  ["lone surrogates", "\ud800", "a\udfffb\ud83d"],
  ["as much as the block holds", "a", "x".repeat(340)],
  ["more than the block holds", "a", "ä".repeat(2000)],
  ["a megabyte", "a", "\u20ac".repeat(350_000)],
])("is the HMAC of label, NUL and value: %s", (_what, label, value) => {
  expect(digest(label, value)).toBe(hmac(label, value));
});

test("is the HMAC for whatever comes, in whatever order of lengths", () => {
  const text = fc.string({ unit: "binary", maxLength: 800 });
  fc.assert(
    fc.property(text, text, (label, value) => {
      expect(digest(label, value)).toBe(hmac(label, value));
    }),
    { numRuns: 300 },
  );
});

test("the key and the label separate equal values", () => {
  const other = createKeyedDigest(Buffer.alloc(32, 1));
  expect(other("a", "b")).not.toBe(digest("a", "b"));
  expect(digest("a", "bc")).not.toBe(digest("ab", "c"));
});

test("a change of the key bytes afterwards changes nothing", () => {
  const bytes = Buffer.alloc(32, 1);
  const before = createKeyedDigest(bytes);
  const text = before("a", "b");
  bytes.fill(2);
  expect(before("a", "b")).toBe(text);
});

test.each([0, 16, 31, 33, 64])("a key of %i bytes is refused", (length) => {
  expect(() => createKeyedDigest(new Uint8Array(length))).toThrow(
    new RangeError(`expected a key of 32 bytes, got ${length}`),
  );
});

test("a keyed hash has the bytes of the digest, in hex too", () => {
  const bytes = Buffer.from(createKeyedHash(key)("a", "b", "hex"), "hex");
  expect(`hs256:${bytes.toString("base64url")}`).toBe(digest("a", "b"));
  expect(bytes).toHaveLength(32);
});
