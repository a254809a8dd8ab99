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
import type { AttestedConfigs } from "./provenance/attested-configs.ts";

export interface EventReaderOptions {
  readonly state: FoldState;
  readonly names: KnownNames;
  /** Attested configurations: their events are read with their own names. Defaults to none. */
  readonly configs?: Pick<AttestedConfigs, "namesOf" | "isBinding"> | undefined;
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
  configs,
  contextOf,
  counts,
}: EventReaderOptions): EventReader {
  const readOwn = (record: SpanRecord): AuditEvent | undefined => {
    if (configs === undefined) return readAuditEvent(record, names);
    const fingerprint = String(record.attributes["auditspan.config_fingerprint"]);
    const event = readAuditEvent(record, configs.namesOf(fingerprint) ?? names);
    return event && withBinding(event, configs.isBinding(fingerprint));
  };

  const readRecord = (record: SpanRecord | LogRecord, now: number): readonly AuditEvent[] => {
    if (record.signal === "span" && claimsToBeOurs(record)) {
      const own = readOwn(record);
      if (own !== undefined) {
        counts.senderDropped = Math.min(
          counts.senderDropped + droppedCount(own),
          Number.MAX_SAFE_INTEGER,
        );
        return [own];
      }
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

function droppedCount({ type, attributes }: AuditEvent): number {
  const count = type === "events_dropped" ? attributes["auditspan.dropped.count"] : 0;
  return typeof count === "number" ? Math.min(count, MAX_DROPPED) : 0;
}

// A sender says what it likes: one claim alone must not use up what can be counted.
const MAX_DROPPED = 1_000_000_000;

/**
 * Takes the word `attested` from an event that no statement on file bears out. A seal holds nothing
 * up: nobody has verified it, and anybody can write one.
 */
function withBinding(event: AuditEvent, isBinding: boolean): AuditEvent {
  const { attributes } = event;
  if (isBinding || attributes[BINDING] !== "attested") return event;
  return { ...event, attributes: { ...attributes, [BINDING]: "computed" } };
}

const BINDING = "auditspan.config.binding";

function originOf(record: SpanRecord | LogRecord) {
  const { traceId, spanId } = record;
  return { traceId, spanId, startTime: record.signal === "span" ? record.startTime : record.time };
}

// What made the projection fail may make the look for its session fail as well.
function bare(record: SpanRecord | LogRecord): SpanRecord | LogRecord {
  return { ...record, attributes: {}, resource: {} };
}
