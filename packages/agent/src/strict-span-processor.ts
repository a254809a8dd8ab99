import { project } from "@auditspan/core";
import type { AuditProcessorOptions } from "./audit-span-processor.ts";
import { SPANS } from "./audit-span-processor.ts";
import { emptiesSpans } from "./empties-spans.ts";
import type { TracerProviderClass } from "./empties-spans.ts";
import { emptySpan } from "./empty-span.ts";
import { processPipeline } from "./pipeline.ts";
import type { Pipeline } from "./pipeline.ts";
import type { SpanLike } from "./readable-span.ts";
import { sessionOf } from "./session-context.ts";
import type { ContextLike } from "./session-context.ts";
import type { Session } from "./session.ts";
import { strictly } from "./strictly.ts";
import { toSpanRecord } from "./to-span-record.ts";
import { toldSpans } from "./told-spans.ts";

export interface StrictSpanProcessorOptions extends AuditProcessorOptions {
  /** The class of the tracer provider that gets this processor; it is tried before it is relied on. */
  readonly provider: TracerProviderClass;
}

/** The name of a span whose event cannot be told. */
const UNKNOWN = "operation";

/**
 * Audits every span that ends, then empties it for all processors and exporters of its provider, so
 * that no raw copy leaves the process: to be registered first, for SDK 2.3 or newer.
 *
 * It takes the place of `AuditSpanProcessor`; beside one, an event is told once. Others see ids,
 * times, kind, status code and the name of the audit event. Throws a `TypeError` when spans of the
 * provider cannot be emptied before they end. No hook throws.
 */
export class StrictSpanProcessor {
  readonly #pipeline: Pipeline;
  readonly #sessions = new WeakMap<object, Session>();
  // The spans that this one told, with the names that they got.
  readonly #names = new WeakMap<object, string>();

  constructor(options: StrictSpanProcessorOptions) {
    if (!emptiesSpans(options.provider)) {
      throw new TypeError(
        'expected "provider" to be a tracer provider whose processors get onEnding (SDK 2.3 or newer), ' +
          "got one whose spans cannot be emptied",
      );
    }
    this.#pipeline = options.pipeline ?? processPipeline();
  }

  onStart(span: object, parentContext: ContextLike): void {
    const session = sessionOf(parentContext);
    if (session !== undefined) this.#sessions.set(span, session);
  }

  onEnding(span: SpanLike): void {
    if (toldSpans.has(span)) return;
    strictly(() => this.#tell(span));
  }

  /** Again, since processors after this one may have added something in their `onEnding`. */
  onEnd(span: SpanLike): void {
    // A provider of another class than the one that was tried may not have called `onEnding`.
    this.onEnding(span);
    const name = this.#names.get(span);
    if (name !== undefined) strictly(() => emptySpan(span, name));
  }

  forceFlush(): Promise<void> {
    return this.#pipeline.forceFlush();
  }

  /** Shuts down the pipeline too, the default session included. */
  shutdown(): Promise<void> {
    return this.#pipeline.shutdown();
  }

  #tell(span: SpanLike): void {
    const session = this.#sessions.get(span) ?? this.#pipeline.session;
    const name = nameOf(span, session);
    this.#pipeline.accept(span, SPANS, session);
    toldSpans.add(span);
    this.#names.set(span, name);
    emptySpan(span, name);
  }
}

function nameOf(span: SpanLike, { context }: Session): string {
  try {
    return project(toSpanRecord(span), context)[0]?.name ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}
