import { join } from "node:path";
import type { HygieneProblem } from "@auditspan/provenance/hygiene";
import type { ReadManifest, SecretField } from "@auditspan/provenance/manifest";
import type { Diagnostic } from "./diagnostic.ts";

/** The problems of a file, first its own, then those of the folder that was searched. */
export function toDiagnostics(
  read: ReadManifest,
  leaks: readonly HygieneProblem[],
  file: string,
  folder: string,
): Diagnostic[] {
  const problems: Diagnostic[] = [...read.problems];
  if (read.kind === "names") {
    const message = "expected a manifest, got a plain names file";
    problems.push({ code: "wrong_type", severity: "error", message, file, line: 1, column: 1 });
  }
  return [...problems, ...leaks.map((leak) => leakDiagnostic(leak, folder, read.secrets))];
}

// A variable of the environment stands in no file, so its place is the secret field.
function leakDiagnostic(
  leak: HygieneProblem,
  folder: string,
  secrets: readonly SecretField[],
): Diagnostic {
  const { code, severity, message } = leak;
  const field = secrets.find(({ name }) => name === leak.field);
  const { file, line, column } =
    leak.file === undefined ? field! : { ...leak, file: join(folder, leak.file) };
  return { code, severity, message, file, line, column };
}
