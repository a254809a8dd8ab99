import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Dialect } from "../src/dialects/dialect.ts";
import { FRAMEWORKS } from "../src/dialects/frameworks.ts";
import type { Framework } from "../src/dialects/frameworks.ts";
import { KNOWN_GAPS } from "../src/dialects/known-gaps.ts";
import { DIALECTS } from "../src/dialects/registry.ts";

const RUNS = join(import.meta.dirname, "../../../test/corpus/runs");

/** The reference page of the frameworks, as Markdown. */
export function frameworksPage(): string {
  const described = new Set(FRAMEWORKS.map(({ dialect }) => dialect));
  const around = DIALECTS.filter((dialect) => !described.has(dialect));
  return [
    "# Frameworks: what is told, kept, dropped and missing",
    "",
    "Generated from the dialects and the recorded runs by `pnpm generate`. Do not edit.",
    "",
    "For all of them: a span that is none of the listed events is an `operation`. A tool that a given names file does not know is an `unregistered_tool`. Beside the listed attributes an event keeps ids, times and its outcome, and of content that is there only the steps, shapes and sizes. An attribute that is not listed is never read. How this works stands in [dialects.md](dialects.md), each attribute with its kind in [schema.md](schema.md).",
    "",
    ...FRAMEWORKS.flatMap(section),
    "## Around the agent",
    "",
    "Spans of other instrumentations in the same process, for which the names of the schema are read:",
    "",
    ...around.map(aroundLine),
    "",
  ].join("\n");
}

function section(framework: Framework): string[] {
  const { name, dialect } = framework;
  const { dropped, gaps } = KNOWN_GAPS[name];
  return [
    `## ${name}`,
    "",
    `Dialect \`${dialect.name}\`. ${checked(framework)}`,
    "",
    `- **Told**: ${typesOf(dialect)}`,
    `- **Kept**: ${keptOf(dialect)}${dialect.content === undefined ? "" : "; of content its steps"}`,
    `- **Dropped**: ${dropped}`,
    "- **Missing**:",
    ...gaps.map((gap) => `  - ${gap}`),
    "",
  ];
}

function aroundLine(dialect: Dialect): string {
  return `- **${dialect.title}** (\`${dialect.name}\`): ${typesOf(dialect)}; kept are ${keptOf(dialect)}.`;
}

function typesOf({ types }: Dialect): string {
  return code([...new Set(types)]);
}

function keptOf({ fields }: Dialect): string {
  return code(Object.keys(fields));
}

function code(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function checked({ packages, runs }: Framework): string {
  const recorded = Object.assign({}, ...runs.map(versionsOf)) as Record<string, string>;
  const versions = Object.entries(packages).map(([name, stated]) => {
    const version = stated === "recorded" ? recorded[name] : stated;
    if (version === undefined) {
      throw new Error(
        `expected a version of ${name} in the recorded runs ${runs.join()}, got none`,
      );
    }
    return `\`${name}\` ${version}`;
  });
  const where =
    runs.length === 0
      ? "recorded traffic that is not part of the corpus"
      : `recorded in \`test/corpus/runs\`: ${code(runs)}`;
  return `Checked against ${versions.join(", ")}; ${where}.`;
}

function versionsOf(run: string): Record<string, string> {
  const file = readFileSync(join(RUNS, run, "case.json"), "utf8");
  return (JSON.parse(file) as { packages: Record<string, string> }).packages;
}
