import {
  createFoldState,
  createForeignContexts,
  eventId,
  fold,
  knownNames,
  release,
} from "@auditspan/core";
import type {
  AuditEvent,
  KnownNames,
  LogRecord,
  ProjectionContext,
  SpanRecord,
} from "@auditspan/core";
import { expectAllowed } from "./expect-allowed.ts";
import type { Random } from "./random.ts";

/** The longest that one record may take, in ms. A mutated one takes some 0.05 ms. */
const MAX_MS = 500;
const KEY = new Uint8Array(32).fill(7);
const NO_NAMES = knownNames();

/**
 * Folds records as a collector does, and expects of them what holds for any record: no exception,
 * nothing in an event that is not allowed, an event for every span, and not for long.
 */
export function foldRecords(
  records: readonly (SpanRecord | LogRecord)[],
  names: KnownNames,
  random: Random,
): readonly AuditEvent[] {
  const contextOf = createForeignContexts({
    key: KEY,
    names: random.chance(0.7) ? names : NO_NAMES,
    commitments: random.chance(0.3),
    secretScan: random.chance(0.2),
  });
  const state = createFoldState(random.chance(0.1) ? { maxEntries: 2 } : {});
  const contexts = new Map<string, ProjectionContext>();
  const events: AuditEvent[] = [];
  for (const record of records) {
    const context = contextOf(record);
    contexts.set(context.stamp.sessionId, context);
    const start = performance.now();
    events.push(...fold(state, record, context, 0));
    if (performance.now() - start > MAX_MS) expectQuick(record, context);
  }
  events.push(...release(state, Number.POSITIVE_INFINITY));
  for (const event of events) expectAllowed(event, contexts.get(event.stamp.sessionId)!);
  expectNoneLost(records, events);
  return events;
}

// A machine that is busy makes anything slow once.
function expectQuick(record: SpanRecord | LogRecord, context: ProjectionContext): void {
  const times = Array.from({ length: 3 }, () => {
    const start = performance.now();
    fold(createFoldState(), record, context, 0);
    return performance.now() - start;
  });
  const least = Math.min(...times);
  if (least > MAX_MS) throw new Error(`a record that takes ${least.toFixed(0)} ms`);
}

function expectNoneLost(
  records: readonly (SpanRecord | LogRecord)[],
  events: readonly AuditEvent[],
): void {
  const spans = new Set<string>();
  for (const [at, { signal, traceId, spanId, ...record }] of records.entries()) {
    if (signal !== "span") continue;
    // Without an id of its own a span is told each time that it comes.
    const origin = `${traceId}/${spanId}/${(record as SpanRecord).startTime}`;
    spans.add(spanId === "" ? String(at) : origin);
  }
  // Attempts and findings are told beside the event of a span, and would make up for a lost one.
  const told = new Set(events.filter(isOfSpan).map(eventId)).size;
  if (told < spans.size) throw new Error(`${spans.size} spans, and ${told} events of them`);
}

function isOfSpan({ attributes }: AuditEvent): boolean {
  return attributes["auditspan.event.phase"] === "completed";
}
