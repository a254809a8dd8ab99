import { SpanKind, SpanStatusCode, TraceFlags } from "@opentelemetry/api";
import type { Context, HrTime, Span, SpanContext, SpanOptions } from "@opentelemetry/api";
import type { LogRecord, SpanRecord } from "@auditspan/core";

/** One SDK line, as far as spans and log records are made with it. */
export interface ReplaySdk {
  readonly name: string;
  readonly api: {
    readonly ROOT_CONTEXT: Context;
    readonly trace: { setSpanContext(context: Context, spanContext: SpanContext): Context };
  };
  tracing(options: { processor: object; idGenerator: object }): {
    getTracer(
      name: string,
      version?: string,
    ): { startSpan(name: string, options?: SpanOptions, context?: Context): Span };
  };
  /** Absent where the line has no logs SDK that we read. */
  logging?(options: { processor: object }): {
    getLogger(name: string, version?: string): { emit(record: object): void };
  };
}

interface Moment {
  readonly time: bigint;
  readonly order: number;
  readonly happen: () => void;
}

/** By the number that OTLP gives them. */
const SPAN_KINDS = [
  SpanKind.INTERNAL,
  SpanKind.INTERNAL,
  SpanKind.SERVER,
  SpanKind.CLIENT,
  SpanKind.PRODUCER,
  SpanKind.CONSUMER,
];

/**
 * Lets recorded spans and log records happen again, as live ones of an OpenTelemetry SDK: each span
 * begins and ends, and each record is emitted, in the order of the recording.
 */
export function replay(
  records: readonly (SpanRecord | LogRecord)[],
  sdk: ReplaySdk,
  processors: { readonly span: object; readonly log: object },
): void {
  const ids = new NextIds();
  const tracers = sdk.tracing({ processor: processors.span, idGenerator: ids });
  const loggers = sdk.logging?.({ processor: processors.log });
  const moments: Moment[] = [];
  records.forEach((record, order) => {
    if (record.signal === "log") {
      moments.push({ time: record.time, order, happen: () => emit(sdk, loggers, record) });
      return;
    }
    let span: Span | undefined;
    moments.push(
      {
        time: record.startTime,
        order: -1,
        happen: () => {
          ids.traceId = record.traceId;
          ids.spanId = record.spanId;
          span = begin(sdk, tracers, record);
        },
      },
      { time: record.endTime, order, happen: () => end(span!, record) },
    );
  });
  moments.sort((a, b) => (a.time === b.time ? a.order - b.order : a.time < b.time ? -1 : 1));
  for (const { happen } of moments) happen();
}

/** Gives the next span the ids of the recording. */
class NextIds {
  traceId = "";
  spanId = "";
  generateTraceId(): string {
    return this.traceId;
  }
  generateSpanId(): string {
    return this.spanId;
  }
}

function begin(
  sdk: ReplaySdk,
  tracers: ReturnType<ReplaySdk["tracing"]>,
  { scope, name, kind, startTime, traceId, parentSpanId }: SpanRecord,
): Span {
  return tracers
    .getTracer(scope.name, scope.version)
    .startSpan(
      name,
      { kind: SPAN_KINDS[kind] ?? SpanKind.INTERNAL, startTime: hrTime(startTime) },
      parentOf(sdk, traceId, parentSpanId),
    );
}

function end(span: Span, record: SpanRecord): void {
  for (const [key, value] of Object.entries(record.attributes)) span.setAttribute(key, value);
  for (const { name, attributes } of record.events) span.addEvent(name, attributes);
  if (record.statusCode === 2) span.setStatus({ code: SpanStatusCode.ERROR, message: "replayed" });
  span.end(hrTime(record.endTime));
}

function emit(
  sdk: ReplaySdk,
  loggers: ReturnType<NonNullable<ReplaySdk["logging"]>> | undefined,
  { scope, eventName, time, body, attributes, traceId, spanId }: LogRecord,
): void {
  loggers?.getLogger(scope.name, scope.version).emit({
    eventName,
    timestamp: hrTime(time),
    body,
    attributes,
    context: parentOf(sdk, traceId, spanId),
  });
}

function parentOf({ api }: ReplaySdk, traceId: string, spanId: string | undefined): Context {
  if (spanId === undefined || spanId === "") return api.ROOT_CONTEXT;
  return api.trace.setSpanContext(api.ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: TraceFlags.SAMPLED,
  });
}

function hrTime(nanos: bigint): HrTime {
  return [Number(nanos / 1_000_000_000n), Number(nanos % 1_000_000_000n)];
}
