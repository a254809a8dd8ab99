import type { Alias, CST, Document, Node, ParsedNode } from "yaml";
import { lineStartsOf } from "./located.ts";
import type { Located, LocatedEntry, LocatedMap, Place, SourceFile } from "./located.ts";
import type { ManifestProblemCode } from "./manifest-problem.ts";
import { parsePlainYaml } from "./parse-plain-yaml.ts";

const MAX_LENGTH = 1024 * 1024;
// An alias is read where it stands, so that a few lines could stand for billions of values.
const MAX_VALUES = 100_000;
const MAX_LEVELS = 32;

/** Something in the text of a document that nothing can be read from. Never quotes the text. */
export class DocumentError extends Error {
  override readonly name = "DocumentError";
  readonly code: ManifestProblemCode;
  readonly at: Place;

  constructor(code: ManifestProblemCode, at: Place, message: string) {
    super(message);
    this.code = code;
    this.at = at;
  }
}

export interface ParseOptions {
  /** Whether what is plain YAML is read without the complete parser. Defaults to true. */
  readonly plain?: boolean | undefined;
}

/**
 * Parses YAML 1.2 (and so JSON) to a tree of plain values with their places.
 *
 * Throws a `DocumentError` on a syntax error, a key that stands twice, a tag, a number that is not
 * exactly representable, more than 1 MiB of text, 100,000 values or 32 levels, aliases counted as
 * what they stand for.
 */
export function parseDocumentText(
  path: string,
  text: string,
  { plain = true }: ParseOptions = {},
): LocatedMap {
  const start: Place = { file: { path, lineStarts: [0] }, offset: 0 };
  if (text.length > MAX_LENGTH) {
    throw new DocumentError("too_large", start, `expected at most ${MAX_LENGTH} characters`);
  }
  const quick = plain ? parsePlainYaml(path, text) : undefined;
  if (quick !== undefined) return quick;
  const file: SourceFile = { path, lineStarts: lineStartsOf(text) };
  const { document, targets, next } = parseText(text, start);
  const [error = next] = document.errors;
  if (error !== undefined) {
    const offset = "pos" in error ? error.pos[0] : error.range[0];
    throw new DocumentError("syntax", { file, offset }, "expected YAML or JSON");
  }
  if (document.directives?.yaml.explicit === true && document.directives.yaml.version !== "1.2") {
    throw new DocumentError("syntax", { file, offset: 0 }, "expected YAML 1.2");
  }
  const root = new TreeReader(file, targets).read(document.contents, 0);
  if (root.is !== "map") {
    throw new DocumentError("wrong_type", root.at, `expected a map of fields, got a ${root.is}`);
  }
  return root;
}

interface ParsedText {
  readonly document: Document.Parsed;
  /** A second document of the text, of which there must be none. */
  readonly next: Document.Parsed | undefined;
  readonly targets: ReadonlyMap<Alias, Node>;
}

// The parser compares each key of a map with all others; the reader below counts them. A pretty error
// holds a copy of its line, so that a line of many errors would take a time that grows with its square.
const OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: "error" } as const;

function parseText(text: string, start: Place): ParsedText {
  try {
    const { Composer, Parser } = loadYaml();
    const tokens = untilError(new Parser().parse(text));
    const documents = new Composer(OPTIONS).compose(tokens, true, text.length);
    const document = documents.next().value!;
    const next = documents.next().value ?? undefined;
    return { document, next, targets: aliasTargets(document) };
  } catch {
    // Thousands of levels exhaust the stack of the parser.
    throw new DocumentError("syntax", start, "expected YAML or JSON of at most 32 levels");
  }
}

// One error is told, and a text can hold a million of them.
function* untilError(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  for (const token of tokens) {
    yield token;
    if (token.type === "error") return;
  }
}

class TreeReader {
  readonly #file: SourceFile;
  readonly #targets: ReadonlyMap<Alias, Node>;
  readonly #yaml = loadYaml();
  #values = 0;

  constructor(file: SourceFile, targets: ReadonlyMap<Alias, Node>) {
    this.#file = file;
    this.#targets = targets;
  }

  read(node: ParsedNode | Node | null, level: number): Located {
    const at = this.#placeOf(node);
    if (++this.#values > MAX_VALUES) {
      throw new DocumentError("too_large", at, `expected at most ${MAX_VALUES} values`);
    }
    if (level > MAX_LEVELS) {
      throw new DocumentError("too_large", at, `expected at most ${MAX_LEVELS} levels`);
    }
    if (node === null) return { is: "scalar", value: null, at };
    const { isAlias, isMap, isScalar, isSeq } = this.#yaml;
    if (isAlias(node)) return this.read(this.#targetOf(node, at), level + 1);
    this.#refuseTag(node, at);
    if (isSeq(node)) {
      return { is: "list", items: node.items.map((item) => this.#item(item, level)), at };
    }
    if (isMap(node)) return { is: "map", entries: this.#entries(node.items, level), at };
    return { is: "scalar", value: this.#scalar(isScalar(node) ? node : { value: null }, at), at };
  }

  #item(item: unknown, level: number): Located {
    return this.read(item as Node | null, level + 1);
  }

  #entries(
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    level: number,
  ): ReadonlyMap<string, LocatedEntry> {
    const entries = new Map<string, LocatedEntry>();
    for (const { key, value } of pairs) {
      const name = this.read(key as Node | null, level + 1);
      if (name.is !== "scalar" || name.value === null) {
        throw new DocumentError("wrong_type", name.at, "expected the name of a field");
      }
      const text = String(name.value);
      if (entries.has(text)) {
        throw new DocumentError("duplicate", name.at, "expected each field once");
      }
      entries.set(text, { at: name.at, value: this.#item(value, level) });
    }
    return entries;
  }

  #scalar(
    { value, source }: { value: unknown; source?: string | undefined },
    at: Place,
  ): string | number | boolean | null {
    if (typeof value === "number") return exactNumber(value, source, at);
    if (typeof value === "string") {
      if (value.isWellFormed()) return value;
      throw new DocumentError("invalid_value", at, "expected well-formed Unicode");
    }
    return typeof value === "boolean" ? value : null;
  }

  #targetOf(alias: Alias, at: Place): Node {
    const target = this.#targets.get(alias);
    if (target !== undefined) return target;
    throw new DocumentError("syntax", at, "expected an anchor that stands before its alias");
  }

  #refuseTag(node: Node, at: Place): void {
    // A tag would give a text another meaning, and JSON has none.
    if ((node as { tag?: string | undefined }).tag === undefined) return;
    throw new DocumentError("syntax", at, "expected a value without a tag");
  }

  #placeOf(node: ParsedNode | Node | null): Place {
    return { file: this.#file, offset: node?.range?.[0] ?? 0 };
  }
}

// An anchor can be set anew; an alias stands for the last one before it.
function aliasTargets(document: Document.Parsed): ReadonlyMap<Alias, Node> {
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node>();
  const { isAlias, visit } = loadYaml();
  visit(document, {
    Node(_, node) {
      if (isAlias(node)) {
        const target = anchors.get(node.source);
        if (target !== undefined) targets.set(node, target);
      } else if (node.anchor !== undefined) anchors.set(node.anchor, node);
    },
  });
  return targets;
}

// Two texts of one number would be one configuration: past 2^53, or infinite.
function exactNumber(value: number, source: string | undefined, at: Place): number {
  const whole = source === undefined || /^[-+]?\d+$/.test(source);
  if (Number.isFinite(value) && (!whole || Number.isSafeInteger(value))) return value + 0;
  throw new DocumentError(
    "invalid_value",
    at,
    "expected a finite number below 2^53, or text in quotes",
  );
}

/**
 * The package `yaml`, loaded when a document needs it: most are read without it, and loading it takes
 * longer than reading them.
 */
function loadYaml(): typeof import("yaml") {
  const { createRequire } = process.getBuiltinModule("node:module");
  return createRequire(import.meta.url)("yaml") as typeof import("yaml");
}
