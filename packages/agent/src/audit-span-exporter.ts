import { createFoldState, failedProjection, fold, release, TraceChain } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { AuditResource, AuditSpan } from "./audit-span.ts";
import type { SpanLike } from "./readable-span.ts";
import { Session } from "./session.ts";
import type { SessionOptions } from "./session.ts";
import { originOf, toSpanRecord } from "./to-span-record.ts";
import { toldSpans } from "./told-spans.ts";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";

/** What an exporter answers: code 0 is success, 1 is failure. */
export interface ExportResultLike {
  readonly code: number;
  readonly error?: Error;
}

/** A span exporter of SDK 1.x, 2.x or 3.x. */
export interface SpanExporterLike {
  export(spans: AuditSpan[], done: (result: ExportResultLike) => void): void;
  forceFlush?(): Promise<void>;
  shutdown(): Promise<void>;
}

export interface AuditSpanExporterOptions {
  /** What carries the audit spans. Defaults to `new OTLPTraceExporter()` (OTLP/HTTP with JSON). */
  readonly exporter?: SpanExporterLike | undefined;
  /** The one session of all spans that are exported. Defaults to no names. */
  readonly session?: SessionOptions | undefined;
}

const FAILED = 1;
const SUCCESS = 0;

/**
 * Hands only audit spans to the exporter it wraps, for those who keep their own processors.
 *
 * Spans made by Auditspan pass; every other one is projected, whatever attributes it carries. An
 * exporter sees no context, so all spans belong to one session, and what the processors before it
 * drop or do not sample is not audited: prefer `AuditSpanProcessor`. What the wrapped exporter
 * refuses is reported to the SDK as it came.
 */
export class AuditSpanExporter {
  readonly #exporter: SpanExporterLike;
  readonly #session: Session;
  readonly #resource: AuditResource;
  readonly #state: ReturnType<typeof createFoldState> = createFoldState();
  readonly #chain = new TraceChain();
  #own: AuditEvent[] = [];

  constructor(options: AuditSpanExporterOptions = {}) {
    this.#exporter = options.exporter ?? new OTLPTraceExporter();
    this.#session = new Session(options.session ?? {}, (event) => this.#own.push(event));
    this.#resource = new AuditResource(this.#session.context.names.agent);
  }

  export(spans: readonly (SpanLike | AuditSpan)[], done: (result: ExportResultLike) => void): void {
    try {
      this.#session.start();
      const passed = spans.filter((span) => AuditSpan.isAuditSpan(span));
      const events = spans.flatMap((s) => (AuditSpan.isAuditSpan(s) ? [] : this.#project(s)));
      this.#send([...passed, ...this.#toSpans([...events, ...this.#release()])], done);
    } catch (error) {
      done({ code: FAILED, error: error instanceof Error ? error : new Error("export failed") });
    }
  }

  async forceFlush(): Promise<void> {
    await this.#exporter.forceFlush?.();
  }

  async shutdown(): Promise<void> {
    this.#session.end();
    const last = await new Promise<ExportResultLike>((done) => this.#send(this.#toSpans([]), done));
    await this.#exporter.shutdown();
    if (last.code !== SUCCESS) throw last.error ?? new Error("session_ended was not exported");
  }

  #project(span: SpanLike): readonly AuditEvent[] {
    // What a strict processor told is empty by now.
    if (toldSpans.has(span)) return [];
    try {
      return fold(this.#state, toSpanRecord(span), this.#session.context, Date.now());
    } catch {
      return [failedProjection(originOf(span), this.#session.context)];
    }
  }

  // No log records come here, so nothing is worth waiting for.
  #release(): readonly AuditEvent[] {
    return release(this.#state, Number.POSITIVE_INFINITY);
  }

  #toSpans(events: readonly AuditEvent[]): AuditSpan[] {
    const own = this.#own;
    this.#own = [];
    return [...own, ...events]
      .flatMap((event) => [event, Session.modelMismatch(event) ?? []].flat())
      .map((event) => new AuditSpan(this.#chain.follow(event), this.#resource));
  }

  #send(spans: AuditSpan[], done: (result: ExportResultLike) => void): void {
    if (spans.length === 0) done({ code: SUCCESS });
    else this.#exporter.export(spans, done);
  }
}
