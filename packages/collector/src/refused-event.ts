import {
  type AuditEvent,
  createEvent,
  eventId,
  type LogRecord,
  type ProjectionContext,
  type SpanRecord,
} from "@auditspan/core";

/** Tells this event apart from those that the projection makes of the same span. */
const ORDINAL = 65_535;

/**
 * The `events_dropped` event that stands in the trail for an event which the trail rejected. It has
 * the place of the other in its trace, and its lane and number when it was sealed.
 */
export function refusedEvent(
  event: AuditEvent,
  contextOf: (record: SpanRecord | LogRecord) => ProjectionContext,
): AuditEvent {
  const { traceId, spanId, startTime } = event;
  const context = contextOf({
    signal: "log",
    traceId,
    spanId,
    eventName: "",
    time: startTime,
    body: undefined,
    attributes: {},
    scope: { name: "" },
    resource: {},
  });
  const seq = event.attributes["auditspan.seal.seq"];
  const details = {
    "auditspan.dropped.lane": event.attributes["auditspan.seal.lane"],
    "auditspan.dropped.from": seq,
    "auditspan.dropped.to": seq,
    "auditspan.dropped.count": 1,
    "auditspan.dropped.reason": "rejected",
  };
  return createEvent("events_dropped", details, context, {
    time: startTime,
    traceId,
    spanId,
    // Of all that tells the other one apart, or one would stand for several.
    origin: { traceId: event.stamp.sessionId, spanId: `${spanId}/${eventId(event)}`, startTime },
    ordinal: ORDINAL,
  });
}
