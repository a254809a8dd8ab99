import { expect, test } from "vitest";
import { knownNames } from "./known-names.ts";
import { parseNamesFile } from "./parse-names-file.ts";

test("a file in YAML and in JSON holds the same names", () => {
  const yaml = parseNamesFile("agents: [billing]\ntools:\n  - lookup\n");
  const json = parseNamesFile('{"tools": ["lookup"], "agents": ["billing"]}');
  expect(yaml.names).toEqual(json.names);
  expect(yaml.names.fingerprint).toBe(
    knownNames({ tools: ["lookup"], agents: ["billing"] }).fingerprint,
  );
});

test("keys that are ignored are told", () => {
  expect(parseNamesFile("tool: [lookup]\nhosts: []").unknownKeys).toEqual(["tool"]);
});

test.each(["", "lookup", "- lookup", "null", "7"])("%j is no names file", (text) => {
  expect(() => parseNamesFile(text)).toThrow(
    "expected a map of name lists (tools, models, agents, providers, hosts)",
  );
});

test("a syntax error is told by its line, and the file is not quoted", () => {
  expect(() => parseNamesFile("tools:\n  - a\nalice: [secret\n")).toThrow(
    "expected YAML or JSON, got a syntax error in line 4",
  );
});

test("a list of another type is told by its name", () => {
  expect(() => parseNamesFile("tools: {lookup: secret}")).toThrow(/^names file: expected "tools"/);
});

test("a file without an end, and aliases that multiply, are refused", () => {
  expect(() => parseNamesFile("#".repeat(4 * 1024 * 1024 + 1))).toThrow(RangeError);
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x, x]"];
  for (let i = 0; i < 9; i++) {
    const from = String.fromCharCode(97 + i);
    const to = String.fromCharCode(98 + i);
    bomb.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(", ")}]`);
  }
  expect(() => parseNamesFile(bomb.join("\n"))).toThrow("expected YAML or JSON");
});

test("a key that stands there twice is an error, not a list that is lost", () => {
  expect(() => parseNamesFile("tools: [a]\nmodels: [b]\ntools: [c]")).toThrow(SyntaxError);
});

test("a file of very many keys takes no time that grows with their square", () => {
  const text = Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join("\n");
  const begun = performance.now();
  expect(parseNamesFile(text).unknownKeys).toHaveLength(20_000);
  expect(performance.now() - begun).toBeLessThan(5_000);
});

test("a file with an error in each token takes no time that grows with their square", () => {
  const micros = (tokens: number): number => {
    const begun = process.cpuUsage();
    expect(() => parseNamesFile(`a: ${"&a ".repeat(tokens)}`)).toThrow(SyntaxError);
    const { user, system } = process.cpuUsage(begun);
    return user + system;
  };
  micros(2_000);
  expect(micros(40_000) / micros(5_000)).toBeLessThan(24);
});

test("a tag that nobody knows is no warning that quotes the file", async () => {
  const warnings: string[] = [];
  const note = (warning: Error): unknown => warnings.push(warning.message);
  process.on("warning", note);
  expect(() => parseNamesFile("tools: !secret alice")).toThrow(TypeError);
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", note);
  expect(warnings).toEqual([]);
});
