import { hash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { canonicalJson } from "@auditspan/core";
import type { DraftTool } from "./draft.ts";
import { membersOf, readProjectJson } from "./read-project-file.ts";

interface FoundTools {
  readonly tools: readonly DraftTool[];
  readonly files: readonly string[];
}

const FOLDERS = [".", "src", "config"];

/**
 * Tools that a project defines as JSON, in the forms of OpenAI, Anthropic and MCP: files `tools.json`
 * and `tools/*.json`. The schema digest is that of the canonical JSON of the parameters.
 */
export function findTools(dir: string): FoundTools {
  const tools = new Map<string, DraftTool>();
  const files: string[] = [];
  for (const file of FOLDERS.flatMap((folder) => candidates(join(dir, folder)))) {
    const found = definitionsOf(readProjectJson(file)).flatMap(toolOf);
    if (found.length > 0) files.push(file);
    for (const tool of found) tools.set(tool.name, tool);
  }
  return { tools: [...tools.values()], files };
}

function candidates(folder: string): string[] {
  const inside = join(folder, "tools");
  return [join(folder, "tools.json"), ...jsonFilesOf(inside).map((name) => join(inside, name))];
}

function jsonFilesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".json"))
      .sort();
  } catch {
    return [];
  }
}

function definitionsOf(read: unknown): readonly unknown[] {
  if (Array.isArray(read)) return read;
  const { tools } = membersOf(read);
  return Array.isArray(tools) ? tools : [read];
}

function toolOf(definition: unknown): DraftTool[] {
  const outer = membersOf(definition);
  const tool = outer["function"] === undefined ? outer : membersOf(outer["function"]);
  const { name, version } = tool;
  const schema = tool["parameters"] ?? tool["input_schema"] ?? tool["inputSchema"];
  if (typeof name !== "string" || name === "" || schema === undefined) return [];
  return [
    {
      name,
      version: typeof version === "string" ? version : undefined,
      schemaDigest: `sha256:${hash("sha256", canonicalJson(schema), "hex")}`,
    },
  ];
}
