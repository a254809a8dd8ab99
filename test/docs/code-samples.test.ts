import { spawnSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const TSC = join(ROOT, "node_modules/.bin/tsc");

/** What the samples take from the reader's own program, or from a sample before. */
const SURROUNDINGS = `
import type { createPipeline } from "@auditspan/agent";
import type { AuditEvent } from "@auditspan/core";
import type { LogRecordExporter } from "@opentelemetry/sdk-logs";
import type { SpanExporter } from "@opentelemetry/sdk-trace";
declare global {
  const agent: { answer(question: string): Promise<string> };
  const events: readonly AuditEvent[];
  const exportAll: () => Promise<readonly object[]>;
  const exporter: SpanExporter;
  const logExporter: LogRecordExporter;
  const exportReport: () => Promise<void>;
  const names: { readonly tools: readonly string[] };
  const pipeline: ReturnType<typeof createPipeline>;
  const question: string;
}
`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditspan-samples-"));
  // The samples see the packages that the tests have.
  symlinkSync(join(ROOT, "test/node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "surroundings.ts"), SURROUNDINGS);
  const tsconfig = { extends: join(ROOT, "test/tsconfig.json"), include: ["*.ts"], exclude: [] };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module" }));
});
afterAll(() => rmSync(folder, { recursive: true }));

test("every TypeScript sample of README.md and docs compiles", () => {
  const pages = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
  const samples = ["README.md", ...pages.map((name) => `docs/${name}`)].flatMap(samplesOf);
  expect(samples.map(({ page }) => page)).toEqual(
    expect.arrayContaining(["README.md", "docs/agent.md", "docs/trail.md"]),
  );
  expect(samples.length).toBeGreaterThan(7);
  for (const { name, code } of samples) writeFileSync(join(folder, name), code);
  const { stdout, status } = spawnSync(TSC, ["-p", folder, "--pretty", "false"], {
    encoding: "utf8",
  });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

/** The samples of a page; what the compiler says of one is at the line where it stands there. */
function samplesOf(page: string): { page: string; name: string; code: string }[] {
  const text = readFileSync(join(ROOT, page), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(({ index, 1: code }, i) => {
    const line = text.slice(0, index).split("\n").length;
    const name = `${page.replaceAll(/\W/g, "-")}-${i}.ts`;
    return { page, name, code: `${"\n".repeat(line)}${code!}export {};\n` };
  });
}
