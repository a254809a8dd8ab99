import { describe, expect, test } from "vitest";
import { knownNames, unknownNameKeys } from "./known-names.ts";
import type { NamesFile } from "./known-names.ts";
import { PUBLIC_MODELS, PUBLIC_PROVIDERS } from "./public-names.ts";

function fingerprintOf(file?: NamesFile): string {
  return knownNames(file).fingerprint;
}

test("without a file the sets hold what the schema ships", () => {
  const names = knownNames();
  expect(names).toMatchObject({ given: false, agent: undefined, tools: new Set() });
  expect([...names.models]).toEqual(PUBLIC_MODELS);
  expect([...names.providers]).toEqual(PUBLIC_PROVIDERS);
  expect(names.listed.size).toBe(0);
});

test("a file adds to the public models and providers, and says which sets it lists", () => {
  const names = knownNames({ models: ["house"], providers: [], tools: ["lookup"] });
  expect(names.given).toBe(true);
  expect(names.models).toContain("house");
  expect(names.models).toContain("gpt-4o");
  expect([...names.listed].toSorted()).toEqual(["models", "tools"]);
});

test("the agent is the stated one, or the only one", () => {
  expect(knownNames({ agents: ["billing"] }).agent).toBe("billing");
  expect(knownNames({ agents: ["billing", "sales"] }).agent).toBeUndefined();
  expect(knownNames({ agents: ["billing", "sales"], agent: "sales" }).agent).toBe("sales");
});

describe("what is no names file is a TypeError that says where", () => {
  test.each<[file: unknown, message: string]>([
    [{ tools: "lookup" }, 'names file: expected "tools" to be a list of strings, got string'],
    [{ models: { a: 1 } }, 'names file: expected "models" to be a list of strings, got object'],
    [
      { tools: ["a", "b", 3] },
      "names file: expected tools[2] to be a string of 1 to 200 bytes, got number",
    ],
    [{ hosts: [""] }, "names file: expected hosts[0] to be a string of 1 to 200 bytes, got string"],
    [
      { prompts: ["ä".repeat(101)] },
      "names file: expected prompts[0] to be a string of 1 to 200 bytes, got string",
    ],
    [
      { tools: [null] },
      "names file: expected tools[0] to be a string of 1 to 200 bytes, got object",
    ],
    [{ agent: "sales" }, 'names file: expected "agent" to be one of "agents", got string'],
    [
      { agent: 3, agents: ["sales"] },
      'names file: expected "agent" to be one of "agents", got number',
    ],
    [null, "names file: expected an object of lists, got null"],
    [["lookup"], "names file: expected an object of lists, got a list"],
    ["tools", "names file: expected an object of lists, got string"],
  ])("%j", (file, message) => {
    expect(() => knownNames(file as NamesFile)).toThrow(new TypeError(message));
  });

  test("a name with half a character", () => {
    expect(() => knownNames({ tools: ["ok", "a\ud800"] })).toThrow(
      new TypeError("names file: expected tools[1] to be well-formed Unicode"),
    );
  });
});

test("the fingerprint does not depend on order, repetition or empty lists", () => {
  const one = fingerprintOf({ tools: ["a", "b"], models: ["m"] });
  expect(fingerprintOf({ models: ["m"], tools: ["b", "a", "b"] })).toBe(one);
  expect(fingerprintOf({ models: ["m"], tools: ["b", "a"], hosts: [], agents: [] })).toBe(one);
  expect(fingerprintOf({})).toBe(fingerprintOf());
  expect(one).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test("the fingerprint changes with each thing that is known", () => {
  const files: NamesFile[] = [
    {},
    { tools: ["a"] },
    { tools: ["b"] },
    { tools: ["a", "b"] },
    { tools: ["a,b"] },
    { models: ["a"] },
    { providers: ["a"] },
    { hosts: ["a"] },
    { mcpServers: ["a"] },
    { prompts: ["a"] },
    { agents: ["a"] },
    { agents: ["a", "b"] },
    { agents: ["a", "b"], agent: "a" },
    { agents: ["a", "b"], agent: "b" },
  ];
  expect(new Set(files.map(fingerprintOf)).size).toBe(files.length);
});

test("the fingerprint is the digest of the canonical file", () => {
  // printf '{"tools":["a","b"]}' | sha256sum
  expect(fingerprintOf({ tools: ["b", "a"] })).toBe(
    "sha256:5b857a7305308fd7bca22a775a6ab25db831c0774288a9f80edca95fec60db09",
  );
});

test("keys that are ignored are told", () => {
  expect(unknownNameKeys({ tools: [], tool: [], Agents: [], agent: "a", prompts: [] })).toEqual([
    "tool",
    "Agents",
  ]);
});

test("a host is a name, not a URL", () => {
  expect(() => knownNames({ hosts: ["api.example.com", "https://api.example.com"] })).toThrow(
    new TypeError(
      "names file: expected hosts[1] to be the name of a host alone, got a URL (with ://)",
    ),
  );
});
