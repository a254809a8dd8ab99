import { readFile } from "node:fs/promises";
import { knownNames, parseNamesFile } from "@auditspan/core";
import type { KnownNames } from "@auditspan/core";
import { CommandError } from "./command.ts";
import type { CommandIo, CommandOption } from "./command.ts";
import { printable } from "./printable.ts";

export const MANIFEST_OPTION: CommandOption = {
  type: "string",
  short: "m",
  value: "FILE",
  help: "names file, JSON or YAML: tools, models, agents, providers, hosts known beforehand",
};

/**
 * The names of a names file, or those that the schema ships when no file is given. Keys that it
 * does not know are told on standard error and ignored.
 */
export async function loadNames(file: unknown, io: CommandIo): Promise<KnownNames> {
  if (typeof file !== "string") return knownNames();
  const text = await readText(file);
  try {
    const { names, unknownKeys } = parseNamesFile(text);
    if (unknownKeys.length > 0)
      io.err(`note: ${file}: ignored unknown keys ${printable(unknownKeys.join(", "))}`);
    return names;
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
