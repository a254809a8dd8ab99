import type { AuditEvent } from "@auditspan/core";
import { TrailError } from "@auditspan/trail";

/**
 * Writes events, apart from those that the trail rejects for breaking a rule of the schema; returns
 * these. A trail takes a batch whole or not at all, so a rejected one is halved until they are found.
 *
 * Rejects when the trail fails for any other reason; then some of the events may be written.
 */
export async function writeAccepted(
  events: readonly AuditEvent[],
  write: (events: readonly AuditEvent[]) => Promise<void>,
): Promise<readonly AuditEvent[]> {
  if (events.length === 0) return events;
  try {
    await write(events);
    return [];
  } catch (error) {
    if (!(error instanceof TrailError && error.code === "rejected")) throw error;
    if (events.length === 1) return events;
    const middle = events.length >> 1;
    return [
      ...(await writeAccepted(events.slice(0, middle), write)),
      ...(await writeAccepted(events.slice(middle), write)),
    ];
  }
}
