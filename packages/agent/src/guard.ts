import { say } from "@auditspan/emitter";

/**
 * Runs a step of ours so that nothing it throws reaches the application.
 *
 * What even a failure event cannot tell is said on stderr, without the error's text or name: both
 * may quote the application's data.
 */
export function guard<T>(step: () => T): T | undefined {
  try {
    return step();
  } catch {
    say("an audit event was lost: neither it nor its failure could be recorded");
    return undefined;
  }
}
