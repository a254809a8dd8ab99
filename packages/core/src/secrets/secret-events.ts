import type { AuditEvent } from "../audit-event.ts";
import { createEvent } from "../create-event.ts";
import type { ProjectionContext } from "../projection-context.ts";
import type { LogRecord, SpanRecord } from "../record.ts";
import { findSecrets } from "./find-secrets.ts";
import type { FoundSecret } from "./find-secrets.ts";
import { SECRET_KINDS } from "./secret-kinds.ts";
import { SECRET_PLACES } from "./secret-place.ts";

// Beyond the ordinals of what else one record tells.
const FIRST_ORDINAL = 64;

/**
 * The `secret_detected` events of a record, children of its span: kind and place of what was found,
 * never the value. Never throws: a record that cannot be read through is told by its other events.
 */
export function secretEvents(
  record: SpanRecord | LogRecord,
  context: ProjectionContext,
): readonly AuditEvent[] {
  return attempt(record).map((found) => secretEvent(record, found, context));
}

function attempt(record: SpanRecord | LogRecord): readonly FoundSecret[] {
  try {
    return findSecrets(record);
  } catch {
    return [];
  }
}

function secretEvent(
  record: SpanRecord | LogRecord,
  { kind, place }: FoundSecret,
  context: ProjectionContext,
): AuditEvent {
  const { traceId, spanId } = record;
  const time = record.signal === "span" ? record.startTime : record.time;
  const details = { "auditspan.secret.kind": kind, "auditspan.secret.place": place };
  // By kind and place, not by number: a record that is read again tells the same events.
  const index = SECRET_KINDS.indexOf(kind) * SECRET_PLACES.length + SECRET_PLACES.indexOf(place);
  return createEvent("secret_detected", details, context, {
    time,
    traceId,
    parentSpanId: spanId,
    origin: { traceId, spanId, startTime: time },
    ordinal: FIRST_ORDINAL + index,
  });
}
