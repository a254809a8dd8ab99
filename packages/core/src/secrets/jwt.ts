import { isWord, startsToken } from "./token-start.ts";

// `{"` and `{ ` in base64url, then `{` before a line break or a tab.
const STARTS = ["ey", "ew"] as const;
// `{"alg":""}` has no fewer characters; a header of more is not one.
const MIN_HEADER = 15;
const MAX_HEADER = 4096;

/**
 * Whether a JSON Web Token stands in a text (RFC 7519): three parts in base64url, of which the first
 * is a JSON object with `alg`. Linear in the length of the text.
 */
export function hasJwt(text: string): boolean {
  return STARTS.some((start) => {
    for (let at = text.indexOf(start); at !== -1; at = text.indexOf(start, at + 1)) {
      if (isTokenStart(text, at) && isJwt(text, at)) return true;
    }
    return false;
  });
}

// A hyphen belongs to base64url: starting behind each would read a long text again and again.
function isTokenStart(text: string, at: number): boolean {
  return text.charCodeAt(at - 1) !== HYPHEN && startsToken(text, at);
}

function isJwt(text: string, start: number): boolean {
  const header = endOfPart(text, start, MAX_HEADER);
  if (header - start < MIN_HEADER || text.charCodeAt(header) !== DOT) return false;
  if (!isHeader(text.slice(start, header))) return false;
  const payload = endOfPart(text, header + 1, text.length);
  if (payload === header + 1 || text.charCodeAt(payload) !== DOT) return false;
  return endOfPart(text, payload + 1, 1) > payload + 1;
}

function endOfPart(text: string, start: number, most: number): number {
  let end = start;
  while (end - start < most && isBase64Url(text.charCodeAt(end))) end++;
  return end;
}

function isHeader(part: string): boolean {
  const json = Buffer.from(part, "base64url").toString();
  // A parser that throws is slow, so what has no chance does not get there.
  if (!json.includes('"alg"')) return false;
  try {
    const header = JSON.parse(json) as { alg?: unknown } | null;
    return typeof header?.alg === "string";
  } catch {
    return false;
  }
}

function isBase64Url(code: number): boolean {
  return isWord(code) || code === HYPHEN;
}

const DOT = 0x2e;
const HYPHEN = 0x2d;
