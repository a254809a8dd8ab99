import { createHash } from "node:crypto";
import fc from "fast-check";

const pick = (alphabet: string, least: number, most = least): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: alphabet.length - 1 }), { minLength: least, maxLength: most })
    .map((places) => places.map((place) => alphabet[place]).join(""));

const DIGITS = "0123456789";
const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const ALPHANUMERIC = DIGITS + CAPITALS + CAPITALS.toLowerCase();
// With letter and digit, as a key of that length has in all but one case of many thousands.
const random = (least: number, most = least): fc.Arbitrary<string> =>
  pick(ALPHANUMERIC, least - 2, most - 2).map((text) => `a7${text}`);

/** Keys of the formats that are known. */
export const apiKeys: fc.Arbitrary<string> = fc.oneof(
  random(20, 48).map((rest) => `sk-${rest}`),
  random(80, 120).map((rest) => `sk-ant-api03-${rest.slice(0, 40)}-${rest.slice(40)}AA`),
  random(60).map((rest) => `sk-proj-${rest.slice(0, 30)}_${rest.slice(30)}`),
  pick(`${CAPITALS}234567`, 16).map((rest) => `AKIA${rest}`),
  random(36).map((rest) => `ghp_${rest}`),
  random(22).chain((id) => random(59).map((rest) => `github_pat_${id}_${rest}`)),
  random(24).map((rest) => `xoxb-123456789012-1234567890123-${rest}`),
  random(35).map((rest) => `AIza${rest}`),
  random(24, 99).map((rest) => `sk_live_${rest}`),
  random(24).map((rest) => `rk_live_${rest}`),
);

/** Tokens with three parts and a header that names its algorithm. */
export const jwts: fc.Arbitrary<string> = fc
  .record({
    alg: fc.constantFrom("HS256", "RS256", "ES256", "EdDSA"),
    header: fc.constantFrom({}, { typ: "JWT" }, { kid: "a1" }),
    sub: fc.string(),
    indent: fc.constantFrom(0, 2),
  })
  .map(({ alg, header, sub, indent }) =>
    [
      encoded(JSON.stringify({ ...header, alg }, undefined, indent)),
      encoded(JSON.stringify({ sub })),
      createHash("sha256").update(sub).digest("base64url"),
    ].join("."),
  );

export function encoded(text: string): string {
  return Buffer.from(text).toString("base64url");
}

const RANGES = [
  ["4", 13, [4, 3, 3, 3]],
  ["4", 16, [4, 4, 4, 4]],
  ["4", 19, [4, 4, 4, 4, 3]],
  ["55", 16, [4, 4, 4, 4]],
  ["2221", 16, [4, 4, 4, 4]],
  ["37", 15, [4, 6, 5]],
  ["36", 14, [4, 6, 4]],
  ["6011", 16, [4, 4, 4, 4]],
  ["3528", 16, [4, 4, 4, 4]],
] as const;

/** Card numbers, plain and in groups. */
export const cards: fc.Arbitrary<string> = fc
  .record({ range: fc.constantFrom(...RANGES), separator: fc.constantFrom("", " ", "-", "\u00a0") })
  .chain(({ range: [prefix, length, groups], separator }) =>
    pick(DIGITS, length - prefix.length - 1).map((rest) => {
      const digits = `${prefix}${rest}`;
      const number = digits + checkDigit(digits);
      return separator === "" ? number : inGroups(number, groups).join(separator);
    }),
  );

function checkDigit(digits: string): string {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return String((10 - (sum % 10)) % 10);
}

function inGroups(number: string, sizes: readonly number[]): string[] {
  let at = 0;
  return sizes.map((size) => number.slice(at, (at += size)));
}

const COUNTRIES = [
  ["DE", 22, DIGITS],
  ["GB", 22, CAPITALS],
  ["FR", 27, DIGITS + CAPITALS],
  ["NO", 15, DIGITS],
  ["SE", 24, DIGITS],
  ["MT", 31, DIGITS + CAPITALS],
] as const;

/** Account numbers, in one piece and in groups of four. */
export const ibans: fc.Arbitrary<string> = fc
  .record({ country: fc.constantFrom(...COUNTRIES), style: fc.constantFrom("", " ", "-", "small") })
  .chain(({ country: [code, length, alphabet], style }) =>
    pick(alphabet, length - 4).map((account) => {
      const iban = `${code}${checkDigits(account + code)}${account}`;
      if (style === "small") return iban.toLowerCase();
      return style === "" ? iban : iban.replace(/.{4}(?=.)/g, `$&${style}`);
    }),
  );

function checkDigits(text: string): string {
  const digits = `${text}00`.replace(/[A-Z]/g, (c) => String(Number.parseInt(c, 36)));
  return String(98n - (BigInt(digits) % 97n)).padStart(2, "0");
}

/** Heads of private keys, in PEM and in OpenPGP armour. */
export const privateKeys: fc.Arbitrary<string> = fc
  .constantFrom("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED ", "PGP ")
  .map((label) => `-----BEGIN ${label}PRIVATE KEY${label === "PGP " ? " BLOCK" : ""}-----\nMIIE`);
