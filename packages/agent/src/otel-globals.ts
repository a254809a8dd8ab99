import type { Context, ContextManager } from "@opentelemetry/api";

/**
 * The context of OpenTelemetry without its package.
 *
 * `@opentelemetry/api` keeps what is registered under a global symbol, and context keys are global
 * symbols too. Reading them there works with whichever copy the application has: a provider
 * registered through api 1.9 is invisible to code that imports 1.10, and applications do have both.
 */
const GLOBAL = Symbol.for("opentelemetry.js.api.1");
const SPAN = Symbol.for("OpenTelemetry Context Key SPAN");
const SUPPRESS_TRACING = Symbol.for("OpenTelemetry SDK Context Key SUPPRESS_TRACING");

/** The ids of a span. */
export interface ActiveSpan {
  readonly traceId: string;
  readonly spanId: string;
}

/** A registered tracer provider; only SDK 1.x lets processors be added to one. */
export interface RegisteredProvider {
  readonly addSpanProcessor?: (processor: object) => void;
}

interface Globals {
  readonly context?: ContextManager;
  readonly trace?: RegisteredProvider & { readonly getDelegate?: () => RegisteredProvider };
}

function globals(): Globals | undefined {
  return (globalThis as { [GLOBAL]?: Globals })[GLOBAL];
}

/** The context manager that the application registered, if any. */
export function contextManager(): ContextManager | undefined {
  return globals()?.context;
}

/** The tracer provider that the application registered, if any. */
export function registeredTracerProvider(): RegisteredProvider | undefined {
  const provider = globals()?.trace;
  return provider?.getDelegate?.() ?? provider;
}

/** The active context; `undefined` where nothing manages contexts. */
export function activeContext(): Context | undefined {
  return contextManager()?.active();
}

/** The span context of the active span, if there is one. */
export function activeSpan(): ActiveSpan | undefined {
  const span = activeContext()?.getValue(SPAN) as { spanContext(): ActiveSpan } | undefined;
  return span?.spanContext();
}

/** Runs a function in which tracers make no spans, so that our own requests are not audited. */
export function suppressTracing<T>(fn: () => T): T {
  const manager = contextManager();
  if (manager === undefined) return fn();
  return manager.with(manager.active().setValue(SUPPRESS_TRACING, true), fn);
}
