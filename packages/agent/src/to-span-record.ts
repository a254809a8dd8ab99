import type { EventOrigin, SpanRecord } from "@auditspan/core";
import { nowNanoseconds, toNanoseconds } from "./hr-time.ts";
import type { SpanContextLike, SpanLike } from "./readable-span.ts";

const NO_SCOPE = { name: "" };
const NO_ATTRIBUTES = {};

/**
 * A span of SDK 1.x, 2.x or 3.x as the plain record that the projection reads.
 *
 * Attributes, events and resource are handed over as they are: the projection reads a few keys of
 * them and keeps nothing, so a copy would only cost.
 */
export function toSpanRecord(span: SpanLike): SpanRecord {
  const { traceId, spanId } = toIds(span.spanContext());
  return {
    signal: "span",
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? span.parentSpanId,
    name: span.name,
    // The SDK counts kinds from 0, OTLP from 1 (0 is unspecified).
    kind: span.kind + 1,
    startTime: toNanoseconds(span.startTime),
    endTime: toNanoseconds(span.endTime),
    attributes: span.attributes,
    events: span.events,
    statusCode: span.status.code,
    scope: span.instrumentationScope ?? span.instrumentationLibrary ?? NO_SCOPE,
    resource: span.resource?.attributes ?? NO_ATTRIBUTES,
  };
}

/** What can be read of a span that throws when it is read: ids and start, or their absence. */
export function originOf(span: SpanLike): EventOrigin {
  const { traceId, spanId } = attempt(() => toIds(span.spanContext())) ?? {
    traceId: "",
    spanId: "",
  };
  const startTime = attempt(() => toNanoseconds(span.startTime)) || nowNanoseconds();
  return { traceId, spanId, startTime };
}

/** The ids of a span context, as they are: the projection checks them. */
export function toIds(context: SpanContextLike | undefined): SpanContextLike {
  return { traceId: context?.traceId ?? "", spanId: context?.spanId ?? "" };
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
