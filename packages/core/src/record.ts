import type { SpanLink } from "./audit-event.ts";

/**
 * What the projection reads: plain data, so that live spans, decoded OTLP and files are the same to
 * it. Nothing of a record is kept; what survives stands in the audit event made of it.
 */

/** OTLP AnyValue as plain data: scalars, arrays, objects (kvlist), bytes. */
export type AnyValue = unknown;

export type AnyAttributes = Readonly<Record<string, AnyValue>>;

export interface Scope {
  readonly name: string;
  readonly version?: string | undefined;
}

export interface SpanEvent {
  readonly name: string;
  readonly attributes?: AnyAttributes | undefined;
}

/** One ended span. */
export interface SpanRecord {
  readonly signal: "span";
  /** Lower-case hex, empty when the source had none or a malformed one. */
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  /** OTLP span kind: 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  /** Unix nanoseconds. */
  readonly startTime: bigint;
  readonly endTime: bigint;
  readonly attributes: AnyAttributes;
  readonly events: readonly SpanEvent[];
  /** OTLP status code: 0 unset, 1 ok, 2 error. */
  readonly statusCode: number;
  readonly scope: Scope;
  /** Ids of the first link; what else a link holds is not read. Only spans of ours need it. */
  readonly link?: SpanLink | undefined;
  /** Of the log record that it stands for: see `EventOrigin`. */
  readonly digest?: string | undefined;
  /** Read only to tell sessions apart (keyed), never kept. */
  readonly resource: AnyAttributes;
}

/** One log record. */
export interface LogRecord {
  readonly signal: "log";
  readonly traceId: string;
  readonly spanId: string;
  /** The `event_name` field, or the attribute `event.name` of older sources. */
  readonly eventName: string;
  /** Unix nanoseconds. */
  readonly time: bigint;
  readonly body: AnyValue;
  readonly attributes: AnyAttributes;
  readonly scope: Scope;
  readonly resource: AnyAttributes;
}
