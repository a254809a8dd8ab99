import type { AuditProcessorOptions } from "./audit-span-processor.ts";
import { processPipeline } from "./pipeline.ts";
import type { Pipeline, RecordReader } from "./pipeline.ts";
import type { LogRecordLike } from "./readable-span.ts";
import { sessionOf } from "./session-context.ts";
import type { ContextLike } from "./session-context.ts";
import { logOriginOf, toLogRecord } from "./to-log-record.ts";

const LOGS: RecordReader<LogRecordLike> = { read: toLogRecord, origin: logOriginOf };

/**
 * Audits log records: a log record processor for sdk-logs 0.2xx and 3.x.
 *
 * Instrumentations that send messages as log events are folded into the completion they belong to,
 * which waits for them once this processor is made. The record is neither kept nor changed.
 */
export class AuditLogProcessor {
  readonly #pipeline: Pipeline;

  constructor(options: AuditProcessorOptions = {}) {
    this.#pipeline = options.pipeline ?? processPipeline();
    this.#pipeline.expectLogs();
  }

  onEmit(record: LogRecordLike, context?: ContextLike): void {
    this.#pipeline.accept(record, LOGS, sessionOf(context));
  }

  forceFlush(): Promise<void> {
    return this.#pipeline.forceFlush();
  }

  /** Flushes only: the span processor owns the end of the pipeline. */
  shutdown(): Promise<void> {
    return this.#pipeline.forceFlush();
  }
}
