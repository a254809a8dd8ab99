import { LongText } from "./long-text.ts";

/** Strings up to this length come as they are: roles, types, names and keys are shorter. */
const SHORT = 64;
const MAX_DEPTH = 100;

interface Cursor {
  readonly text: string;
  at: number;
  /** Place of the next backslash, at or after the last place that was looked at. */
  slash: number;
}

/**
 * Reads a JSON text as `JSON.parse` does, but leaves long strings where they are, as `LongText`:
 * content is measured, not copied.
 *
 * Throws a `SyntaxError`, which says nothing of the text, when it is no JSON or over 100 levels deep.
 * Of what JSON forbids inside strings and numbers some passes, since nothing of it is kept.
 */
export function outlineJson(text: string): unknown {
  const cursor: Cursor = { text, at: 0, slash: -1 };
  const value = readValue(cursor, 0);
  skipBlanks(cursor);
  if (cursor.at !== text.length) throw broken(cursor);
  return value;
}

function readValue(cursor: Cursor, depth: number): unknown {
  if (depth > MAX_DEPTH) throw broken(cursor);
  skipBlanks(cursor);
  const { text, at } = cursor;
  switch (text.charCodeAt(at)) {
    case QUOTE:
      return readString(cursor);
    case OPEN_BRACE:
      return readObject(cursor, depth);
    case OPEN_BRACKET:
      return readArray(cursor, depth);
    case 0x74:
      return readWord(cursor, "true", true);
    case 0x66:
      return readWord(cursor, "false", false);
    case 0x6e:
      return readWord(cursor, "null", null);
    default:
      return readNumber(cursor);
  }
}

function readObject(cursor: Cursor, depth: number): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  cursor.at++;
  if (skipBlanks(cursor) === CLOSE_BRACE) return (cursor.at++, object);
  for (;;) {
    if (skipBlanks(cursor) !== QUOTE) throw broken(cursor);
    const key = readString(cursor);
    if (skipBlanks(cursor) !== COLON) throw broken(cursor);
    cursor.at++;
    const value = readValue(cursor, depth + 1);
    // A key that long, or one that reaches into the prototype, is no key that anybody looks for.
    if (typeof key === "string" && key !== "__proto__") object[key] = value;
    const next = skipBlanks(cursor);
    cursor.at++;
    if (next === CLOSE_BRACE) return object;
    if (next !== COMMA) throw broken(cursor);
  }
}

function readArray(cursor: Cursor, depth: number): unknown[] {
  const items: unknown[] = [];
  cursor.at++;
  if (skipBlanks(cursor) === CLOSE_BRACKET) return (cursor.at++, items);
  for (;;) {
    items.push(readValue(cursor, depth + 1));
    const next = skipBlanks(cursor);
    cursor.at++;
    if (next === CLOSE_BRACKET) return items;
    if (next !== COMMA) throw broken(cursor);
  }
}

function readString(cursor: Cursor): string | LongText {
  const { text } = cursor;
  const start = cursor.at + 1;
  if (cursor.slash < start) cursor.slash = nextSlash(text, start);
  let end = text.indexOf('"', start);
  let escapes = 0;
  while (end >= 0 && cursor.slash < end) {
    // \uXXXX stands for one character, any other escape too
    const size = text.charCodeAt(cursor.slash + 1) === 0x75 ? 6 : 2;
    const after = cursor.slash + size;
    escapes += size - 1;
    if (after > end) end = text.indexOf('"', after);
    cursor.slash = nextSlash(text, after);
  }
  if (end < 0) throw broken(cursor);
  cursor.at = end + 1;
  if (end - start > SHORT) return new LongText(text, start, end, escapes);
  return escapes === 0 ? text.slice(start, end) : unescaped(cursor, start, end);
}

function nextSlash(text: string, from: number): number {
  const at = text.indexOf("\\", from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function unescaped(cursor: Cursor, start: number, end: number): string {
  try {
    return JSON.parse(cursor.text.slice(start - 1, end + 1)) as string;
  } catch {
    // The parser's message quotes the text.
    throw broken(cursor);
  }
}

function readNumber(cursor: Cursor): number {
  const { text } = cursor;
  const start = cursor.at;
  let at = start;
  while (at < text.length && isNumberCharacter(text.charCodeAt(at))) at++;
  const value = at === start ? Number.NaN : Number(text.slice(start, at));
  if (Number.isNaN(value)) throw broken(cursor);
  cursor.at = at;
  return value;
}

function isNumberCharacter(c: number): boolean {
  // digits, and + - . E e
  return (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x2b || c === 0x2e || (c | 0x20) === 0x65;
}

function readWord<T>(cursor: Cursor, word: string, value: T): T {
  if (!cursor.text.startsWith(word, cursor.at)) throw broken(cursor);
  cursor.at += word.length;
  return value;
}

/** Moves to the next character that is no blank and returns its code, NaN at the end. */
function skipBlanks(cursor: Cursor): number {
  const { text } = cursor;
  let c = text.charCodeAt(cursor.at);
  while (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) c = text.charCodeAt(++cursor.at);
  return c;
}

function broken({ at }: Cursor): SyntaxError {
  return new SyntaxError(`expected JSON, got something else at character ${at}`);
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
