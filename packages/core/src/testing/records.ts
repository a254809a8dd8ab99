import type { LogRecord, SpanRecord } from "../record.ts";

export const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
export const SPAN_ID = "b7ad6b7169203331";
export const START = 1_700_000_000_000_000_000n;

/** A span of one second with nothing on it, and what the test says. */
export function spanRecord(parts: Partial<SpanRecord> = {}): SpanRecord {
  return {
    signal: "span",
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    parentSpanId: undefined,
    name: "a span",
    kind: 1,
    startTime: START,
    endTime: START + 1_000_000_000n,
    attributes: {},
    events: [],
    statusCode: 0,
    scope: { name: "a scope" },
    resource: {},
    ...parts,
  };
}

/** A log record of the same span with nothing in it, and what the test says. */
export function logRecord(parts: Partial<LogRecord> = {}): LogRecord {
  return {
    signal: "log",
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    eventName: "",
    time: START,
    body: undefined,
    attributes: {},
    scope: { name: "a scope" },
    resource: {},
    ...parts,
  };
}
