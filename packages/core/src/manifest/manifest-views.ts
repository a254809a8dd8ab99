import { canonicalJson } from "../canonical-json.ts";
import type { Component } from "./components.ts";
import { kindView } from "./kind-view.ts";
import { resolveTemplates } from "./resolve-templates.ts";
import type { Environment } from "./resolve-templates.ts";
import type { ConfigField, JsonValue, Manifest, ManifestTool } from "./manifest.ts";

/** What the config fingerprint is made of; each component has a digest of its own. */
export type IdentityView = Readonly<Record<Component | "format", JsonValue>>;

/**
 * What the agent is: the digest of its image, its models, tools, prompts and policies, the fields of
 * class `identity` and the names of its secrets. Where an image or a file lies is not part of it.
 */
export function identityView(manifest: Manifest): IdentityView {
  const { image, models, tools, agents, mcpServers, hosts, prompts, policies, config } = manifest;
  return {
    format: "auditspan.manifest/v1",
    image: image === undefined ? null : image.slice(image.indexOf("@") + 1),
    model: set(models.map((model) => present(model))),
    tools: {
      tools: set(tools.map(toolView)),
      mcpServers: set(mcpServers.map((server) => present(server))),
      agents: set(agents),
    },
    prompts: { ...prompts },
    policy: {
      policies: { ...policies },
      hosts: set(hosts),
      isolation: isolationView(manifest),
      processingActivity: manifest.processingActivity ?? null,
    },
    config: {
      agent: present(manifest.agent),
      fields: fieldsOf(config, (field) => (field.class === "identity" ? field.value : undefined)),
      secrets: Object.keys(config)
        .filter((name) => config[name]!.class === "secret")
        .sort(),
    },
    event_types: manifest.eventTypes ?? null,
  };
}

/** The identity view and where the agent runs, with `${ENV}` templates as they were written. */
export function templateView(manifest: Manifest): JsonValue {
  return {
    ...deploymentView(manifest, (template) => ({ template })),
    format: "auditspan.template/v1",
  };
}

/** The identity view and where the agent runs, with the templates resolved as far as `env` goes. */
export function deployView(manifest: Manifest, env: Environment): JsonValue {
  return {
    ...deploymentView(manifest, (template) => resolveTemplates(template, env)),
    format: "auditspan.deploy/v1",
  };
}

function deploymentView(
  manifest: Manifest,
  operational: (value: JsonValue) => JsonValue,
): Readonly<Record<string, JsonValue>> {
  return {
    identity: identityView(manifest),
    image: manifest.image ?? null,
    operational: fieldsOf(manifest.config, (field) =>
      field.class === "operational" ? operational(field.value) : undefined,
    ),
    secrets: fieldsOf(manifest.config, (field) =>
      field.class === "secret" ? field.reference : undefined,
    ),
  };
}

function toolView(tool: ManifestTool): JsonValue {
  const { parameters, results, ...rest } = tool;
  const kinds = (fields: ManifestTool["parameters"]): JsonValue =>
    Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, kindView(kind)]));
  return { ...present(rest), parameters: kinds(parameters), results: kinds(results) };
}

// What expects nothing is the same as no expectation.
function isolationView({ isolation }: Manifest): JsonValue {
  if (isolation === undefined) return null;
  const { capabilities, bpf, ...rest } = isolation;
  const expected = {
    ...present(rest),
    ...(capabilities !== undefined && { capabilities: set(capabilities) }),
  };
  const nothing = Object.keys(expected).length === 0 && Object.keys(bpf).length === 0;
  return nothing ? null : { ...expected, bpf: { ...bpf } };
}

function fieldsOf(
  config: Manifest["config"],
  viewOf: (field: ConfigField) => JsonValue | undefined,
): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(
    Object.entries(config).flatMap(([name, field]) => {
      const view = viewOf(field);
      return view === undefined ? [] : [[name, view] as const];
    }),
  );
}

// Canonical JSON has no undefined: a member that was not given is not there.
function present<Fields extends { readonly [Name in keyof Fields]: JsonValue | undefined }>(
  fields: Fields,
): Readonly<Record<string, JsonValue>> {
  const entries = Object.entries<JsonValue | undefined>(fields);
  return Object.fromEntries(entries.filter((entry) => entry[1] !== undefined)) as Readonly<
    Record<string, JsonValue>
  >;
}

// The order and repetition of members carry no meaning, so they do not change a digest.
function set(members: readonly JsonValue[]): JsonValue {
  const texts = new Map(members.map((member) => [canonicalJson(member), member]));
  return [...texts.keys()].sort().map((text) => texts.get(text)!);
}
