import { hash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import { PUBLIC_MODELS, PUBLIC_PROVIDERS } from "./public-names.ts";
import type { ToolRule } from "./tool-rules.ts";

/**
 * The names that were known before a person spoke: a plain names file, or the names of a manifest.
 * Keys that it does not know are ignored, and listed by `unknownNameKeys`.
 */
export interface NamesFile {
  /** The agent that runs; it must be one of `agents`, and is taken from there when there is just one. */
  readonly agent?: string;
  readonly agents?: readonly string[];
  readonly tools?: readonly string[];
  readonly models?: readonly string[];
  readonly providers?: readonly string[];
  readonly hosts?: readonly string[];
  readonly mcpServers?: readonly string[];
  readonly prompts?: readonly string[];
  /** Ids of the records of processing activities that sessions may run under. */
  readonly processingActivities?: readonly string[];
  /** Repositories of the images that run, without tag and digest. */
  readonly images?: readonly string[];
}

/** The sets that `member(set)` reads through. */
export type NameSet = "tools" | "models" | "agents" | "providers" | "hosts" | "mcpServers";

/** Sets of what the operator declares: nothing is read through them, what comes in is checked. */
export type DeclaredSet = "processingActivities" | "images";

/** Compiled names: sets, and the digest that stands for them as configuration fingerprint. */
export interface KnownNames extends Readonly<Record<NameSet | DeclaredSet, ReadonlySet<string>>> {
  /** The agent that runs, when the names say so. */
  readonly agent: string | undefined;
  /** Whether a names file or manifest was given: only then is an unknown tool a violation. */
  readonly given: boolean;
  /** The sets that were given some names of their own: a stranger to one of these raises the risk. */
  readonly listed: ReadonlySet<NameSet>;
  /** Models that are given with their version: another release of one is not that member. */
  readonly pinnedModels?: ReadonlySet<string>;
  /** What a manifest declares of its tools; a names file declares nothing. */
  readonly toolRules?: ReadonlyMap<string, ToolRule>;
  /** `sha256:` digest of the canonical names file. */
  readonly fingerprint: string;
}

const SETS = ["tools", "models", "agents", "providers", "hosts", "mcpServers"] as const;
const LISTS = [...SETS, "prompts", "processingActivities", "images"] as const;
const MAX_NAME_BYTES = 200;

/**
 * Compiles a names file. Without one the sets hold what the schema ships.
 *
 * Throws a `TypeError` that names the field when it is not an object of string lists.
 */
export function knownNames(file?: NamesFile): KnownNames {
  const given = file !== undefined;
  if (given) checkIsObject(file);
  const lists: Record<string, string[]> = {};
  for (const key of LISTS) lists[key] = nameList(file, key);
  const agent = file?.agent ?? (lists["agents"]?.length === 1 ? lists["agents"][0] : undefined);
  if (agent !== undefined && (typeof agent !== "string" || !lists["agents"]?.includes(agent))) {
    throw new TypeError(`names file: expected "agent" to be one of "agents", got ${typeof agent}`);
  }
  return {
    tools: new Set(lists["tools"]),
    models: new Set([...PUBLIC_MODELS, ...(lists["models"] ?? [])]),
    agents: new Set(lists["agents"]),
    providers: new Set([...PUBLIC_PROVIDERS, ...(lists["providers"] ?? [])]),
    hosts: new Set(lists["hosts"]),
    mcpServers: new Set(lists["mcpServers"]),
    processingActivities: new Set(lists["processingActivities"]),
    images: new Set(lists["images"]),
    agent,
    given,
    listed: new Set(SETS.filter((set) => (lists[set]?.length ?? 0) > 0)),
    fingerprint: `sha256:${hash("sha256", canonicalJson(fingerprintView(lists, agent)), "hex")}`,
  };
}

/** Keys of a names file that are ignored: a typing error there should not pass in silence. */
export function unknownNameKeys(file: object): string[] {
  return Object.keys(file).filter(
    (key) => key !== "agent" && !(LISTS as readonly string[]).includes(key),
  );
}

// Order and repetition do not change what a set holds, so they do not change its digest.
function fingerprintView(lists: Record<string, string[]>, agent: string | undefined): object {
  const view: Record<string, unknown> = agent === undefined ? {} : { agent };
  for (const [key, names] of Object.entries(lists)) {
    if (names.length > 0) view[key] = [...new Set(names)].sort();
  }
  return view;
}

function checkIsObject(file: unknown): void {
  if (typeof file === "object" && file !== null && !Array.isArray(file)) return;
  const got = file === null ? "null" : Array.isArray(file) ? "a list" : typeof file;
  throw new TypeError(`names file: expected an object of lists, got ${got}`);
}

function nameList(file: NamesFile | undefined, key: (typeof LISTS)[number]): string[] {
  const list: unknown = file?.[key];
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    throw new TypeError(
      `names file: expected "${key}" to be a list of strings, got ${typeof list}`,
    );
  }
  return list.map((name: unknown, index) => {
    if (typeof name !== "string" || name === "" || Buffer.byteLength(name) > MAX_NAME_BYTES) {
      throw new TypeError(
        `names file: expected ${key}[${index}] to be a string of 1 to ${MAX_NAME_BYTES} bytes, got ${typeof name}`,
      );
    }
    if (!name.isWellFormed()) {
      throw new TypeError(`names file: expected ${key}[${index}] to be well-formed Unicode`);
    }
    // It would match no host, without a word.
    if (key === "hosts" && name.includes("://")) {
      throw new TypeError(
        `names file: expected ${key}[${index}] to be the name of a host alone, got a URL (with ://)`,
      );
    }
    return name;
  });
}
