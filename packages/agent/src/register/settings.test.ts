import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSettings } from "./settings.ts";

const folder = mkdtempSync(join(tmpdir(), "auditspan-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));

function settingsOf(text: string | undefined, env: NodeJS.ProcessEnv = {}) {
  const path = join(folder, "names.yaml");
  if (text !== undefined) writeFileSync(path, text);
  const lines: string[] = [];
  const manifest = text === undefined ? {} : { AUDITSPAN_MANIFEST: path };
  const settings = readSettings({ ...manifest, ...env }, (line) => lines.push(line));
  return { lines, names: settings.provenance?.names, agentName: settings.agentName };
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

test("without a manifest it is said once that no names are known", () => {
  const { lines, names } = settingsOf(undefined);
  expect(lines).toEqual([expect.stringMatching(/^AUDITSPAN_MANIFEST is not set: no names/)]);
  expect(names).toBeUndefined();
});

test("a manifest is read with its attestation, and what does not hold is said", () => {
  const { names, lines } = settingsOf("agent: { name: support, version: 1.0.0 }\n", {
    AUDITSPAN_ATTESTATION: join(folder, "none.json"),
    AUDITSPAN_ATTESTATION_KEYS: folder,
  });
  expect(names?.agent).toBe("support");
  expect(lines).toEqual([
    expect.stringMatching(/^AUDITSPAN_MANIFEST: attestation: .*none\.json: cannot be read/),
  ]);
});

test("an unknown key is named, and the rest is used", () => {
  const { names, lines } = settingsOf("tools: [lookup]\ntoolz: [x]\n");
  expect(names?.tools.has("lookup")).toBe(true);
  expect(lines).toEqual([expect.stringContaining("toolz")]);
});

test.each([
  ["a list", "- a\n", /expected a map/],
  ["a syntax error", "tools: [", /names\.yaml:1:9: expected YAML or JSON/],
  ["a set that is no list", "tools: lookup\n", /names\.yaml:1:8: tools: expected a list/],
])("%s is said in one line, without what stands in the file", (_, text, message) => {
  const { names, lines } = settingsOf(text);
  expect(names).toBeUndefined();
  expect(lines).toEqual([expect.stringMatching(message)]);
  expect(lines[0]).toContain("going on without names");
});

test("a file that is missing is said with its path", () => {
  const { lines } = settingsOf(undefined, { AUDITSPAN_MANIFEST: join(folder, "none.yaml") });
  expect(lines).toEqual([expect.stringMatching(/none\.yaml to be readable.*ENOENT/)]);
});

test("an agent that the names do not know is said and left out, the names stay", () => {
  const { names, agentName, lines } = settingsOf("agents: [a, b]\n", { AUDITSPAN_AGENT: "c" });
  expect(agentName).toBeUndefined();
  expect(names?.agents.has("a")).toBe(true);
  expect(lines).toEqual([expect.stringMatching(/^AUDITSPAN_AGENT: /)]);
});
