import type { Draft, DraftField } from "./draft.ts";

const PLAIN = /^[A-Za-z][A-Za-z0-9_./@-]*$/;
// Texts that YAML, of one version or another, takes for something else.
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const FILL_IN = "# fill in";

/**
 * A draft as YAML. What is not known stands there without a value, so that the manifest is not
 * accepted before a person has filled it in.
 */
export function writeDraft(draft: Draft, head: readonly string[], schema?: string): string {
  const { agent, image, models, tools, mcpServers, config } = draft;
  return [
    ...(schema === undefined ? [] : [`# yaml-language-server: $schema=${schema}`]),
    ...head.map((line) => `# ${line}`),
    "agent:",
    `  name: ${scalar(agent.name)}`,
    field("  version", agent.version),
    ...(image === undefined ? ["# image: repository@sha256:…"] : [`image: ${scalar(image)}`]),
    ...block("models", models, ({ name, provider, version }) => [
      `  - name: ${scalar(name)}`,
      ...(provider === undefined ? [] : [`    provider: ${scalar(provider)}`]),
      field("    version", version),
    ]),
    ...block("tools", tools, ({ name, version, schemaDigest }) => [
      `  - name: ${scalar(name)}`,
      field("    version", version),
      ...(schemaDigest === undefined ? [] : [`    schemaDigest: ${schemaDigest}`]),
    ]),
    ...block("agents", draft.agents, (name) => [`  - ${scalar(name)}`]),
    ...block("mcpServers", mcpServers, ({ name, version }) => [
      `  - name: ${scalar(name)}`,
      ...(version === undefined ? [] : [`    version: ${scalar(version)}`]),
    ]),
    ...block("hosts", draft.hosts, (host) => [`  - ${scalar(host)}`]),
    ...(draft.nonRoot ? ["isolation:", "  nonRoot: true"] : []),
    ...files("prompts", draft.prompts),
    ...files("policies", draft.policies),
    ...(draft.eventTypes === undefined ? [] : [`eventTypes: ${scalar(draft.eventTypes)}`]),
    ...block("config", config, configField),
    "",
  ].join("\n");
}

function block<Item>(
  name: string,
  items: readonly Item[],
  lines: (item: Item) => readonly string[],
): string[] {
  return items.length === 0 ? [] : [`${name}:`, ...items.flatMap(lines)];
}

function files(name: string, paths: Readonly<Record<string, string>>): string[] {
  return block(name, Object.entries(paths), ([key, path]) => [`  ${key}: ${scalar(path)}`]);
}

function configField({ name, class: tag, value }: DraftField): string[] {
  const classes = "identity, operational or secret";
  return [
    `  ${name}:`,
    tag === undefined ? `    class: ${FILL_IN}: ${classes}` : `    class: ${tag}`,
    value === undefined && tag === "secret"
      ? `    value: ${FILL_IN}: vault:path#key`
      : field("    value", value),
  ];
}

function field(name: string, value: string | undefined): string {
  return `${name}: ${value === undefined ? FILL_IN : scalar(value)}`;
}

function scalar(text: string): string {
  return PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text);
}
