import { printable } from "@auditspan/emitter/printable";
import type { Diagnostic } from "./diagnostic.ts";

/** One workflow command a problem, which GitHub shows beside the line of the file. */
export function formatGithub(problems: readonly Diagnostic[]): string[] {
  return problems.map(({ severity, message, code, file, line, column }) => {
    const properties = Object.entries({ title: code, file, line, col: column }).flatMap(
      ([name, value]) => (value === undefined ? [] : `${name}=${escapeProperty(String(value))}`),
    );
    return `::${severity} ${properties.join(",")}::${escapeMessage(printable(message))}`;
  });
}

// What would end a message or a property would begin another command.
function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return printable(escapeMessage(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
