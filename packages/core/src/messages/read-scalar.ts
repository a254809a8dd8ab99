import { brokenJson, skipString } from "./json-cursor.ts";
import type { JsonCursor } from "./json-cursor.ts";
import { LongText } from "./long-text.ts";
import { usualWordAt } from "./usual-words.ts";

/** Strings up to this length come as they are: roles, types, names and keys are shorter. */
const SHORT = 64;

/** Reads a string and moves behind it; a long one is left where it stands. Throws where it is broken. */
export function readString(cursor: JsonCursor): string | LongText {
  const start = cursor.at + 1;
  const word = usualWordAt(cursor.text, start);
  if (word !== undefined) {
    cursor.at = start + word.length + 1;
    return word;
  }
  skipString(cursor);
  const { text, escapes } = cursor;
  const end = cursor.at - 1;
  if (end - start > SHORT) return new LongText(text, start, end, escapes);
  if (escapes === 0) return text.slice(start, end);
  try {
    return JSON.parse(text.slice(start - 1, end + 1)) as string;
  } catch {
    // The parser's message quotes the text.
    throw brokenJson(cursor);
  }
}

/** Reads a number or a word of a JSON text and moves behind it. Throws where there is none. */
export function readLiteral(cursor: JsonCursor): unknown {
  switch (cursor.text.charCodeAt(cursor.at)) {
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

function readWord<T>(cursor: JsonCursor, word: string, value: T): T {
  if (!cursor.text.startsWith(word, cursor.at)) throw brokenJson(cursor);
  cursor.at += word.length;
  return value;
}

function readNumber(cursor: JsonCursor): number {
  const { text } = cursor;
  const start = cursor.at;
  let at = start;
  while (at < text.length && isNumberCharacter(text.charCodeAt(at))) at++;
  const value = at === start ? Number.NaN : Number(text.slice(start, at));
  if (Number.isNaN(value)) throw brokenJson(cursor);
  cursor.at = at;
  return value;
}

function isNumberCharacter(c: number): boolean {
  // digits, and + - . E e
  return (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x2b || c === 0x2e || (c | 0x20) === 0x65;
}
