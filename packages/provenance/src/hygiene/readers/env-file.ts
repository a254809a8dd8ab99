import type { Assignment } from "../assignment.ts";

const NAME = /[ \t]*(?:export[ \t]+)?([A-Za-z_][\w.-]*)[ \t]*=[ \t]*/y;
const REST_OF_LINE = /[^\r\n]*/y;
const COMMENT = /(?:^|\s)#.*$/;

/**
 * The assignments of a `.env` file. A quoted value may go over several lines; in a shell file
 * (`.envrc`) backticks run a command, elsewhere they quote.
 */
export function* readEnvFile(text: string, shell = false): Generator<Assignment> {
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const name = matchAt(NAME, text, at);
    if (name === undefined) continue;
    at += name[0].length;
    const quote = text[at] ?? "";
    const end = `"'${shell ? "" : "`"}`.includes(quote) ? closing(text, at, quote) : undefined;
    if (end === undefined) {
      const value = matchAt(REST_OF_LINE, text, at)![0].replace(COMMENT, "");
      yield { path: [name[1]!], value, offset: at };
    } else {
      yield { path: [name[1]!], value: text.slice(at + 1, end), offset: at };
      at = end;
    }
  }
}

function closing(text: string, from: number, quote: string): number | undefined {
  if (quote === "") return undefined;
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === "\\" && quote === '"') at++;
    else if (text[at] === quote) return at;
  }
  return undefined;
}

function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
