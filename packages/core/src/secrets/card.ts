import { isDigit, isWord } from "./token-start.ts";

/** Numbers of one issuer: the first digits from and to, and how many digits there are. */
interface CardRange {
  readonly from: string;
  readonly to: string;
  readonly lengths: readonly number[];
}

const range = (from: string, to: string, ...lengths: readonly number[]): CardRange => ({
  from,
  to,
  lengths,
});

const RANGES: readonly CardRange[] = [
  range("4", "4", 13, 16, 19), // Visa
  range("51", "55", 16), // Mastercard
  range("2221", "2720", 16),
  range("34", "34", 15), // American Express
  range("37", "37", 15),
  range("300", "305", 14), // Diners Club
  range("36", "36", 14),
  range("38", "39", 14),
  range("6011", "6011", 16, 19), // Discover
  range("644", "659", 16, 19),
  range("3528", "3589", 16, 17, 18, 19), // JCB
  range("62", "62", 16, 17, 18, 19), // UnionPay
  range("50", "50", 13, 14, 15, 16, 17, 18, 19), // Maestro
  range("56", "58", 13, 14, 15, 16, 17, 18, 19),
  range("63", "63", 13, 14, 15, 16, 17, 18, 19),
  range("67", "67", 13, 14, 15, 16, 17, 18, 19),
  range("2200", "2204", 16, 17, 18, 19), // Mir
];

// How numbers are written in groups: rows of a table of numbers should not look like one.
const LAYOUTS: ReadonlySet<string> = new Set(
  "4-4-4-1 4-3-3-3 4-6-4 4-6-5 4-4-4-2 4-4-4-3 4-4-4-4 4-4-4-4-1 4-4-4-4-2 4-4-4-4-3".split(" "),
);
const MAX_GROUPS = 5;
const LEAST = 13;
const MOST = 19;
// space, hyphen, no-break space
const SEPARATORS: ReadonlySet<number> = new Set([0x20, 0x2d, 0xa0]);

/**
 * Whether the number of a payment card stands in a text: 13 to 19 digits, plain or in groups, of a
 * known range and with a check digit that holds (ISO/IEC 7812-1). Linear in the length of the text.
 */
export function hasCard(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text.charCodeAt(at))) continue;
    const end = endOfDigits(text, at);
    if (startsNumber(text, at)) {
      if (end - at === 4 ? isGrouped(text, at) : isPlain(text, at, end)) return true;
    }
    at = end;
  }
  return false;
}

function endOfDigits(text: string, start: number): number {
  let end = start;
  while (isDigit(text.charCodeAt(end))) end++;
  return end;
}

function isPlain(text: string, start: number, end: number): boolean {
  const length = end - start;
  return (
    length >= LEAST && length <= MOST && endsNumber(text, end) && isCard(text.slice(start, end))
  );
}

// Every group is looked at as the end, since a date or a code may follow.
function isGrouped(text: string, start: number): boolean {
  const separator = text.charCodeAt(start + 4);
  if (!SEPARATORS.has(separator)) return false;
  let digits = text.slice(start, start + 4);
  let layout = "4";
  let at = start + 4;
  for (let groups = 1; groups < MAX_GROUPS && text.charCodeAt(at) === separator; groups++) {
    const end = endOfGroup(text, at + 1);
    digits += text.slice(at + 1, end);
    layout += `-${end - at - 1}`;
    if (LAYOUTS.has(layout) && endsNumber(text, end) && isCard(digits)) return true;
    at = end;
  }
  return false;
}

function endOfGroup(text: string, start: number): number {
  let end = start;
  while (end - start <= 6 && isDigit(text.charCodeAt(end))) end++;
  return end;
}

// Not the rest of a word, nor the decimals of a number: vectors are full of those.
function startsNumber(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1);
  if (before === DOT) return !isDigit(text.charCodeAt(at - 2));
  return !isWord(before) || text.charCodeAt(at - 2) === BACKSLASH;
}

function endsNumber(text: string, end: number): boolean {
  const after = text.charCodeAt(end);
  return !isWord(after) && !(after === DOT && isDigit(text.charCodeAt(end + 1)));
}

function isCard(digits: string): boolean {
  return RANGES.some((issuer) => isIn(issuer, digits)) && hasCheckDigit(digits);
}

function isIn({ from, to, lengths }: CardRange, digits: string): boolean {
  const first = digits.slice(0, from.length);
  return first >= from && first <= to && lengths.includes(digits.length);
}

// Luhn: every second digit from the right counts twice.
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 0x30;
    const value = i % 2 === 0 ? digit : digit * 2;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

const DOT = 0x2e;
const BACKSLASH = 0x5c;
