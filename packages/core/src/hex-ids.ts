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
  // Without a branch for a digit: two or three ids of each span come by here.
  let bad = 0;
  let nonZero = 0;
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i);
    bad |= IS_BAD[code]!;
    nonZero |= code ^ ZERO;
  }
  return bad === 0 && nonZero !== 0;
}

const ZERO = 0x30;
/** 0 for the code units of lower-case hex digits, 1 for all others. */
const IS_BAD: Uint8Array = new Uint8Array(0x1_0000).fill(1);
for (const digit of "0123456789abcdef") IS_BAD[digit.charCodeAt(0)] = 0;

/** Trace and span id of an event that has no span, from its own id: a retry has the same ones. */
export function idsOfEvent(eventId: string): { traceId: string; spanId: string } {
  const traceId = eventId.replaceAll("-", "");
  return { traceId, spanId: traceId.slice(16) };
}
