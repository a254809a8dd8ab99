import { parse } from "yaml";
import { knownNames, unknownNameKeys } from "./known-names.ts";
import type { KnownNames } from "./known-names.ts";

export interface ParsedNames {
  readonly names: KnownNames;
  /** Keys that were ignored. */
  readonly unknownKeys: readonly string[];
}

const MAX_LENGTH = 4 * 1024 * 1024;

/**
 * The names of a names file, YAML or JSON (which is YAML).
 *
 * Throws an error that says what was expected and, for a syntax error, in which line; it never
 * quotes the file.
 */
export function parseNamesFile(text: string): ParsedNames {
  if (text.length > MAX_LENGTH) {
    throw new RangeError(`expected a names file of at most ${MAX_LENGTH} characters`);
  }
  const value = parseText(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new TypeError("expected a map of name lists (tools, models, agents, providers, hosts)");
  }
  return { names: knownNames(value), unknownKeys: unknownNameKeys(value) };
}

function parseText(text: string): unknown {
  try {
    return parse(text);
  } catch (cause) {
    const line = (cause as { linePos?: { line: number }[] }).linePos?.[0]?.line ?? 1;
    throw new SyntaxError(`expected YAML or JSON, got a syntax error in line ${line}`);
  }
}
