import type { JsonValue } from "@auditspan/core";

const MAX_LEVELS = 64;

/**
 * Reads one JSON text of UTF-8 bytes, so that no two readers can understand it differently.
 *
 * Throws a `SyntaxError` on invalid UTF-8, a byte order mark, what is not JSON, a name that stands
 * twice in an object (readers disagree which one counts), and more than 64 levels. Its message holds
 * nothing of the text.
 */
export function parseStrictJson(bytes: Uint8Array): JsonValue {
  const text = decode(bytes);
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    // The engine's message quotes the text.
    throw new SyntaxError("expected JSON, got something else");
  }
  checkLevelsAndNames(text);
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new SyntaxError("expected UTF-8, got other bytes");
  }
}

/** A string, with the colon behind it when it is a name, or a bracket; all that JSON nests by. */
const TOKEN = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]/g;

// After the parser: in what is JSON every string ends, so this takes one pass.
function checkLevelsAndNames(text: string): void {
  const open: Set<string>[] = [];
  for (const [token, quoted, colon] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") {
      if (open.push(new Set()) > MAX_LEVELS) {
        throw new SyntaxError(`expected at most ${MAX_LEVELS} levels, got more`);
      }
    } else if (token === "}" || token === "]") {
      open.pop();
    } else if (quoted !== undefined && colon !== undefined) {
      // `"a"` and `"\u0061"` are the same name.
      const name = String(JSON.parse(quoted));
      const names = open.at(-1);
      if (names?.has(name) === true)
        throw new SyntaxError("expected each name once, got one twice");
      names?.add(name);
    }
  }
}
