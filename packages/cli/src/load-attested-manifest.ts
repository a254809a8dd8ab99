import { loadManifest } from "@auditspan/provenance";
import type { LoadedManifest } from "@auditspan/provenance";
import { CommandError } from "./command.ts";
import type { CommandIo } from "./command.ts";

/**
 * The manifest of `--manifest`, which must be one: a names file cannot be attested. What is wrong with
 * it is told on standard error, line by line. Templates stay as they were written: what the building
 * machine has in its environment is not what the agent will have.
 */
export function loadAttestedManifest(
  file: string,
  io: CommandIo,
): Extract<LoadedManifest, { kind: "manifest" }> {
  const loaded = loadManifest(file);
  for (const { file: where, line, column, severity, message } of loaded.problems) {
    io.err(`${where}:${line}:${column}: ${severity}: ${message}`);
  }
  if (loaded.kind === "manifest") return loaded;
  throw new CommandError(
    loaded.kind === "names"
      ? `${file}: expected a manifest, got a names file`
      : `${file}: expected a manifest without errors, got ${loaded.problems.length} problems`,
  );
}
