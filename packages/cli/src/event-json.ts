import { eventAttributes, eventId } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { printable } from "@auditspan/emitter/printable";

/** An audit event as a line of JSON: its ids, and all attributes under their schema names. */
export function eventJson(event: AuditEvent): string {
  const line = JSON.stringify({
    event_type: event.type,
    event_id: eventId(event),
    session_id: event.stamp.sessionId,
    trace_id: event.traceId,
    span_id: event.spanId,
    ...(event.parentSpanId === undefined ? {} : { parent_span_id: event.parentSpanId }),
    duration_ns: String(event.endTime - event.startTime),
    details: eventAttributes(event),
  });
  return printable(line);
}
