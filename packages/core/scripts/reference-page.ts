import { ATTRIBUTE_GROUPS } from "../src/attributes.ts";
import { EVENT_TYPES, RISKS } from "../src/event-types.ts";
import { GRAMMARS } from "../src/grammars.ts";
import { SCHEMA_VERSION } from "../src/schema-version.ts";
import { kindWords } from "./kind-words.ts";

/** The reference page of the schema, as Markdown. */
export function referencePage(): string {
  return [
    `# Audit schema, version ${SCHEMA_VERSION}`,
    "",
    "Generated from the data of `@auditspan/core` by `pnpm generate`. Do not edit.",
    "",
    "A value is kept only when it fits the kind of its attribute. There is no kind for free text:",
    "every string is a constant of this page, a member of a set known beforehand, a value that the",
    "session's context gave, or something that we computed.",
    "",
    "## Event types",
    "",
    "| type | risk | what happened | must carry |",
    "| --- | --- | --- | --- |",
    ...RISKS.flatMap(eventRows),
    "",
    "## Attributes",
    ...Object.entries(ATTRIBUTE_GROUPS).flatMap(groupRows),
    "",
    "### Tool details",
    "",
    "A manifest may declare parameters and result fields of a tool, each with a kind ([manifest.md](manifest.md)).",
    "They stand under `auditspan.tool.parameter.<name>` and `auditspan.tool.result.<name>`. The names",
    "are the manifest's, never the call's.",
    "",
    "## Grammars of `infra`",
    "",
    "| identifier | pattern |",
    "| --- | --- |",
    ...Object.entries(GRAMMARS).map(
      ([name, { source }]) => `| ${name} | \`${source.replaceAll("|", "\\|")}\` |`,
    ),
    "",
  ].join("\n");
}

function eventRows(risk: string): string[] {
  return Object.entries(EVENT_TYPES)
    .filter(([, type]) => type.risk === risk)
    .map(([name, { summary, must }]) => {
      const details = must.map((attribute) => `\`${attribute}\``).join(", ");
      return `| \`${name}\` | ${risk} | ${summary} | ${details} |`;
    });
}

function groupRows([group, attributes]: [string, (typeof ATTRIBUTE_GROUPS)[string]]): string[] {
  return [
    "",
    `### ${group.charAt(0).toUpperCase()}${group.slice(1)}`,
    "",
    "| attribute | kind |",
    "| --- | --- |",
    ...Object.entries(attributes).map(([name, kind]) => `| \`${name}\` | ${kindWords(kind)} |`),
  ];
}
