import { nowMillis } from "./hr-time.ts";
import { processPipeline } from "./pipeline.ts";
import type { Pipeline, RecordReader } from "./pipeline.ts";
import type { SpanLike } from "./readable-span.ts";
import { sessionOf } from "./session-context.ts";
import type { ContextLike } from "./session-context.ts";
import type { Session } from "./session.ts";
import { originOf, toSpanRecord } from "./to-span-record.ts";
import { toldSpans } from "./told-spans.ts";

export interface AuditProcessorOptions {
  /** The pipeline to feed. Defaults to the one of the process. */
  readonly pipeline?: Pipeline | undefined;
}

/** How a span is read that ends now. */
export const SPANS: RecordReader<SpanLike> = {
  read: (span) => toSpanRecord(span, nowMillis()),
  origin: originOf,
};

/**
 * Audits every span that ends, sampled or not: a span processor for SDK 1.x, 2.x and 3.x.
 *
 * The span is projected at once and neither kept nor changed. No hook throws and none waits for the
 * network. Spans that a sampler does not record never get here: see `alwaysRecord`.
 */
export class AuditSpanProcessor {
  readonly #pipeline: Pipeline;
  // Weak, since a span that never ends must not be kept alive by us.
  readonly #sessions = new WeakMap<object, Session>();

  constructor(options: AuditProcessorOptions = {}) {
    this.#pipeline = options.pipeline ?? processPipeline();
  }

  onStart(span: object, parentContext: ContextLike): void {
    const session = sessionOf(parentContext);
    if (session !== undefined) this.#sessions.set(span, session);
  }

  onEnd(span: SpanLike): void {
    if (toldSpans.has(span)) return;
    this.#pipeline.accept(span, SPANS, this.#sessions.get(span));
  }

  forceFlush(): Promise<void> {
    return this.#pipeline.forceFlush();
  }

  /** Shuts down the pipeline too, the default session included. */
  shutdown(): Promise<void> {
    return this.#pipeline.shutdown();
  }
}
