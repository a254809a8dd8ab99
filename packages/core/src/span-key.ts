/**
 * What a span is remembered by. Its id alone is not enough: it is unique within its trace only, and
 * another trace may be another session.
 */
export function spanKey(traceId: string, spanId: string): string {
  return `${traceId} ${spanId}`;
}
