import type { HygieneProblem } from "@auditspan/provenance/hygiene";
import type { ManifestProblem } from "@auditspan/provenance/manifest";

/** A problem of a manifest, or of the folder around it, at the place where it is mended. */
export interface Diagnostic {
  readonly code: ManifestProblem["code"] | HygieneProblem["code"];
  readonly severity: "error" | "warning";
  readonly message: string;
  /** Relative to the working directory where it lies in it. */
  readonly file: string;
  /** From 1; undefined for a whole file. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** `file:line:column`, as far as it is known. */
export function placeOf({ file, line, column }: Diagnostic): string {
  return [file, line, column].filter((part) => part !== undefined).join(":");
}
