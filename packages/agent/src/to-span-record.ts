import type { EventOrigin, SpanRecord } from "@auditspan/core";
import { nowNanoseconds, toNanoseconds } from "./hr-time.ts";
import type { SpanContextLike, SpanLike } from "./readable-span.ts";

const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;
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
    parentSpanId: parentOf(span),
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

/** The ids of a span context; an id that is malformed or all zero is empty. */
export function toIds(context: SpanContextLike | undefined): SpanContextLike {
  return {
    traceId: validId(context?.traceId, TRACE_ID),
    spanId: validId(context?.spanId, SPAN_ID),
  };
}

function parentOf(span: SpanLike): string | undefined {
  return validId(span.parentSpanContext?.spanId ?? span.parentSpanId, SPAN_ID) || undefined;
}

function validId(id: unknown, pattern: RegExp): string {
  return typeof id === "string" && pattern.test(id) && !/^0+$/.test(id) ? id : "";
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
