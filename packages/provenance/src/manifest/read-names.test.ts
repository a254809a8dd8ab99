import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { loadManifest } from "./load-manifest.ts";
import type { LoadedManifest } from "./load-manifest.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function load(text: string): LoadedManifest {
  const folder = mkdtempSync(join(tmpdir(), "names-"));
  folders.push(folder);
  writeFileSync(join(folder, "names.yaml"), text);
  return loadManifest(join(folder, "names.yaml"));
}

test("a names file without problems has none", () => {
  const loaded = load("agents: [billing]\ntools:\n  - look up\nhosts:\n");
  expect(loaded).toMatchObject({ kind: "names", problems: [] });
  expect(loaded.kind === "names" && [...loaded.names.tools]).toEqual(["look up"]);
});

test.each([
  ["tool: [a]", 1, 1, 'ignored the unknown key "tool"; did you mean "tools"?'],
  ["tools: [a]\nmcp_servers: [b]", 2, 1, 'unknown key "mcp_servers"; did you mean "mcpServers"?'],
  ["tools: [a]\nentirely_other: 1", 2, 1, /unknown key "entirely_other"$/],
])("%j is a warning with its place", (text, line, column, message) => {
  const { kind, problems } = load(text);
  expect(kind).toBe("names");
  expect(problems).toMatchObject([{ severity: "warning", line, column }]);
  expect(problems[0]!.message).toMatch(message);
});

test.each([
  ["tools: a", 1, 8, "tools: expected a list of names, got a string"],
  ["models:\n  - 4\n", 2, 5, "models[0]: expected a name, got a number"],
  ["models: [a, [b]]", 1, 13, "models[1]: expected a name, got a list"],
  ["models: [a, null]", 1, 13, "models[1]: expected a name, got nothing"],
  ['tools: [""]', 1, 9, "tools[0]: expected a name of 1 to 200 bytes, got 0"],
  [`tools: [${"a".repeat(201)}]`, 1, 9, "tools[0]: expected a name of 1 to 200 bytes, got 201"],
  [
    "hosts:\n  - https://api.example.com\n",
    2,
    5,
    "hosts[0]: expected the name of a host alone, got a URL (with ://)",
  ],
  ["agent: a\nagents: [b]", 1, 8, "agent: expected one of the names in agents"],
])("%j is an error with its place", (text, line, column, message) => {
  const { kind, problems } = load(text);
  expect(kind).toBe("invalid");
  expect(problems).toMatchObject([{ severity: "error", line, column, message }]);
});
