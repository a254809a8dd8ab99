/** Stands for a reference in the text around it. */
const HOLE = "\u0000";

/** A reference that goes on for longer is none, so that a hostile file costs no more than its length. */
const LONGEST_REFERENCE = 512;

/** A bare `$NAME` counts where a name can begin; in the middle of a word the dollar is a character. */
const BARE = /(?<=^|[\s:/=@"'])\$[A-Z_][A-Z0-9_]*(?![A-Za-z0-9_$])/y;
const WHOLE_BARE = /^\$[A-Za-z_][A-Za-z0-9_]*$/;
const WHOLE_COMMAND = /^`[^`]+`$/;

const BRACKETS: readonly (readonly [open: string, close: string])[] = [
  ["${{", "}}"],
  ["$[[", "]]"],
  ["{{", "}}"],
  ["${", "}"],
  ["$(", ")"],
];

/** The references of a value, and what is left of it when each is a hole. */
export function withoutReferences(text: string): { rest: string; references: readonly string[] } {
  if (WHOLE_BARE.test(text) || WHOLE_COMMAND.test(text)) return { rest: HOLE, references: [text] };
  const references: string[] = [];
  let rest = "";
  for (let at = 0; at < text.length;) {
    const reference = referenceAt(text, at);
    if (reference === undefined) {
      rest += text[at++];
    } else {
      references.push(reference);
      rest += HOLE;
      at += reference.length;
    }
  }
  return { rest, references };
}

/** Whether a text with holes is a URL whose password is not a hole. */
export function hasUrlPassword(rest: string): boolean {
  const [, password = ""] = /:\/\/[^/@\s:]*:([^/@\s]*)@/.exec(rest) ?? [];
  return password.replaceAll(HOLE, "") !== "";
}

/** The literals that a reference falls back to when what it names is not there. */
export function fallbacks(reference: string): string[] {
  if (reference.startsWith("${{")) {
    return [...reference.slice(3, -2).matchAll(EXPRESSION_RESULT)].map(([, text]) => text!);
  }
  if (reference.startsWith("{{")) {
    return [...reference.slice(2, -2).matchAll(TEMPLATE_RESULT)].map(([, , text]) => text!);
  }
  const [, word] = /^\$\{[A-Za-z_][\w.-]*:?[-=+]([^]*)\}$/.exec(reference) ?? [];
  return word === undefined ? [] : [unquoted(word)];
}

// A string that an expression of a workflow can result in, not one that it compares or indexes with.
const EXPRESSION_RESULT = /(?:^|\|\||&&|(?<!\w)\()\s*'((?:[^']|'')*)'\s*(?=$|\|\||&&|\))/g;

// `default "text"` of a template, or a template that is nothing but a string.
const TEMPLATE_RESULT = /(?:\bdefault\s*\(?\s*|^-?\s*)(["'`])(.*?)\1/g;

function referenceAt(text: string, at: number): string | undefined {
  for (const [open, close] of BRACKETS) {
    if (!text.startsWith(open, at)) continue;
    const end = closingAt(text, at + open.length, open, close);
    if (end !== undefined) return text.slice(at, end);
  }
  BARE.lastIndex = at;
  return BARE.exec(text)?.[0];
}

// `${A:-${B}}` nests.
function closingAt(text: string, from: number, open: string, close: string): number | undefined {
  let depth = 1;
  const limit = Math.min(text.length, from + LONGEST_REFERENCE);
  for (let at = from; at < limit; at++) {
    if (open.length < 3 && text.startsWith(open, at)) depth++;
    if (text.startsWith(close, at) && --depth === 0) return at + close.length;
  }
  return undefined;
}

function unquoted(word: string): string {
  const [, , inner] = /^(["'])([^]*)\1$/.exec(word) ?? [];
  return inner ?? word;
}
