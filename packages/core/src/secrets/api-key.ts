import { isAlphanumeric, isDigit, isLetter, isWord, startsToken } from "./token-start.ts";

interface KeyFormat {
  /** How a key begins. */
  readonly prefix: string;
  /** What the rest is made of, by character code. */
  readonly rest: (code: number) => boolean;
  /** Characters of the rest, at least. */
  readonly least: number;
  /** Whether the rest has just so many. Defaults to false. */
  readonly exact?: boolean;
  /** Whether ordinary words can look alike, so that the rest must look random. Defaults to false. */
  readonly random?: boolean;
}

const isToken = (code: number): boolean => isWord(code) || code === 0x2d;
// RFC 4648 base32, in which the ids of access keys are written.
const isBase32 = (code: number): boolean =>
  (code >= 0x41 && code <= 0x5a) || (code >= 0x32 && code <= 0x37);

const FORMATS: readonly KeyFormat[] = [
  // OpenAI, Anthropic and who follows them
  { prefix: "sk-", rest: isToken, least: 20, random: true },
  // AWS: long-lived, temporary
  { prefix: "AKIA", rest: isBase32, least: 16, exact: true },
  { prefix: "ASIA", rest: isBase32, least: 16, exact: true },
  // GitHub: personal, OAuth, user, server, refresh, fine-grained
  ...["ghp_", "gho_", "ghu_", "ghs_", "ghr_"].map((prefix) => ({
    prefix,
    rest: isAlphanumeric,
    least: 36,
  })),
  { prefix: "github_pat_", rest: isWord, least: 40 },
  { prefix: "glpat-", rest: isToken, least: 20 },
  // Slack: bot, user, workspace, refresh, app
  ...["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xoxe-", "xapp-"].map((prefix) => ({
    prefix,
    rest: isToken,
    least: 20,
  })),
  // Google
  { prefix: "AIza", rest: isToken, least: 35 },
  { prefix: "hf_", rest: isAlphanumeric, least: 34 },
  { prefix: "npm_", rest: isAlphanumeric, least: 36 },
  // Shopify: shop and app
  { prefix: "shpat_", rest: isAlphanumeric, least: 32, exact: true },
  { prefix: "shpss_", rest: isAlphanumeric, least: 32, exact: true },
];

const LIVE = "_live_";
const LIVE_FORMAT: KeyFormat = { prefix: LIVE, rest: isAlphanumeric, least: 16, random: true };
// No service has a longer word before `_live_`; a rest is judged by as much of it as this.
const MAX_WORD = 16;
const MAX_REST = 256;
const RANDOM_RUN = 12;

// One pass for all of them, by the first character.
const BY_FIRST: ReadonlyMap<number, readonly KeyFormat[]> = Map.groupBy(FORMATS, ({ prefix }) =>
  prefix.charCodeAt(0),
);

/** Whether an API key of a known format stands in a text: linear in its length. */
export function hasApiKey(text: string): boolean {
  const readTo = new Map<KeyFormat, number>();
  for (let at = 0; at < text.length; at++) {
    const formats = BY_FIRST.get(text.charCodeAt(at));
    if (formats === undefined || !startsToken(text, at)) continue;
    if (formats.some((format) => isKeyAt(format, text, at, readTo))) return true;
  }
  return hasLiveKey(text);
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
