import type { EventOrigin, SpanRecord } from "@auditspan/core";
import { nowNanoseconds, toNanoseconds } from "./hr-time.ts";
import type { HrTime } from "./hr-time.ts";
import type { SpanContextLike, SpanLike } from "./readable-span.ts";

const NO_SCOPE = { name: "" };
const NO_ATTRIBUTES = {};

/** Milliseconds by which an SDK may tell a time too early, and a hook may run after the end. */
const MAX_EARLY = 5;

/**
 * A span of SDK 1.x, 2.x or 3.x as the plain record that the projection reads.
 *
 * SDKs tell a start in whole milliseconds and a duration finer, so that a span can seem to end after
 * the one around it. Of a span that ended just now both times are moved to where it did: pass the
 * time, Unix milliseconds. A span that was given an end long before keeps its times.
 *
 * Attributes, events and resource are handed over as they are: the projection reads a few keys of
 * them and keeps nothing, so a copy would only cost.
 */
export function toSpanRecord(span: SpanLike, now?: number): SpanRecord {
  const { traceId, spanId } = toIds(span.spanContext());
  const shift = now === undefined ? 0 : shiftOf(span.endTime, now);
  return {
    signal: "span",
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? span.parentSpanId,
    name: span.name,
    // The SDK counts kinds from 0, OTLP from 1 (0 is unspecified).
    kind: span.kind + 1,
    startTime: toNanoseconds(span.startTime, shift),
    endTime: toNanoseconds(span.endTime, shift),
    attributes: span.attributes,
    events: span.events,
    statusCode: span.status.code,
    scope: span.instrumentationScope ?? span.instrumentationLibrary ?? NO_SCOPE,
    resource: span.resource?.attributes ?? NO_ATTRIBUTES,
  };
}

// In nanoseconds. As plain numbers, which are fine enough and cost nothing.
function shiftOf(end: HrTime | undefined, now: number): number {
  const early = end === undefined ? 0 : now - end[0] * 1_000 - end[1] / 1_000_000;
  return early > 0 && early < MAX_EARLY ? Math.round(early * 1_000) * 1_000 : 0;
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
