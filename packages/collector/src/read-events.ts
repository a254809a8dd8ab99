import {
  type AuditEvent,
  claimsToBeOurs,
  failedProjection,
  fold,
  type FoldState,
  type KnownNames,
  type LogRecord,
  type ProjectionContext,
  readAuditEvent,
  type SpanRecord,
} from "@auditspan/core";
import type { Counts } from "./collector-stats.ts";

export interface EventReaderOptions {
  readonly state: FoldState;
  readonly names: KnownNames;
  readonly contextOf: (record: SpanRecord | LogRecord) => ProjectionContext;
  readonly counts: Counts;
}

/** Reads records as audit events; returns those that are ready. */
export type EventReader = (
  records: readonly (SpanRecord | LogRecord)[],
  now: number,
) => AuditEvent[];

/**
 * Makes a reader: an audit event that comes in is checked and taken as it is, all else is folded.
 *
 * A span that only claims to be an audit event is quarantined: it is read like any foreign span.
 */
export function createEventReader({
  state,
  names,
  contextOf,
  counts,
}: EventReaderOptions): EventReader {
  const readRecord = (record: SpanRecord | LogRecord, now: number): readonly AuditEvent[] => {
    if (record.signal === "span" && claimsToBeOurs(record)) {
      const own = readAuditEvent(record, names);
      if (own !== undefined) return [own];
      counts.quarantined++;
    }
    return fold(state, record, contextOf(record), now);
  };

  return (records, now) => {
    const ready: AuditEvent[] = [];
    for (const record of records) {
      if (record.signal === "span") counts.spans++;
      else counts.logs++;
      try {
        for (const event of readRecord(record, now)) ready.push(event);
      } catch {
        // The error may quote the record. What is told instead holds ids and a code alone.
        counts.failed++;
        ready.push(failedProjection(originOf(record), contextOf(bare(record))));
      }
    }
    return ready;
  };
}

function originOf(record: SpanRecord | LogRecord) {
  const { traceId, spanId } = record;
  return { traceId, spanId, startTime: record.signal === "span" ? record.startTime : record.time };
}

// What made the projection fail may make the look for its session fail as well.
function bare(record: SpanRecord | LogRecord): SpanRecord | LogRecord {
  return { ...record, attributes: {}, resource: {} };
}
