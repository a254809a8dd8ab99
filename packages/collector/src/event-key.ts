import { type AuditEvent, eventId } from "@auditspan/core";

/** What an event is known by, as in the trail: an id is one of its session, another may copy it. */
export function eventKey(event: AuditEvent): string {
  return event.stamp.sessionId + eventId(event);
}
