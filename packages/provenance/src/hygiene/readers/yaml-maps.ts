import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, visit } from "yaml";
import type { Alias, Document, Node, Scalar, YAMLMap, YAMLSeq } from "yaml";
import type { Assignment } from "../assignment.ts";
import { splitAssignment } from "../assignment.ts";

/** A map of a YAML file, with aliases and merge keys resolved. */
export interface YamlMap {
  /** The keys on the way to this map; places in lists are left out. */
  readonly path: readonly string[];
  /** The text of a scalar member. */
  text(key: string): string | undefined;
  /** The scalar members, each under its key. */
  scalars(): Assignment[];
  /** What a member assigns: the scalars of a map, or the `NAME=value` items of a list. */
  assignments(key: string): Assignment[];
}

/** A YAML text that could not be read to its end; what came before the error was still yielded. */
export class YamlReadError extends Error {
  override readonly name = "YamlReadError";
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

// Aliases of aliases grow without limit; a file that people write has no more nodes than this.
const MAX_NODES = 200_000;
const MAX_DEPTH = 100;

/** Every map of every document of a YAML text (or JSON, which is YAML). Throws a `YamlReadError`. */
export function* yamlMaps(text: string): Generator<YamlMap> {
  for (const document of parseAllDocuments(text, OPTIONS) as Document.Parsed[]) {
    const reader = new DocumentReader(document);
    yield* reader.maps(document.contents, [], 0);
    const [error] = document.errors;
    if (error !== undefined) throw new YamlReadError("it is not valid YAML", error.pos[0]);
  }
}

// Without `prettyErrors` no message quotes the file; keys are not compared, which is quadratic.
const OPTIONS = { prettyErrors: false, uniqueKeys: false, logLevel: "silent" } as const;

class DocumentReader {
  readonly #targets = new Map<Alias, Node>();
  #nodes = 0;

  constructor(document: Document.Parsed) {
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias: (_, alias) => {
        const target = anchors.get(alias.source);
        if (target !== undefined) this.#targets.set(alias, target);
      },
      Value: (_, node) => {
        if (node.anchor !== undefined) anchors.set(node.anchor, node);
      },
    });
  }

  *maps(value: unknown, path: readonly string[], depth: number): Generator<YamlMap> {
    const node = this.#resolve(value);
    if (!isMap(node) && !isSeq(node)) return;
    this.#count(node, depth);
    if (isSeq(node)) {
      for (const item of node.items) yield* this.maps(item, path, depth + 1);
      return;
    }
    const members = this.#members(node, depth);
    yield this.#view(path, members);
    for (const [key, member] of members) yield* this.maps(member, [...path, key], depth + 1);
  }

  #view(path: readonly string[], members: ReadonlyMap<string, unknown>): YamlMap {
    return {
      path,
      text: (key) => this.#scalar([key], members.get(key))?.value,
      scalars: () => [...members].flatMap(([key, member]) => this.#scalar([key], member) ?? []),
      assignments: (key) => this.#assignments(members.get(key)),
    };
  }

  #assignments(value: unknown): Assignment[] {
    const node = this.#resolve(value);
    if (isMap(node)) {
      const members = [...this.#members(node, 0)];
      return members.flatMap(([key, member]) => this.#scalar([key], member) ?? []);
    }
    if (!isSeq(node)) return [];
    return node.items.flatMap((item) => {
      const scalar = this.#scalar([], item);
      if (scalar === undefined) return [];
      return splitAssignment(scalar.value, scalar.offset + quoteLength(this.#resolve(item))) ?? [];
    });
  }

  #scalar(path: readonly string[], value: unknown): Assignment | undefined {
    const node = this.#resolve(value);
    if (!isScalar(node) || !isText(node)) return undefined;
    return { path, value: node.source ?? String(node.value), offset: node.range?.[0] ?? 0 };
  }

  /** Own members before merged ones. */
  #members(map: YAMLMap, depth: number): Map<string, unknown> {
    this.#count(map, depth);
    const members = new Map<string, unknown>();
    for (const { key, value } of map.items) {
      const name = this.#resolve(key);
      if (isScalar(name)) members.set(String(name.value), value);
    }
    const merged = this.#resolve(members.get("<<"));
    members.delete("<<");
    for (const source of isSeq(merged) ? merged.items : [merged]) {
      const from = this.#resolve(source);
      if (!isMap(from)) continue;
      for (const [key, value] of this.#members(from, depth + 1)) {
        if (!members.has(key)) members.set(key, value);
      }
    }
    return members;
  }

  #resolve(value: unknown): unknown {
    return isAlias(value) ? this.#targets.get(value) : value;
  }

  #count(node: YAMLMap | YAMLSeq, depth: number): void {
    this.#nodes += 1 + node.items.length;
    if (this.#nodes > MAX_NODES || depth > MAX_DEPTH) {
      throw new YamlReadError("it holds too many nodes", node.range?.[0] ?? 0);
    }
  }
}

function quoteLength(node: unknown): 0 | 1 {
  return isScalar(node) && String(node.type).startsWith("QUOTE") ? 1 : 0;
}

// A tag of the file's own (`!vault`, `!Ref`) fetches the value; null and booleans hold no secret.
function isText({ value, tag }: Scalar): boolean {
  const standard = tag === undefined || tag.startsWith("tag:yaml.org,2002:");
  return standard && value !== null && typeof value !== "boolean";
}
