import type { AuditEvent } from "@auditspan/core";
import type { RetryOptions } from "./backoff.ts";
import type { Loss } from "./loss.ts";
import type { OtlpOptions } from "./otlp-settings.ts";
import type { Sender } from "./sender.ts";
import type { Spool } from "./spool/spool.ts";

/** Options of an emitter. Invalid values throw when it is created. */
export interface EmitterOptions {
  /** Delivers the requests. Defaults to OTLP/HTTP by `otlp` and the environment. */
  readonly sender?: Sender | undefined;
  /** Settings of the default sender. Defaults to the environment, then localhost. */
  readonly otlp?: OtlpOptions | undefined;
  /** Name and version of the service that the events come from. Defaults to `auditspan`, none. */
  readonly resource?:
    | { readonly serviceName?: string | undefined; readonly serviceVersion?: string | undefined }
    | undefined;
  /** Makes the `events_dropped` event of a loss. By default losses are only told to `onLoss`. */
  readonly lossEvent?: ((loss: Loss) => AuditEvent) | undefined;
  /** Is told a loss that no event can report. Defaults to a line on stderr. */
  readonly onLoss?: ((loss: Loss) => void) | undefined;
  /**
   * Is told in one line when requests begin to fail and when they are taken again. Defaults to a line
   * on stderr.
   */
  readonly onOutage?: ((line: string) => void) | undefined;
  /**
   * Runs a request where nothing of the host sees it, as where tracing is suppressed. Defaults to
   * running it as it is.
   */
  readonly runDetached?: (<T>(fn: () => T) => T) | undefined;
  /** Bytes of encoded events that are held at most. Defaults to 64 MiB. */
  readonly maxQueueBytes?: number | undefined;
  /**
   * Keeps events on disk until they are acknowledged, and brings those that an earlier process left.
   * Closed by `shutdown`. Defaults to none.
   */
  readonly spool?: Spool | undefined;
  /** Longest time that an event waits for others to travel with. Defaults to 1,000. */
  readonly delayMillis?: number | undefined;
  /** Requests on their way at the same time; with 1, events arrive in order. Defaults to 4. */
  readonly maxConcurrentRequests?: number | undefined;
  /** Waits after failures. Defaults to 1 s, doubled up to 10 s. */
  readonly retry?: RetryOptions | undefined;
  /** Time without progress after which `shutdown` gives up. Defaults to 30,000. */
  readonly shutdownTimeoutMillis?: number | undefined;
}

/** Throws a `RangeError` unless the value is an integer of at least the minimum. */
export function checkInteger(name: string, value: number, min: number): number {
  // Timers of Node hold no more than 31 bits.
  if (Number.isInteger(value) && value >= min && value < 2 ** 31) return value;
  throw new RangeError(
    `expected options.${name} to be an integer of at least ${min}, got ${value}`,
  );
}
