import { context, SpanKind, SpanStatusCode, trace, TraceFlags } from "@opentelemetry/api";
import type { Context, HrTime, Span, SpanContext } from "@opentelemetry/api";
import { LoggerProvider } from "@opentelemetry/sdk-logs";
import type { LogRecordProcessor } from "@opentelemetry/sdk-logs";
import { TracerProvider } from "@opentelemetry/sdk-trace";
import type { SpanProcessor } from "@opentelemetry/sdk-trace";
import type { LogRecord, SpanRecord } from "@auditspan/core";

/** By the number that OTLP gives them. */
const SPAN_KINDS = [
  SpanKind.INTERNAL,
  SpanKind.INTERNAL,
  SpanKind.SERVER,
  SpanKind.CLIENT,
  SpanKind.PRODUCER,
  SpanKind.CONSUMER,
];

interface Moment {
  readonly time: bigint;
  readonly order: number;
  readonly happen: () => void;
}

/**
 * Lets recorded spans and log records happen again, as live ones of an OpenTelemetry SDK: each span
 * begins and ends, and each record is emitted, in the order of the recording.
 */
export function replay(
  records: readonly (SpanRecord | LogRecord)[],
  spanProcessor: SpanProcessor,
  logProcessor: LogRecordProcessor,
): void {
  const ids = new NextIds();
  const tracers = new TracerProvider({ spanProcessors: [spanProcessor], idGenerator: ids });
  const loggers = new LoggerProvider({ processors: [logProcessor] });
  const moments: Moment[] = [];
  records.forEach((record, order) => {
    if (record.signal === "log") {
      moments.push({ time: record.time, order, happen: () => emit(loggers, record) });
      return;
    }
    let span: Span | undefined;
    moments.push(
      { time: record.startTime, order: -1, happen: () => (span = begin(tracers, ids, record)) },
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

function begin(provider: TracerProvider, ids: NextIds, record: SpanRecord): Span {
  ids.traceId = record.traceId;
  ids.spanId = record.spanId;
  const { scope, name, kind, startTime } = record;
  return provider
    .getTracer(scope.name, scope.version)
    .startSpan(
      name,
      { kind: SPAN_KINDS[kind] ?? SpanKind.INTERNAL, startTime: hrTime(startTime) },
      parentOf(record.traceId, record.parentSpanId),
    );
}

function end(span: Span, record: SpanRecord): void {
  for (const [key, value] of Object.entries(record.attributes)) span.setAttribute(key, value);
  for (const { name, attributes } of record.events) span.addEvent(name, attributes);
  if (record.statusCode === 2) span.setStatus({ code: SpanStatusCode.ERROR, message: "replayed" });
  span.end(hrTime(record.endTime));
}

function emit(provider: LoggerProvider, record: LogRecord): void {
  provider.getLogger(record.scope.name, record.scope.version).emit({
    eventName: record.eventName,
    timestamp: hrTime(record.time),
    body: record.body,
    attributes: record.attributes,
    context: parentOf(record.traceId, record.spanId),
  });
}

function parentOf(traceId: string, spanId: string | undefined): Context {
  if (spanId === undefined || spanId === "") return context.active();
  const parent: SpanContext = { traceId, spanId, traceFlags: TraceFlags.SAMPLED };
  return trace.setSpanContext(context.active(), parent);
}

function hrTime(nanos: bigint): HrTime {
  return [Number(nanos / 1_000_000_000n), Number(nanos % 1_000_000_000n)];
}
