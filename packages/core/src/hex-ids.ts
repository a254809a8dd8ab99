const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
const NO_TRACE = "0".repeat(32);
const NO_SPAN = "0".repeat(16);

/** A valid W3C trace id, or undefined. */
export function traceIdOf(value: unknown): string | undefined {
  return typeof value === "string" && TRACE_ID.test(value) && value !== NO_TRACE
    ? value
    : undefined;
}

/** A valid W3C span id, or undefined. */
export function spanIdOf(value: unknown): string | undefined {
  return typeof value === "string" && SPAN_ID.test(value) && value !== NO_SPAN ? value : undefined;
}

/** Trace and span id of an event that has no span, from its own id: a retry has the same ones. */
export function idsOfEvent(eventId: string): { traceId: string; spanId: string } {
  const traceId = eventId.replaceAll("-", "");
  return { traceId, spanId: traceId.slice(16) };
}
