import { lineOf } from "./located.ts";
import type { Place } from "./located.ts";
import type { ManifestProblem, ManifestProblemCode } from "./manifest-problem.ts";

// What is beyond is more of the same, and a hostile file could make millions.
const MAX_PROBLEMS = 500;

/** Collects the problems of a manifest. */
export class Report {
  readonly #problems: ManifestProblem[] = [];

  /** Notes a problem at a place. The message must not quote a value of the file. */
  add(
    code: ManifestProblemCode,
    at: Place,
    message: string,
    severity: ManifestProblem["severity"] = "error",
  ): void {
    if (this.#problems.length === MAX_PROBLEMS) return;
    this.#problems.push({ code, message, file: at.file.path, ...lineOf(at), severity });
  }

  /** In the order of the files and of their lines. */
  get problems(): readonly ManifestProblem[] {
    const files = [...new Set(this.#problems.map(({ file }) => file))];
    return this.#problems.toSorted(
      (a, b) =>
        files.indexOf(a.file) - files.indexOf(b.file) || a.line - b.line || a.column - b.column,
    );
  }

  get hasErrors(): boolean {
    return this.#problems.some(({ severity }) => severity === "error");
  }
}
