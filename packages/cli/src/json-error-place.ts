/** A place in a text; both count from 1, columns in UTF-16 code units. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * Where a text stops being JSON (RFC 8259); undefined when it is JSON. The parser's own message
 * would quote the text.
 */
export function jsonErrorPlace(text: string): TextPlace | undefined {
  const at = errorOffset(text);
  if (at === undefined) return undefined;
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}

/** What may come next. */
type Expected =
  | "value"
  | "value or end"
  | "key"
  | "key or end"
  | "colon"
  | "comma or end"
  | "nothing";

function errorOffset(text: string): number | undefined {
  const open: string[] = [];
  let expected: Expected = "value";
  let at = 0;
  for (;;) {
    BLANKS.lastIndex = at;
    at += BLANKS.exec(text)![0].length;
    const character = text[at];
    if (character === undefined) return expected === "nothing" ? undefined : at;
    const isEnd = character === open.at(-1);
    if (isEnd && expected.endsWith("or end")) {
      open.pop();
      at++;
      expected = afterValue(open);
    } else if (expected === "colon" || expected === "comma or end") {
      if (character !== (expected === "colon" ? ":" : ",")) return at;
      at++;
      expected = expected === "comma or end" && open.at(-1) === "}" ? "key" : "value";
    } else if (expected.startsWith("key")) {
      const end = character === '"' ? stringEnd(text, at) : { bad: at };
      if (end.bad !== undefined) return end.bad;
      at = end.next;
      expected = "colon";
    } else if (expected === "nothing") {
      return at;
    } else if (character === "{" || character === "[") {
      open.push(character === "{" ? "}" : "]");
      at++;
      expected = character === "{" ? "key or end" : "value or end";
    } else {
      const end = character === '"' ? stringEnd(text, at) : scalarEnd(text, at);
      if (end.bad !== undefined) return end.bad;
      at = end.next;
      expected = afterValue(open);
    }
  }
}

type End = { readonly next: number; readonly bad?: undefined } | { readonly bad: number };

function afterValue(open: readonly string[]): Expected {
  return open.length === 0 ? "nothing" : "comma or end";
}

// Strings can be long, so they are not left to one expression.
function stringEnd(text: string, start: number): End {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!;
    if (character === '"') return { next: at + 1 };
    if (character < " ") return { bad: at };
    if (character === "\\") {
      ESCAPE.lastIndex = at;
      const escape = ESCAPE.exec(text)?.[0];
      if (escape === undefined) return { bad: at };
      at += escape.length - 1;
    }
  }
  return { bad: text.length };
}

function scalarEnd(text: string, start: number): End {
  SCALAR.lastIndex = start;
  const scalar = SCALAR.exec(text)?.[0];
  return scalar === undefined ? { bad: start } : { next: start + scalar.length };
}

const BLANKS = /[ \t\r\n]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
