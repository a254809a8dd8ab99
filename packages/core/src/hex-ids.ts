/** A valid W3C trace id, or undefined. */
export function traceIdOf(value: unknown): string | undefined {
  return typeof value === "string" && isId(value, 32) ? value : undefined;
}

/** A valid W3C span id, or undefined. */
export function spanIdOf(value: unknown): string | undefined {
  return typeof value === "string" && isId(value, 16) ? value : undefined;
}

/** Whether it is so many lower-case hex digits, not all of them zero (W3C Trace Context 3.2.2). */
function isId(value: string, length: number): boolean {
  if (value.length !== length) return false;
  let isZero = true;
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i);
    if (!((c >= 0x30 && c <= 0x39) || (c >= 0x61 && c <= 0x66))) return false;
    if (c !== 0x30) isZero = false;
  }
  return !isZero;
}

/** Trace and span id of an event that has no span, from its own id: a retry has the same ones. */
export function idsOfEvent(eventId: string): { traceId: string; spanId: string } {
  const traceId = eventId.replaceAll("-", "");
  return { traceId, spanId: traceId.slice(16) };
}
