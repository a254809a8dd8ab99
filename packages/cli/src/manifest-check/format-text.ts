import { printable } from "@auditspan/emitter/printable";
import { createPaint } from "../paint.ts";
import { placeOf } from "./diagnostic.ts";
import type { Diagnostic } from "./diagnostic.ts";

/** One line a problem, as compilers write them. */
export function formatText(problems: readonly Diagnostic[], colour: boolean): string[] {
  const paint = createPaint(colour);
  return problems.map((problem) => {
    const { severity, message, code } = problem;
    const level = paint(severity === "error" ? "red" : "yellow", severity);
    return `${printable(placeOf(problem))}: ${level}: ${printable(message)} ${paint("dim", `[${code}]`)}`;
  });
}
