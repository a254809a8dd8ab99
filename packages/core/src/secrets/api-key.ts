import { KEY_FORMATS } from "./key-formats.ts";
import type { KeyFormat } from "./key-formats.ts";
import { isAlphanumeric, isDigit, isLetter, isWord, startsToken } from "./token-start.ts";

const LIVE = "_live_";
const LIVE_FORMAT: KeyFormat = { prefix: LIVE, rest: isAlphanumeric, least: 16, random: true };
// No service has a longer word before `_live_`; a rest is judged by as much of it as this.
const MAX_WORD = 16;
const MAX_REST = 256;
const RANDOM_RUN = 12;

// One pass for all formats: by the first character, then by the first two.
const FIRST: Uint8Array = Uint8Array.from({ length: 0x80 }, (_, code) =>
  KEY_FORMATS.some(({ prefix }) => prefix.charCodeAt(0) === code) ? 1 : 0,
);
const BY_PAIR: ReadonlyMap<number, readonly KeyFormat[]> = Map.groupBy(KEY_FORMATS, ({ prefix }) =>
  pairAt(prefix, 0),
);

/** Whether an API key of a known format stands in a text: linear in its length. */
export function hasApiKey(text: string): boolean {
  const readTo = new Map<KeyFormat, number>();
  for (let at = 0; at < text.length; at++) {
    if (FIRST[text.charCodeAt(at)] !== 1) continue;
    const formats = BY_PAIR.get(pairAt(text, at));
    if (formats === undefined || !startsToken(text, at)) continue;
    for (const format of formats) if (isKeyAt(format, text, at, readTo)) return true;
  }
  return hasLiveKey(text);
}

function pairAt(text: string, at: number): number {
  return text.charCodeAt(at) * 0x1_0000 + text.charCodeAt(at + 1);
}

function isKeyAt(
  format: KeyFormat,
  text: string,
  at: number,
  readTo: Map<KeyFormat, number>,
): boolean {
  const { prefix } = format;
  // What begins inside a rest that did not fit has less of it, so it is not read again.
  if (!text.startsWith(prefix, at) || at < (readTo.get(format) ?? 0)) return false;
  const start = at + prefix.length;
  const end = endOfRest(format, text, start);
  readTo.set(format, end);
  return isRest(format, text, start, end);
}

// Payment keys name their service and mode: `sk_live_…`, `rk_live_…`.
function hasLiveKey(text: string): boolean {
  for (let at = text.indexOf(LIVE); at !== -1; at = text.indexOf(LIVE, at + 1)) {
    let first = at;
    while (at - first < MAX_WORD && isLetter(text.charCodeAt(first - 1))) first--;
    const start = at + LIVE.length;
    const end = endOfRest(LIVE_FORMAT, text, start);
    if (at - first >= 2 && isRest(LIVE_FORMAT, text, start, end)) return true;
  }
  return false;
}

function endOfRest({ rest }: KeyFormat, text: string, start: number): number {
  let end = start;
  while (end - start < MAX_REST && rest(text.charCodeAt(end))) end++;
  return end;
}

function isRest(format: KeyFormat, text: string, start: number, end: number): boolean {
  const { least, exact, random } = format;
  if (end - start < least) return false;
  if (exact === true && (end - start > least || isWord(text.charCodeAt(end)))) return false;
  return random !== true || looksRandom(text, start, end);
}

// Letters and digits in one run, longer than words with a number have: `sk-cube-grid-container-12`.
function looksRandom(text: string, start: number, end: number): boolean {
  let run = 0;
  let letters = false;
  let digits = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (!isAlphanumeric(code)) {
      run = 0;
      letters = digits = false;
      continue;
    }
    run++;
    if (isDigit(code)) digits = true;
    else letters = true;
    if (run >= RANDOM_RUN && letters && digits) return true;
  }
  return false;
}
