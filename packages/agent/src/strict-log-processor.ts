import { AuditLogProcessor } from "./audit-log-processor.ts";
import type { AuditProcessorOptions } from "./audit-span-processor.ts";
import { emptyLog } from "./empty-log.ts";
import type { LogRecordLike } from "./readable-span.ts";
import type { ContextLike } from "./session-context.ts";
import { strictly } from "./strictly.ts";

/**
 * Audits log records, then empties them for all processors after it: to be registered first, for
 * sdk-logs 0.2xx and 3.x. Others see times, ids and severity.
 *
 * It takes the place of `AuditLogProcessor`; one after it finds nothing to tell. No hook throws.
 */
export class StrictLogProcessor {
  readonly #audit: AuditLogProcessor;

  constructor(options: AuditProcessorOptions = {}) {
    this.#audit = new AuditLogProcessor(options);
  }

  onEmit(record: LogRecordLike, context?: ContextLike): void {
    this.#audit.onEmit(record, context);
    strictly(() => emptyLog(record));
  }

  forceFlush(): Promise<void> {
    return this.#audit.forceFlush();
  }

  /** Flushes only: the span processor owns the end of the pipeline. */
  shutdown(): Promise<void> {
    return this.#audit.shutdown();
  }
}
