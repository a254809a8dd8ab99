import { printable } from "./printable.ts";

/**
 * Says one line on stderr, behind the prefix that all lines of ours have, as a terminal may show
 * it. Never throws.
 *
 * Not `process.emitWarning`: what went wrong with a trail is told in one line that can be searched
 * for, whatever flags and handlers the process has for warnings.
 */
export function say(line: string): void {
  try {
    process.stderr.write(`auditspan: ${printable(line)}\n`, (error) => {
      // A reader that is gone is the application's to notice, not ours to end it with.
      if (error) process.stderr.once("error", () => {});
    });
  } catch {
    // There is nobody else to tell.
  }
}
