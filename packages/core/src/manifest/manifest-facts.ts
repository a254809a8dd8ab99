import { canonicalJson } from "../canonical-json.ts";
import type { Component } from "./components.ts";
import { kindView } from "./kind-view.ts";
import type { ConfigField, JsonValue, Manifest } from "./manifest.ts";

/** One fact of a manifest, as `diffManifests` compares it. */
export interface ManifestFact {
  readonly component: Component | "deploy";
  /** `tool`, `model`, `config` … */
  readonly subject: string;
  readonly name: string | undefined;
  /** Undefined for the fact that the thing is there at all. */
  readonly field: string | undefined;
  /** What is compared. */
  readonly value: string;
  /** What may be shown of it; undefined where it could hold anything. */
  readonly shown: string | undefined;
}

type Thing = Pick<ManifestFact, "component" | "subject">;

/** All facts of a manifest, in the order of its components. */
export function manifestFacts(manifest: Manifest): readonly ManifestFact[] {
  const { isolation, config } = manifest;
  return [
    ...imageFacts(manifest.image),
    ...named({ component: "model", subject: "model" }, manifest.models),
    ...named({ component: "tools", subject: "tool" }, manifest.tools.map(plainTool)),
    ...named({ component: "tools", subject: "mcp server" }, manifest.mcpServers),
    ...members({ component: "tools", subject: "agent" }, manifest.agents),
    ...entries({ component: "prompts", subject: "prompt" }, manifest.prompts),
    ...entries({ component: "policy", subject: "policy" }, manifest.policies),
    ...members({ component: "policy", subject: "host" }, manifest.hosts),
    ...entries({ component: "policy", subject: "isolation" }, isolationFields(isolation)),
    ...entries({ component: "policy", subject: "bpf program" }, { ...isolation?.bpf }),
    ...entries(
      { component: "policy", subject: "processing activity" },
      { "": manifest.processingActivity },
    ),
    ...fields({ component: "config", subject: "agent" }, undefined, manifest.agent),
    ...Object.entries(config).flatMap(([name, field]) => configFacts(name, field)),
    ...entries({ component: "event_types", subject: "event types" }, { "": manifest.eventTypes }),
  ];
}

function isolationFields(isolation: Manifest["isolation"]): object {
  const capabilities = isolation?.capabilities && [...new Set(isolation.capabilities)].sort();
  return { ...isolation, bpf: undefined, capabilities };
}

function imageFacts(image: string | undefined): ManifestFact[] {
  if (image === undefined) return [];
  const [repository, digest] = image.split("@") as [string, string];
  return [
    ...entries({ component: "image", subject: "image" }, { "": digest }),
    ...entries({ component: "deploy", subject: "image repository" }, { "": repository }),
  ];
}

// Of a field of config a number or a flag may be shown; a text could hold anything.
function configFacts(name: string, field: ConfigField): ManifestFact[] {
  const there = { subject: "config", name, field: undefined, shown: undefined };
  if (field.class === "secret") {
    return [
      { ...there, component: "config", value: "secret" },
      { ...there, component: "deploy", field: "vault reference", value: field.reference },
    ];
  }
  const component = field.class === "identity" ? "config" : "deploy";
  return [{ ...there, component, value: canonicalJson(field.value), shown: number(field.value) }];
}

function named(thing: Thing, items: readonly { readonly name: string }[]): ManifestFact[] {
  return items.flatMap(({ name, ...rest }) => {
    const version = (rest as { version?: string | undefined }).version;
    const there = { ...thing, name, field: undefined, value: "there", shown: version };
    return [there, ...fields(thing, name, rest)];
  });
}

function fields(thing: Thing, name: string | undefined, of: object): ManifestFact[] {
  return Object.entries(of as Readonly<Record<string, JsonValue | undefined>>).flatMap(
    ([field, value]) =>
      value === undefined
        ? []
        : [{ ...thing, name, field, value: canonicalJson(value), shown: show(value) }],
  );
}

function entries(thing: Thing, of: object): ManifestFact[] {
  return fields(thing, undefined, of).map(({ field, ...fact }) => ({
    ...fact,
    name: field === "" ? undefined : field,
    field: undefined,
  }));
}

function members(thing: Thing, names: readonly string[]): ManifestFact[] {
  return [...new Set(names)].map((name) => ({
    ...thing,
    name,
    field: undefined,
    value: "there",
    shown: undefined,
  }));
}

function plainTool({ parameters, results, ...rest }: Manifest["tools"][number]): {
  readonly name: string;
} {
  const plain = (kinds: typeof parameters): JsonValue =>
    Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, kindView(kind)]));
  const kinds = { parameters: plain(parameters), results: plain(results) };
  return { ...rest, ...kinds };
}

function show(value: JsonValue): string | undefined {
  if (typeof value !== "string") return number(value);
  return value.startsWith("sha256:") ? value.slice(0, "sha256:".length + 12) : value;
}

function number(value: JsonValue): string | undefined {
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}
