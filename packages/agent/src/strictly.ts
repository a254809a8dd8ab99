import { say } from "@auditspan/emitter";

/**
 * Runs a step that empties a span or a log record, so that nothing it throws reaches the application.
 *
 * A step that fails leaves content where others can read it, which is said on stderr, without the
 * error's text or name: both may quote the application's data.
 */
export function strictly(step: () => void): void {
  try {
    step();
  } catch {
    say("a span or log record could not be emptied: other exporters may carry it as it was");
  }
}
