import { decodeHeld, encodeHeld, eventId } from "@auditspan/core";
import type { AuditEvent, HeldJson } from "@auditspan/core";
import type { HeldRow, JsonOut } from "./schema/tables.ts";
import { readJson } from "./trail-event.ts";

/** The staging row of an event that `checkEvent` let pass. */
export function toHeldRow(event: AuditEvent, heldAt: Date): HeldRow {
  return {
    session_id: event.stamp.sessionId,
    event_id: eventId(event),
    held_at: heldAt.toISOString(),
    event: encodeHeld(event),
  };
}

/** The event of a staging row, equal to the one that was held. */
export function toHeldEvent(column: JsonOut): AuditEvent {
  return decodeHeld(readJson(column) as HeldJson);
}
