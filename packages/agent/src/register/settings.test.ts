import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { KnownNames } from "@auditspan/core";
import { readSettings } from "./settings.ts";

const folder = mkdtempSync(join(tmpdir(), "auditspan-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

function settingsOf(text: string | undefined, env: NodeJS.ProcessEnv = {}) {
  const path = join(folder, "names.yaml");
  if (text !== undefined) writeFileSync(path, text);
  const lines: string[] = [];
  const manifest = text === undefined ? {} : { AUDITSPAN_MANIFEST: path };
  const settings = readSettings({ ...manifest, ...env }, (line) => lines.push(line));
  return { lines, names: settings.names as KnownNames | undefined, agentName: settings.agentName };
}

test.each([
  ["YAML", "tools: [lookup]\nagents:\n  - support\n"],
  ["JSON", '{"tools":["lookup"],"agents":["support"]}'],
])("names are read from %s", (_, text) => {
  const { names, lines } = settingsOf(text);
  expect(names?.tools.has("lookup")).toBe(true);
  expect(names?.agent).toBe("support");
  expect(lines).toEqual([]);
});

test("nothing set is nothing said", () => {
  expect(settingsOf(undefined)).toEqual({ lines: [], names: undefined, agentName: undefined });
});

test("an unknown key is named, and the rest is used", () => {
  const { names, lines } = settingsOf("tools: [lookup]\ntoolz: [x]\n");
  expect(names?.tools.has("lookup")).toBe(true);
  expect(lines).toEqual([expect.stringContaining("toolz")]);
});

test.each([
  ["a list", "- a\n", /expected a map/],
  ["a syntax error", "tools: [", /syntax error in line/],
  ["a set that is no list", "tools: lookup\n", /expected "tools" to be a list/],
])("%s is said in one line, without what stands in the file", (_, text, message) => {
  const { names, lines } = settingsOf(text);
  expect(names).toBeUndefined();
  expect(lines).toEqual([expect.stringMatching(message)]);
  expect(lines[0]).toContain("going on without names");
});

test("a file that is missing is said with its path", () => {
  const { lines } = settingsOf(undefined, { AUDITSPAN_MANIFEST: join(folder, "none.yaml") });
  expect(lines).toEqual([expect.stringMatching(/none\.yaml, got ENOENT/)]);
});

test("an agent that the names do not know is said and left out, the names stay", () => {
  const { names, agentName, lines } = settingsOf("agents: [a, b]\n", { AUDITSPAN_AGENT: "c" });
  expect(agentName).toBeUndefined();
  expect(names?.agents.has("a")).toBe(true);
  expect(lines).toEqual([expect.stringMatching(/^AUDITSPAN_AGENT: /)]);
});
