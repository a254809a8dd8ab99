import { printable } from "@auditspan/emitter/printable";
import type { CommandIo } from "../command.ts";
import type { Diagnostic } from "./diagnostic.ts";
import { formatGithub } from "./format-github.ts";
import { formatSarif } from "./format-sarif.ts";
import { formatText } from "./format-text.ts";

export type ReportFormat = "text" | "github" | "sarif" | "json";

/** Writes the problems of a manifest, and answers whether there are errors among them. */
export function reportProblems(
  problems: readonly Diagnostic[],
  file: string,
  format: ReportFormat,
  io: CommandIo,
): boolean {
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  if (format === "json") {
    io.out(printable(JSON.stringify({ file, ok: errors === 0, errors, warnings, problems })));
  } else if (format === "sarif") {
    io.out(printable(formatSarif(problems)));
  } else {
    const lines = format === "github" ? formatGithub(problems) : formatText(problems, io.colour);
    for (const line of lines) io.out(line);
    io.err(`${file}: ${counted(errors, "error")}, ${counted(warnings, "warning")}`);
  }
  return errors > 0;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
