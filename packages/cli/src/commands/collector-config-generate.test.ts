import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { collectorConfigGenerateCommand } from "./collector-config-generate.ts";

const COMMITTED = join(import.meta.dirname, "../../../../collector-config");
const FILES = ["agent.yaml", "builder.yaml", "gateway.yaml", "k8s.yaml"];

interface Presets {
  readonly processors: {
    readonly "filter/audit": {
      readonly trace_conditions: readonly { readonly conditions: readonly string[] }[];
    };
  };
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "auditspan-presets-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function generate(...args: string[]): Promise<RecordedIo & { readonly code: number }> {
  const io = recordedIo();
  const name = "collector-config generate";
  const commands = { [name]: collectorConfigGenerateCommand };
  const code = await runCommand([...name.split(" "), ...args], commands, io);
  return { ...io, code };
}

test("the presets in collector-config are what the schema gives", async () => {
  const { code, stdout } = await generate(folder);
  expect(code).toBe(0);
  expect(stdout.toSorted()).toEqual(FILES.map((file) => join(folder, file)));
  for (const file of FILES) {
    expect(await readFile(join(folder, file), "utf8"), file).toBe(
      await readFile(join(COMMITTED, file), "utf8"),
    );
  }
});

test("every file says in its first line what it is for", async () => {
  for (const file of FILES) {
    expect(await readFile(join(COMMITTED, file), "utf8"), file).toMatch(/^# [A-Z].+[.:]/);
  }
});

test("no processor of a preset ignores an error, and none batches", async () => {
  for (const file of ["agent.yaml", "gateway.yaml", "k8s.yaml"]) {
    const text = await readFile(join(COMMITTED, file), "utf8");
    expect(text.match(/error_mode: .*/g)?.filter((mode) => !mode.endsWith("propagate"))).toEqual(
      [],
    );
    expect(text).not.toMatch(/^ *(- )?batch(\/\w+)?:?$/m);
  }
});

test("names of a names file stand in the presets, with the characters that patterns know quoted", async () => {
  const names = join(folder, "names.json");
  await writeFile(names, JSON.stringify({ tools: ["look.up$"], agents: ["shop"] }));
  const { code } = await generate(join(folder, "named"), "--manifest", names);
  expect(code).toBe(0);
  const text = await readFile(join(folder, "named", "gateway.yaml"), "utf8");
  // Twice for the collector, which takes a single dollar sign for a variable.
  expect(text).toContain(String.raw`look\\.up\\$$`);
  expect(text).toContain("shop");
});

test("parameters and results that a manifest declares pass the audit lane, by tool and kind", async () => {
  const manifest = join(folder, "auditspan.manifest.yaml");
  const tools = [
    { name: "search", version: "1.0.0", parameters: { limit: "count(1000)" } },
    { name: "list", version: "1.0.0", parameters: { limit: "count(1000)" } },
    {
      name: "page",
      version: "1.0.0",
      parameters: { limit: "count(20)" },
      results: { more: "flag" },
    },
  ];
  await writeFile(manifest, JSON.stringify({ agent: { name: "shop", version: "1.0.0" }, tools }));
  const { code } = await generate(join(folder, "declared"), "--manifest", manifest);
  expect(code).toBe(0);
  const text = await readFile(join(folder, "declared", "gateway.yaml"), "utf8");
  const { processors } = parse(text) as Presets;
  const conditions = processors["filter/audit"].trace_conditions.at(-1)!.conditions;
  const limit = 'span.attributes["auditspan.tool.parameter.limit"]';
  const tool = 'span.attributes["gen_ai.tool.name"]';
  const upTo = (names: string, max: number): string =>
    String.raw`(IsString(${tool}) and IsMatch(${tool}, "\\A(?:${names})\\z") and IsInt(${limit}) and ${limit} >= 0 and ${limit} <= ${max})`;
  expect(conditions).toContain(
    `${limit} != nil and not (${upTo("search|list", 1000)} or ${upTo("page", 20)})`,
  );
  const keys = conditions.find((condition) => condition.includes("IsMatch(Keys("))!;
  for (const part of ["parameter", "result"])
    expect(keys).toContain(`auditspan\\\\.tool\\\\.${part}`);
  expect(text.match(/tool\.result\.more"\] != nil and not/g)).toHaveLength(1);
});

test("what cannot be written is told with its path, two directories are wrong usage", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  const refused = await generate(join(file, "below"));
  expect(refused.code).toBe(1);
  expect(refused.stderr.join("\n")).toMatch(/cannot be written \(ENOTDIR\)/);
  expect((await generate("one", "two")).code).toBe(2);
  expect(await readdir(folder)).not.toContain("two");
});

test("--json prints the paths as one object", async () => {
  const { stdout } = await generate(folder, "--json");
  const { files } = JSON.parse(stdout.join("")) as { files: string[] };
  expect(files).toHaveLength(FILES.length);
});
