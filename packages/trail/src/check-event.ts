import { eventAttributes } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { COLUMN_ENUMS, SEQ_ATTRIBUTE, TEXT_COLUMN_ENTRIES } from "./schema/event-columns.ts";
import { TrailError } from "./trail-error.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const MAX_TIME = 2n ** 63n - 1n;

/**
 * Checks an event against the rules of the schema before a database sees it: a database names the
 * constraint, but not the row, and quotes the value.
 *
 * Throws a `TrailError` of code `rejected` that names the event and the rule, never a value.
 */
export function checkEvent(event: AuditEvent, position: number): void {
  const id: unknown = event.attributes["auditspan.event.id"];
  const attributes = eventAttributes(event);
  const expect = (holds: boolean, rule: string): void => {
    if (holds) return;
    const place = isUuid(id, 7) ? id : `${position} of the batch`;
    throw new TrailError("rejected", `event ${place}: expected ${rule}`);
  };

  expect(isUuid(id, 7), "auditspan.event.id to be a lower-case UUIDv7");
  expect(isUuid(event.stamp.sessionId, 4), "the session id to be a lower-case UUIDv4");
  expect(
    agrees(attributes["session.id"], event.stamp.sessionId),
    "session.id to be the session of the stamp",
  );
  expect(isText(event.type) && event.type !== "", "a type");
  expect(
    agrees(attributes["auditspan.event.type"], event.type),
    "auditspan.event.type to be the type of the event",
  );
  expect(isText(event.name), "the name to be well-formed text");
  expect(/^[0-9a-f]{32}$/.test(event.traceId), "the trace id to be 32 lower-case hex digits");
  expect(/^[0-9a-f]{16}$/.test(event.spanId), "the span id to be 16 lower-case hex digits");
  expect(
    event.parentSpanId === undefined || /^[0-9a-f]{16}$/.test(event.parentSpanId),
    "the parent span id to be 16 lower-case hex digits",
  );
  expect(isTime(event.startTime), "the start time to be Unix nanoseconds below 2^63");
  expect(isTime(event.endTime), "the end time to be Unix nanoseconds below 2^63");
  expect(
    isTimeText(attributes["auditspan.event.time"]),
    "auditspan.event.time to be Unix nanoseconds below 2^63 as decimal text",
  );
  expect("auditspan.event.risk" in attributes, "auditspan.event.risk");
  for (const [column, attribute] of TEXT_COLUMN_ENTRIES) {
    const value = attributes[attribute];
    if (value === undefined) continue;
    expect(isText(value), `${attribute} to be well-formed text`);
    const values = COLUMN_ENUMS[column];
    if (values !== undefined)
      expect(values.includes(value as string), `${attribute} to be one of ${values.join(", ")}`);
  }
  const seq = attributes[SEQ_ATTRIBUTE];
  expect(seq === undefined || isCount(seq), `${SEQ_ATTRIBUTE} to be a count`);
  for (const [key, value] of Object.entries(attributes)) {
    // The key is not named: that of a tool's parameter comes from a manifest.
    expect(
      isText(key) && isAttributeValue(value),
      "each attribute to be text, a finite number, a boolean, or a list of one of the first two",
    );
  }
}

/** Whether a value is a UUID of this version in the one spelling that the trail stores. */
export function isUuid(value: unknown, version: 4 | 7): value is string {
  return typeof value === "string" && value[14] === String(version) && UUID.test(value);
}

function agrees(attribute: unknown, value: string): boolean {
  return attribute === undefined || attribute === value;
}

function isTime(value: unknown): boolean {
  return typeof value === "bigint" && value >= 0n && value <= MAX_TIME;
}

function isTimeText(value: unknown): boolean {
  if (value === undefined) return true;
  return typeof value === "string" && /^\d{1,19}$/.test(value) && BigInt(value) <= MAX_TIME;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

// PostgreSQL stores neither U+0000 nor half a surrogate pair.
function isText(value: unknown): boolean {
  return typeof value === "string" && value.isWellFormed() && !value.includes("\0");
}

function isAttributeValue(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isText) || value.every(Number.isFinite);
  return typeof value === "boolean" || Number.isFinite(value) || isText(value);
}
