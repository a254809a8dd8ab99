import { namesMet } from "@auditspan/core";
import type { LogRecord, NameSet, SpanRecord } from "@auditspan/core";
import { EMPTY_DRAFT } from "./draft.ts";
import type { Draft, DraftModel } from "./draft.ts";

/** More names than an agent has; a set that is full takes no more. */
const MAX_NAMES = 1000;
/** A model name with a release date behind it. */
const DATED = /^(.+?)[-@](\d{4}-\d{2}-\d{2}|\d{8})$/;

/** The names of traffic, each with how often it was met. */
export class LearnedNames {
  readonly #sets = new Map<NameSet, Map<string, number>>();
  #leftOut = 0;
  #spans = 0;

  learn(records: readonly (SpanRecord | LogRecord)[]): void {
    for (const record of records) {
      if (record.signal !== "span") continue;
      this.#spans++;
      const { names, leftOut } = namesMet(record);
      this.#leftOut += leftOut;
      for (const { set, name } of names) this.#count(set, name);
    }
  }

  /** How many values stood where a name was looked for, and do not look like one. */
  get leftOut(): number {
    return this.#leftOut;
  }

  get spans(): number {
    return this.#spans;
  }

  /** How often each name was met, the most frequent of a set first. */
  get counts(): readonly {
    readonly set: NameSet;
    readonly name: string;
    readonly count: number;
  }[] {
    return [...this.#sets].flatMap(([set, names]) =>
      [...names].sort(([, a], [, b]) => b - a).map(([name, count]) => ({ set, name, count })),
    );
  }

  /** A draft for a person to review: nothing in it has a version. */
  draft(): Draft {
    const of = (set: NameSet): string[] => [...(this.#sets.get(set)?.keys() ?? [])].sort();
    const [agent = EMPTY_DRAFT.agent.name, ...agents] = this.counts
      .filter(({ set }) => set === "agents")
      .map(({ name }) => name);
    return {
      ...EMPTY_DRAFT,
      agent: { name: agent, version: undefined },
      agents: agents.sort(),
      models: modelsOf(of("models"), of("providers")),
      tools: of("tools").map((name) => ({ name, version: undefined, schemaDigest: undefined })),
      mcpServers: of("mcpServers").map((name) => ({ name, version: undefined })),
      hosts: of("hosts").map((host) => host.toLowerCase()),
    };
  }

  #count(set: NameSet, name: string): void {
    const names = this.#sets.get(set) ?? new Map<string, number>();
    this.#sets.set(set, names);
    const before = names.get(name);
    if (before === undefined && names.size >= MAX_NAMES) this.#leftOut++;
    else names.set(name, (before ?? 0) + 1);
  }
}

// An alias that was asked for is the model that answered, with its release.
function modelsOf(names: readonly string[], providers: readonly string[]): DraftModel[] {
  const provider = providers.length === 1 ? providers[0] : undefined;
  const models = names.map((name): DraftModel => {
    const [, stem, version] = DATED.exec(name) ?? [];
    return { name: stem ?? name, provider, version };
  });
  const pinned = new Set(
    models.flatMap(({ name, version }) => (version === undefined ? [] : name)),
  );
  const unlike = new Set<string>();
  return models.filter(({ name, version }) => {
    if (version === undefined) return !pinned.has(name);
    // A manifest names a model once; of two releases a person chooses.
    if (unlike.has(name)) return false;
    unlike.add(name);
    return true;
  });
}
