import { eventAttributes } from "@auditspan/core";
import type { Attributes, AttributeValue, AuditEvent } from "@auditspan/core";
import { RUNTIME_PREFIX, SEQ_ATTRIBUTE, TEXT_COLUMN_ENTRIES } from "./schema/event-columns.ts";
import type { TextColumn } from "./schema/event-columns.ts";
import type { EventRow } from "./schema/tables.ts";
import { toTimestamp } from "./timestamp.ts";

const COLUMN_OF: ReadonlyMap<string, TextColumn> = new Map(
  TEXT_COLUMN_ENTRIES.map(([column, attribute]) => [attribute, column]),
);
const NO_TEXT = Object.fromEntries(TEXT_COLUMN_ENTRIES.map(([column]) => [column, null])) as Record<
  TextColumn,
  null
>;
const ID_ATTRIBUTES = new Set(["session.id", "auditspan.event.id", "auditspan.event.type"]);

/**
 * The row of an event that `checkEvent` let pass.
 *
 * An attribute that has a column stands there and nowhere else; the others go to `runtime` and
 * `details`, so that reading can merge all of them back.
 */
export function toEventRow(event: AuditEvent, receivedAt: Date): EventRow {
  const attributes = eventAttributes(event);
  const text: Record<TextColumn, string | null> = { ...NO_TEXT };
  const runtime: [string, AttributeValue][] = [];
  const details: [string, AttributeValue][] = [];
  for (const entry of Object.entries(attributes)) {
    const [name, value] = entry;
    const column = COLUMN_OF.get(name);
    if (column !== undefined) text[column] = value as string;
    else if (name.startsWith(RUNTIME_PREFIX)) runtime.push(entry);
    else if (name !== SEQ_ATTRIBUTE && !ID_ATTRIBUTES.has(name)) details.push(entry);
  }
  const time = attributes["auditspan.event.time"];
  return {
    ...text,
    event_id: attributes["auditspan.event.id"] as string,
    session_id: event.stamp.sessionId,
    event_timestamp: toTimestamp(time === undefined ? event.startTime : BigInt(time as string)),
    event_type: event.type,
    span_name: event.name,
    seq: (attributes[SEQ_ATTRIBUTE] as number | undefined) ?? null,
    runtime: runtime.length === 0 ? null : toJson(runtime),
    trace_id: event.traceId,
    span_id: event.spanId,
    parent_span_id: event.parentSpanId ?? null,
    start_ns: String(event.startTime),
    duration_ns: String(event.endTime - event.startTime),
    received_at: receivedAt.toISOString(),
    details: toJson(details),
  };
}

// fromEntries defines each key, where an assignment to `__proto__` would be lost.
function toJson(entries: [string, AttributeValue][]): string {
  return JSON.stringify(Object.fromEntries(entries) satisfies Attributes);
}
