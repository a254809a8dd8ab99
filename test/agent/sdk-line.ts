import type { TracerProviderClass } from "@auditspan/agent";
import type { Context, ContextManager, Span, SpanContext, SpanOptions } from "@opentelemetry/api";

/** The processors and exporters of an SDK line, seen from a test that runs against all of them. */
export type Processor = object;
type Exporter = object;

interface Flushable {
  forceFlush(): Promise<void>;
  shutdown(): Promise<void>;
}

interface TestTracer {
  startSpan(name: string, options?: SpanOptions, context?: Context): Span;
  startActiveSpan<T>(name: string, fn: (span: Span) => T): T;
}

export interface TestLogger {
  emit(record: object): void;
}

/** The part of `@opentelemetry/api` that the suite uses, from the copy that the line depends on. */
interface TestApi {
  readonly context: {
    active(): Context;
    with<T>(context: Context, fn: () => T): T;
    setGlobalContextManager(manager: ContextManager): boolean;
  };
  readonly trace: {
    setSpanContext(context: Context, spanContext: SpanContext): Context;
    setSpan(context: Context, span: Span): Context;
  };
  readonly propagation: {
    createBaggage(entries: Record<string, { value: string }>): unknown;
    setBaggage(context: Context, baggage: never): Context;
  };
  readonly createTraceState: (text: string) => NonNullable<SpanContext["traceState"]>;
  readonly ROOT_CONTEXT: Context;
}

/** One SDK line: how its parts are put together. */
export interface SdkLine {
  readonly name: string;
  readonly api: TestApi;
  readonly contextManager: ContextManager;
  readonly resource: (attributes: Record<string, string>) => object;
  /** The class behind `tracing`. */
  readonly provider: TracerProviderClass;
  /** Whether its spans can be emptied before they end. */
  readonly strict: boolean;
  tracing(options: {
    processors: Processor[];
    sampler?: object;
    resource?: object;
  }): Flushable & { getTracer(name: string, version?: string): TestTracer };
  /** Absent where the line has no logs SDK to test. */
  logging?(options: { processors: Processor[]; resource?: object }): Flushable & {
    getLogger(name: string, version?: string): TestLogger;
  };
  batch(exporter: Exporter): Processor;
  readonly samplers: {
    readonly off: () => object;
    readonly ratio: (ratio: number) => object;
  };
  /** Exporters of the line that the audit exporter can wrap, by name. */
  readonly otlpExporters: Readonly<Record<string, (url: string) => Exporter>>;
}
