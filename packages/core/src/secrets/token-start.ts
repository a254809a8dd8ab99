/** Whether a character is one that a word goes on with: a letter, a digit or `_`. */
export function isWord(code: number): boolean {
  return isAlphanumeric(code) || code === 0x5f;
}

export function isAlphanumeric(code: number): boolean {
  return isDigit(code) || isLetter(code);
}

export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

export function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/**
 * Whether a token can start at a place of a text: no word goes on there.
 *
 * Content is often JSON or a URL inside a string, where the character before a token can be the end
 * of an escape: `\n`, `\u0026`, `%20`.
 */
export function startsToken(text: string, at: number): boolean {
  return at === 0 || !isWord(text.charCodeAt(at - 1)) || endsEscape(text, at);
}

function endsEscape(text: string, end: number): boolean {
  if (text.charCodeAt(end - 2) === BACKSLASH) return "bfnrt".includes(text[end - 1]!);
  if (text.charCodeAt(end - 3) === PERCENT) return areHex(text, end - 2, end);
  return (
    text.charCodeAt(end - 6) === BACKSLASH && text[end - 5] === "u" && areHex(text, end - 4, end)
  );
}

function areHex(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const lower = text.charCodeAt(i) | 0x20;
    if (!isDigit(text.charCodeAt(i)) && !(lower >= 0x61 && lower <= 0x66)) return false;
  }
  return true;
}

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
