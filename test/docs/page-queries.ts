import { readFileSync } from "node:fs";
import { join } from "node:path";

/** One question of docs/queries.md with what a reader would copy from there. */
export interface Question {
  readonly title: string;
  readonly sql: readonly string[];
  readonly traceql: readonly string[];
  /** Tags of one search each. */
  readonly jaeger: readonly Readonly<Record<string, string>>[];
}

export const PAGE: string = readFileSync(
  join(import.meta.dirname, "../../docs/queries.md"),
  "utf8",
);

/** The questions of the page, in order. */
export function pageQueries(): Question[] {
  const [, ...sections] = PAGE.split(/^## /m);
  return sections.map((section) => ({
    title: section.slice(0, section.indexOf("\n")),
    sql: blocks(section, "sql"),
    traceql: blocks(section, "traceql"),
    jaeger: blocks(section, "jaeger").map(readTags),
  }));
}

function blocks(section: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms");
  return [...section.matchAll(fence)].map(([, text]) => text!.trim());
}

function readTags(line: string): Record<string, string> {
  return Object.fromEntries(
    line.split(" ").map((tag) => {
      const [, key, value] = /^([^=]+)=(.+)$/.exec(tag) ?? [];
      if (key === undefined || value === undefined)
        throw new Error(`expected key=value, got ${tag}`);
      return [key, value];
    }),
  );
}
