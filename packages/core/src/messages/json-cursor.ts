/** A place in a JSON text. */
export interface JsonCursor {
  readonly text: string;
  at: number;
  /** Characters that the escapes of the last string have more than what they stand for. */
  escapes: number;
}

/** Characters of a string that are looked at one by one before the rest is searched at once. */
const NEAR = 16;

/** Moves from the opening quote of a string to behind its closing one. Throws where it has none. */
export function skipString(cursor: JsonCursor): void {
  const { text } = cursor;
  let at = cursor.at + 1;
  let near = at + NEAR;
  let quote = -1;
  let escapes = 0;
  for (;;) {
    const c = text.charCodeAt(at);
    if (c === QUOTE) break;
    if (c === BACKSLASH) {
      // \uXXXX stands for one character, any other escape too
      const size = text.charCodeAt(at + 1) === 0x75 ? 6 : 2;
      escapes += size - 1;
      at += size;
      near = at + NEAR;
    } else if (at >= text.length) {
      throw brokenJson(cursor);
    } else if (at < near) {
      at++;
    } else {
      if (quote < at) quote = placeOfQuote(text, at);
      // Only as far as the quote: a search to the end for each string would have no bound.
      const slash = text.slice(at, quote).indexOf("\\");
      at = slash < 0 ? quote : at + slash;
      near = at + NEAR;
    }
  }
  cursor.at = at + 1;
  cursor.escapes = escapes;
}

function placeOfQuote(text: string, from: number): number {
  const at = text.indexOf('"', from);
  return at < 0 ? text.length : at;
}

/** Moves to the next character that is no blank and returns its code, NaN at the end. */
export function skipBlanks(cursor: JsonCursor): number {
  const { text } = cursor;
  let c = text.charCodeAt(cursor.at);
  while (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) c = text.charCodeAt(++cursor.at);
  return c;
}

/** The error for a text that is no JSON. It says nothing of the text. */
export function brokenJson({ at }: Pick<JsonCursor, "at">): SyntaxError {
  return new SyntaxError(`expected JSON, got something else at character ${at}`);
}

export const QUOTE = 0x22;
const BACKSLASH = 0x5c;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_BRACKET = 0x5b;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
