import { readFileSync } from "node:fs";
import { unknownNameKeys } from "@auditspan/core";
import type { NamesFile } from "@auditspan/core";
import { parse } from "yaml";

const MAX_BYTES = 4 * 1024 * 1024;

/**
 * Reads a names file, YAML or JSON (which is YAML).
 *
 * Keys that are not known are told to `warn` and ignored. Throws an `Error` that names the file when
 * it cannot be read, is over 4 MiB, or is not a map; what stands in it is checked by `knownNames`.
 */
export function readNamesFile(path: string, warn: (line: string) => void): NamesFile {
  const value = parseText(readText(path), path);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError(`expected a map of lists of names in ${path}, got another type`);
  }
  const unknown = unknownNameKeys(value);
  if (unknown.length > 0) warn(`ignored unknown keys in ${path}: ${unknown.join(", ")}`);
  return value;
}

function readText(path: string): string {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "an error";
    throw new Error(`expected a readable names file at ${path}, got ${code}`, { cause });
  }
  if (text.length <= MAX_BYTES) return text;
  throw new RangeError(`expected a names file of at most ${MAX_BYTES} bytes at ${path}`);
}

function parseText(text: string, path: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    // The parser's message quotes the file, so only the place is passed on.
    const line = (cause as { linePos?: { line: number }[] }).linePos?.[0]?.line;
    throw new SyntaxError(
      `expected YAML or JSON in ${path}, got a syntax error in line ${line ?? 1}`,
      {
        cause,
      },
    );
  }
}
