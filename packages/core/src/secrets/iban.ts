import { isAlphanumeric, isDigit, isLetter, startsToken } from "./token-start.ts";

/** Countries by the length of their numbers (IBAN registry, release 100). */
const COUNTRIES: Readonly<Record<number, string>> = {
  15: "NO",
  16: "BE",
  18: "DK FI FK FO GL NL SD",
  19: "MK SI",
  20: "AT BA EE KZ LT LU MN XK",
  21: "CH HR LI LV",
  22: "BG BH CR DE GB GE IE ME RS VA",
  23: "AE GI IL IQ OM SO TL",
  24: "AD CZ ES MD PK RO SA SE SK TN VG",
  25: "LY PT ST",
  26: "IS TR",
  27: "BI DJ FR GR IT MC MR SM",
  28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
  29: "BR EG PS QA UA",
  30: "JO KW MU YE",
  31: "MT SC",
  32: "LC",
  33: "RU",
};

const LENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries(COUNTRIES).flatMap(([length, countries]) =>
    countries.split(" ").map((country) => [country, Number(length)] as const),
  ),
);

// space, hyphen, no-break space
const SEPARATORS: ReadonlySet<number> = new Set([0x20, 0x2d, 0xa0]);

/**
 * Whether an IBAN stands in a text (ISO 13616): country, length and check digits hold, in one piece
 * or in groups of four, in capitals or in small letters. Linear in the length of the text.
 */
export function hasIban(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    // The second digit of a start: digits are rarer than letters.
    if (!isDigit(text.charCodeAt(at + 3))) continue;
    if (looksLikeStart(text, at) && startsToken(text, at) && isIban(text, at)) return true;
  }
  return false;
}

function looksLikeStart(text: string, at: number): boolean {
  return (
    isLetter(text.charCodeAt(at)) &&
    isLetter(text.charCodeAt(at + 1)) &&
    isDigit(text.charCodeAt(at + 2))
  );
}

function isIban(text: string, start: number): boolean {
  const length = LENGTHS.get(text.slice(start, start + 2).toUpperCase());
  if (length === undefined) return false;
  const separator = text.charCodeAt(start + 4);
  const grouped = SEPARATORS.has(separator);
  let iban = "";
  let at = start;
  while (iban.length < length) {
    if (grouped && iban.length > 0 && iban.length % 4 === 0) {
      if (text.charCodeAt(at++) !== separator) return false;
    }
    if (!isAlphanumeric(text.charCodeAt(at))) return false;
    iban += text[at++];
  }
  if (isAlphanumeric(text.charCodeAt(at))) return false;
  const upper = iban.toUpperCase();
  return (iban === upper || iban === iban.toLowerCase()) && holds(upper);
}

// ISO 7064, MOD 97-10: a letter counts as the number from 10 on that stands for it.
function holds(iban: string): boolean {
  let rest = 0;
  for (let i = 0; i < iban.length; i++) {
    const code = iban.charCodeAt((i + 4) % iban.length);
    rest = isDigit(code) ? (rest * 10 + code - 0x30) % 97 : (rest * 100 + code - 0x37) % 97;
  }
  return rest === 1;
}
