import { type AuditEvent, eventId } from "@auditspan/core";

/** What an event is known by, as in the trail: an id is one of its session, another may copy it. */
export function eventKey(event: AuditEvent): string {
  return event.stamp.sessionId + eventId(event);
}

/** Sessions of events by what the events are known by. */
export interface KnownEvents {
  get(key: string): string | undefined;
  set(key: string, session: string): unknown;
}

/**
 * Whether an event was not known; from now on it is. Most ids are of one session, so the id alone is
 * its key until another session has it.
 */
export function becomesKnown(known: KnownEvents, event: AuditEvent): boolean {
  const { sessionId } = event.stamp;
  const id = eventId(event);
  const session = known.get(id);
  if (session === sessionId) return false;
  const key = session === undefined ? id : eventKey(event);
  if (session !== undefined && known.get(key) !== undefined) return false;
  known.set(key, sessionId);
  return true;
}
