import { printable } from "@auditspan/emitter/printable";
import type { Paint } from "../paint.ts";
import type { Finding, Severity } from "./finding.ts";

const COLOURS = { error: "red", warning: "yellow", note: "dim" } as const;
/** Places that are shown; JSON has them all. */
const MAX_PLACES = 5;
const WIDTH = "warning".length;

/** A finding as it is shown: what, where, and what to do. */
export function findingLines(finding: Finding, paint: Paint): string[] {
  const indent = " ".repeat(WIDTH + 2);
  const { id, severity, message, fix, where } = finding;
  return [
    `${paint(COLOURS[severity], severity.padEnd(WIDTH))}  ${paint("bold", id)}`,
    `${indent}${printable(message)}`,
    `${indent}${paint("dim", "seen in:")} ${printable(shortened(where))}`,
    `${indent}${paint("dim", "to do:")} ${printable(fix)}`,
  ];
}

function shortened(where: readonly string[]): string {
  const rest = where.length - MAX_PLACES;
  return [...where.slice(0, MAX_PLACES), ...(rest > 0 ? [`and ${rest} more`] : [])].join(", ");
}

/** How many findings there are of each severity, in words. */
export function countLine(findings: readonly Finding[]): string {
  const count = (severity: Severity, name: string): string => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return `${number} ${name}${number === 1 ? "" : "s"}`;
  };
  return [count("error", "error"), count("warning", "warning"), count("note", "note")].join(", ");
}
