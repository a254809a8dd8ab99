import {
  createFoldState,
  createForeignContexts,
  failedProjection,
  fold,
  inFoldOrder,
  readAuditEvent,
  release,
} from "@auditspan/core";
import type {
  AuditEvent,
  EventOrigin,
  ForeignContextOptions,
  LogRecord,
  SpanRecord,
} from "@auditspan/core";

/**
 * The audit events of recorded traffic, in the order in which they began. All records are at hand,
 * so nothing waits.
 */
export function projectRecords(
  records: readonly (SpanRecord | LogRecord)[],
  foreign: ForeignContextOptions,
): AuditEvent[] {
  const state = createFoldState({ maxEntries: Math.max(1, records.length) });
  const contextOf = createForeignContexts(foreign);
  const events: AuditEvent[] = [];
  for (const record of inFoldOrder(records)) {
    try {
      const own = record.signal === "span" ? readAuditEvent(record, foreign.names) : undefined;
      const ready = own === undefined ? fold(state, record, contextOf(record), 0) : [own];
      for (const event of ready) events.push(event);
    } catch {
      // One record that cannot be read must not hide the others; the error may quote it.
      events.push(failedProjection(originOf(record), contextOf({ ...record, attributes: {} })));
    }
  }
  for (const event of release(state, Number.POSITIVE_INFINITY)) events.push(event);
  return events.sort((a, b) => compare(a.startTime, b.startTime));
}

function originOf(record: SpanRecord | LogRecord): EventOrigin {
  const { traceId, spanId } = record;
  return { traceId, spanId, startTime: record.signal === "span" ? record.startTime : record.time };
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
