import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apiKeys, cards, encoded, ibans, jwts, privateKeys } from "../testing/secrets.ts";
import { secretKinds } from "./secret-kinds.ts";
import type { SecretKind } from "./secret-kinds.ts";

const MEGABYTE = 1 << 20;

const PLANTS: readonly [kind: SecretKind, secrets: fc.Arbitrary<string>][] = [
  ["api_key", apiKeys],
  ["jwt", jwts],
  ["card", cards],
  ["iban", ibans],
  ["private_key", privateKeys],
];

// Prose, JSON and noise, up to where a word ends.
const before = fc
  .oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.lorem(), fc.json())
  .map((text) => `${text} `);
const after = fc.oneof(
  fc.constant(""),
  fc.lorem().map((text) => `, ${text}`),
  fc.constant('"}'),
);

describe.each(PLANTS)("%s", (kind, secrets) => {
  test("is found wherever it stands in a text", () => {
    fc.assert(
      fc.property(before, secrets, after, (head, secret, tail) => {
        expect(secretKinds(head + secret + tail)).toContain(kind);
      }),
    );
  });

  test("is found in JSON inside JSON, behind an escape", () => {
    fc.assert(
      fc.property(secrets, (secret) => {
        const text = JSON.stringify({ text: JSON.stringify({ text: `key:\n${secret}\t.` }) });
        expect(secretKinds(text)).toContain(kind);
      }),
    );
  });
});

test("a card number with another digit in one place is none", () => {
  const changed = fc.tuple(cards, fc.nat(), fc.integer({ min: 1, max: 9 }));
  fc.assert(
    fc.property(changed, ([card, place, by]) => {
      // Luhn tells every change of one digit; the first 16 of 19 in groups are a number of their own.
      const digits = [...card.matchAll(/\d/g)].map(({ index }) => index);
      fc.pre(digits.length < 17 || digits.length === card.length);
      const at = digits[place % digits.length]!;
      const wrong = card.slice(0, at) + ((Number(card[at]) + by) % 10) + card.slice(at + 1);
      expect(secretKinds(`no ${wrong}.`)).not.toContain("card");
    }),
  );
});

test("an IBAN with other check digits is none", () => {
  const changed = fc.tuple(ibans, fc.integer({ min: 1, max: 96 }));
  fc.assert(
    fc.property(changed, ([iban, by]) => {
      const check = String((Number(iban.slice(2, 4)) + by) % 97).padStart(2, "0");
      expect(secretKinds(`no ${iban.slice(0, 2)}${check}${iban.slice(4)}.`)).not.toContain("iban");
    }),
  );
});

test("a token whose header is no JSON with an algorithm is none", () => {
  const headers = fc.oneof(
    fc.record({ typ: fc.string() }).map((header) => JSON.stringify(header)),
    fc.constantFrom('{"alg":7}', '{"alg":"HS256"', "{ }", "{\n}"),
  );
  fc.assert(
    fc.property(headers, (header) => {
      expect(secretKinds(`${encoded(header)}.${encoded('{"sub":"a"}')}.c2ln`)).toEqual([]);
    }),
  );
});

test.each<[what: string, text: string]>([
  ["a card number in a longer number", "id 41111111111111110000 of 20 digits"],
  ["the decimals of a number", "[0.4111111111111111, -1.4539578763621486]"],
  ["a card number in a word", "a4111111111111111 4111111111111111b _4111111111111111"],
  ["digits of no known range", "9111111111111111 0000000000000000"],
  ["a card number in unusual groups", "41 11 11 11 11 11 11 11"],
  ["nanoseconds", "1795324429636000000"],
  ["an IBAN of the wrong length", "DE8937040044053201300"],
  ["an IBAN that a word goes on with", "DE89370400440532013000A"],
  ["an IBAN of no country", "ZZ89370400440532013000"],
  ["class names", "sk-cube-grid-container-12 sk-fading-circle-animation-two-and-more"],
  ["words before a key's format", "task-a7k2m9q4x8z1b5n3c6v0 flask-a7k2m9q4x8z1b5n3c6v0"],
  ["an ordinary name with live in it", "is_live_streaming_enabled_for_2026"],
  ["a short key", "sk-a7k2 ghp_a7k2m9q4 AKIAABCDEFGH xoxb-12"],
  ["an access key id that is too long", "AKIAABCDEFGHIJKLMNOPQ"],
  ["a public key", "-----BEGIN PUBLIC KEY-----\nMIIB"],
  ["a certificate", `-----BEGIN CERTIFICATE-----\n${"a".repeat(60)} PRIVATE KEY-----`],
  ["two parts", `${encoded('{"alg":"none"}')}.${encoded('{"sub":"a"}')}`],
  ["an unsigned token", `${encoded('{"alg":"none"}')}.${encoded('{"sub":"a"}')}.`],
  ["ids", "0af7651916cd43dd8448eb211c80319c 0193c0de-4111-4111-8111-111111111111"],
])("%s is no secret", (_, text) => {
  expect(secretKinds(text)).toEqual([]);
});

test.each<[what: string, text: string, kind: SecretKind]>([
  ["a card before its date", "4111 1111 1111 1111 12/27", "card"],
  ["a card behind an order number", "order 1234 4111-1111-1111-1111", "card"],
  ["a token in a URL", `?q=a%20${encoded('{"alg":"HS256"}')}.e30.c2ln`, "jwt"],
  ["a key behind an escaped ampersand", "\\u0026sk-a7k2m9q4x8z1b5n3c6v0", "api_key"],
  ["an IBAN before another word", "DE89 3704 0044 0532 0130 00 is mine", "iban"],
])("%s is found", (_, text, kind) => {
  expect(secretKinds(text)).toEqual([kind]);
});

test.each([
  ..."a4e.\\".split("").map((unit) => [unit]),
  ["sk-"],
  ["-sk-a7"],
  ["ab_live_a1"],
  ["AKIA"],
  ["-----BEGIN "],
  ["-ey"],
  [".eyaaaaaaaaaaaaaa"],
  [`.${encoded('{"alg":"HS256"')}`],
  [`${encoded('{"alg":"HS256"}')}.`],
  ["4111 "],
  ["411111111111111 "],
  ["DE89 3704 0044 0532 0130 0"],
  ["\\n4"],
  ["%20ey"],
])("a megabyte of %j takes linear time", (unit) => {
  const text = unit.repeat(Math.ceil(MEGABYTE / unit.length)).slice(0, MEGABYTE);
  const start = performance.now();
  secretKinds(text);
  // It takes 20 to 500 ms; what is not linear takes minutes.
  expect(performance.now() - start).toBeLessThan(5_000);
});
