import { readFile } from "node:fs/promises";
import { knownNames, unknownNameKeys } from "@auditspan/core";
import type { KnownNames, NamesFile } from "@auditspan/core";
import { parse } from "yaml";
import { CommandError } from "./command.ts";
import type { CommandIo } from "./command.ts";

/**
 * The names of a names file (JSON or YAML), or those that the schema ships when no file is given.
 * Keys that it does not know are told on standard error and ignored.
 */
export async function loadNames(file: string | undefined, io: CommandIo): Promise<KnownNames> {
  if (file === undefined) return knownNames();
  const content = parseNames(file, await readText(file));
  const unknown = unknownNameKeys(content);
  if (unknown.length > 0) io.err(`note: ${file}: ignoring unknown keys ${unknown.join(", ")}`);
  try {
    return knownNames(content as NamesFile);
  } catch (error) {
    throw new CommandError(`${file}: ${(error as Error).message}`);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new CommandError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

// YAML 1.2 takes JSON as well.
function parseNames(file: string, text: string): object {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new CommandError(`${file}: expected JSON or YAML: ${(error as Error).message.split("\n")[0]}`);
  }
  if (typeof content === "object" && content !== null && !Array.isArray(content)) return content;
  throw new CommandError(`${file}: expected an object of name lists (tools, models, agents …)`);
}
