import { isMap, isScalar, parseDocument } from "yaml";
import type { Document } from "yaml";
import { knownNames, unknownNameKeys } from "./known-names.ts";
import type { KnownNames } from "./known-names.ts";

export interface ParsedNames {
  readonly names: KnownNames;
  /** Keys that were ignored. */
  readonly unknownKeys: readonly string[];
}

// More than ten thousand names, and what a parser still reads in seconds.
const MAX_LENGTH = 1024 * 1024;

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
    // The parser compares each key of a map with all others; ours are few enough to be counted.
    // A pretty error looks through the text, and there can be one for each token.
    const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
    for (const error of document.errors) throw error;
    checkKeysAreUnique(document);
    return document.toJS();
  } catch (cause) {
    const [at] = (cause as { pos?: [number, number] }).pos ?? [0];
    const line = text.slice(0, at).split("\n").length;
    throw new SyntaxError(`expected YAML or JSON, got a syntax error in line ${line}`);
  }
}

// Of a key that stands there twice one list would be lost without a word.
function checkKeysAreUnique({ contents }: Document.Parsed): void {
  const keys = isMap(contents) ? contents.items.map(({ key }) => isScalar(key) && key.value) : [];
  if (new Set(keys).size < keys.length) throw new SyntaxError("expected each key once");
}
