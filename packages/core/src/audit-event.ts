/** A value on the wire: scalars and homogeneous arrays, no key-value lists (SCHEMA "Shape on the wire"). */
export type AttributeValue = string | number | boolean | readonly string[] | readonly number[];

export type Attributes = Readonly<Record<string, AttributeValue>>;

/** The ids of a span elsewhere that a span is linked to. */
export interface SpanLink {
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
}

/**
 * What all events of one session segment share: session, provenance and runtime attributes.
 *
 * They come from the host (grant, manifest, start-up detectors), never from a span. The object is
 * shared by identity, so that an encoder can keep its bytes.
 */
export interface Stamp {
  readonly sessionId: string;
  readonly attributes: Attributes;
}

/** One audit event. Every string in it is one that SCHEMA section 1 allows. */
export interface AuditEvent {
  /** `auditspan.event.type` */
  readonly type: string;
  /** Span name from a closed set: the type, plus a registered tool, model or agent name. */
  readonly name: string;
  /** 32 lower-case hex digits. */
  readonly traceId: string;
  /** 16 lower-case hex digits. */
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Unix nanoseconds. */
  readonly startTime: bigint;
  /** Unix nanoseconds. */
  readonly endTime: bigint;
  /** What this event alone holds, `auditspan.event.*` included, under the names of the schema. */
  readonly attributes: Attributes;
  readonly stamp: Stamp;
  /** The root of the trace before, which the root of a trace is linked to. */
  readonly previous?: SpanLink | undefined;
}

/** All attributes of an event. Its own win over those of the stamp. */
export function eventAttributes(event: AuditEvent): Attributes {
  return { ...event.stamp.attributes, ...event.attributes };
}

/** `auditspan.event.id` of an event. */
export function eventId(event: AuditEvent): string {
  return event.attributes["auditspan.event.id"] as string;
}
