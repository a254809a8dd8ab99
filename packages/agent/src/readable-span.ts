import type { HrTime } from "./hr-time.ts";

/**
 * What is read of a span of SDK 1.x, 2.x or 3.x.
 *
 * A type of our own, because the three lines disagree about scope, parent and resource, and their
 * peer ranges exclude one another.
 */
export interface SpanLike {
  readonly name: string;
  /** SDK numbering: 0 internal, 1 server, 2 client, 3 producer, 4 consumer. */
  readonly kind: number;
  readonly spanContext: () => SpanContextLike;
  /** SDK 2.x and 3.x */
  readonly parentSpanContext?: SpanContextLike | undefined;
  /** SDK 1.x */
  readonly parentSpanId?: string | undefined;
  readonly startTime: HrTime;
  readonly endTime: HrTime;
  readonly status: { readonly code: number };
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly SpanEventLike[];
  readonly resource: ResourceLike;
  /** SDK 2.x and 3.x */
  readonly instrumentationScope?: ScopeLike | undefined;
  /** SDK 1.x */
  readonly instrumentationLibrary?: ScopeLike | undefined;
}

/** What is read of a log record of sdk-logs 0.2xx or 3.x. */
export interface LogRecordLike {
  readonly hrTime: HrTime;
  readonly spanContext?: SpanContextLike | undefined;
  readonly eventName?: string | undefined;
  readonly body?: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: ResourceLike;
  readonly instrumentationScope: ScopeLike;
}

export interface SpanContextLike {
  readonly traceId: string;
  readonly spanId: string;
}

export interface ScopeLike {
  readonly name: string;
  readonly version?: string | undefined;
}

export interface ResourceLike {
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface SpanEventLike {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}
