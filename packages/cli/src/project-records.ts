import {
  createFoldState,
  createForeignContexts,
  fold,
  inFoldOrder,
  readAuditEvent,
  release,
} from "@auditspan/core";
import type { AuditEvent, ForeignContextOptions, LogRecord, SpanRecord } from "@auditspan/core";

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
    const own = record.signal === "span" ? readAuditEvent(record, foreign.names) : undefined;
    if (own === undefined) events.push(...fold(state, record, contextOf(record), 0));
    else events.push(own);
  }
  events.push(...release(state, Number.POSITIVE_INFINITY));
  return events.sort((a, b) => compare(a.startTime, b.startTime));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
