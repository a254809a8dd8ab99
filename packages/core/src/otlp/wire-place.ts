import type { Attributes, AuditEvent } from "../audit-event.ts";
import { idsOfEvent, spanIdOf } from "../hex-ids.ts";
import type { SpanRecord } from "../record.ts";

/** Where an event stands in its trace, by the ids of the trail. */
interface EventPlace {
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
}

const SUBJECT = "auditspan.subject.span_id";
const SUBJECT_PARENT = "auditspan.subject.parent_span_id";

/**
 * The attributes of an event that tells of a span which has an event of its own: both have the
 * span's id in the trail.
 */
export function subjectOf({ spanId, parentSpanId }: EventPlace): Attributes {
  return {
    [SUBJECT]: spanId,
    ...(parentSpanId !== undefined && { [SUBJECT_PARENT]: parentSpanId }),
  };
}

/**
 * The span id that an event has on the wire. No two spans of a trace may share one, so an event that
 * tells of another's span goes out under an id derived from its own, as a child of that span.
 */
export function wireSpanId(event: AuditEvent): string {
  if (event.attributes[SUBJECT] === undefined) return event.spanId;
  return idsOfEvent(event.attributes["auditspan.event.id"] as string).spanId;
}

/** The parent span id that an event has on the wire; see `wireSpanId`. */
export function wireParentSpanId({ attributes, parentSpanId }: AuditEvent): string | undefined {
  return attributes[SUBJECT] === undefined ? parentSpanId : (attributes[SUBJECT] as string);
}

/** Undoes `wireSpanId` and `wireParentSpanId`; undefined when the ids are not what those make. */
export function placeOnWire(record: SpanRecord, attributes: Attributes): EventPlace | undefined {
  const spanId = spanIdOf(record.spanId);
  const parentSpanId = spanIdOf(record.parentSpanId);
  const subject = attributes[SUBJECT];
  const parentOfSubject = attributes[SUBJECT_PARENT];
  if (spanId === undefined) return undefined;
  if (subject === undefined)
    return parentOfSubject === undefined ? { spanId, parentSpanId } : undefined;
  const own = idsOfEvent(attributes["auditspan.event.id"] as string).spanId;
  if (spanId !== own || parentSpanId !== subject) return undefined;
  return { spanId: subject, parentSpanId: spanIdOf(parentOfSubject) };
}
