import { knownNames } from "@auditspan/core";
import type { KnownNames } from "@auditspan/core";
import { loadManifest } from "@auditspan/provenance";
import { CommandError } from "./command.ts";
import type { CommandIo, CommandOption } from "./command.ts";

export const MANIFEST_OPTION: CommandOption = {
  type: "string",
  short: "m",
  value: "FILE",
  help: "manifest or names file: tools, models, agents, providers, hosts known beforehand",
};

/**
 * The names of a manifest or a names file, or those that the schema ships when no file is given.
 * What is ignored is told on standard error; what is wrong is a `CommandError` that says where.
 */
export async function loadNames(file: unknown, io: CommandIo): Promise<KnownNames> {
  if (typeof file !== "string") return knownNames();
  const loaded = loadManifest(file, { env: io.env });
  if (loaded.kind === "invalid") {
    const [first, ...more] = loaded.problems.filter(({ severity }) => severity === "error");
    const rest = more.length === 0 ? "" : ` (and ${more.length} more)`;
    const { code, file: where, line, column, message } = first!;
    // Of a file that cannot be read the message names the path; what it extends has a place in it.
    const isWhole = code === "unreadable" && where === file && column === 1;
    const place = isWhole ? "" : `${where}:${line}:${column}: `;
    throw new CommandError(`${place}${message}${rest}`);
  }
  for (const { file: where, line, message } of loaded.problems) {
    io.err(`auditspan: ${where}:${line}: ${message}`);
  }
  return loaded.names;
}
