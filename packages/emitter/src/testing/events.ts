import type { AuditEvent, Stamp } from "@auditspan/core";
import type { Loss } from "../loss.ts";

const STAMP: Stamp = { sessionId: "s", attributes: { "session.id": "s" } };

/** An event, told from others by its number. */
export function numberedEvent(number: number): AuditEvent {
  return {
    type: "tool_call",
    name: "tool_call",
    traceId: "0123456789abcdef0123456789abcdef",
    spanId: "0123456789abcdef",
    parentSpanId: undefined,
    startTime: 1n,
    endTime: 2n,
    attributes: { number },
    stamp: STAMP,
  };
}

/** The event that reports a loss. */
export function lossEvent({ lane, from, to, count, reason }: Loss): AuditEvent {
  const attributes = { lane, from, to, count, reason };
  return { ...numberedEvent(0), type: "events_dropped", name: "events_dropped", attributes };
}
