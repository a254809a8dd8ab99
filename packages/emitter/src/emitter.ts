import type { AuditEvent } from "@auditspan/core";
import type { EmitterOptions } from "./emitter-options.ts";
import { QueueingEmitter } from "./queueing-emitter.ts";
import type { Spool } from "./spool/spool.ts";

/** How audit events leave a process. */
export interface Emitter {
  /** Sixteen random hex digits under which this emitter numbers its events, from 0 on. */
  readonly lane: string;
  /** Where events wait on disk until they are acknowledged; undefined without one. */
  readonly spool: Spool | undefined;
  /** Whether the queue has reached its bound. With a spool events are still taken: stop in time. */
  readonly isFull: boolean;
  /** Takes an event. Encodes it at once; never throws, never waits. */
  emit(event: AuditEvent): void;
  /**
   * Resolves when all events so far are in the spool, acknowledged or lost; without a spool at once.
   * Rejects when they cannot be written; they are written with later ones.
   */
  stored(): Promise<void>;
  /** Resolves when all events so far are acknowledged or lost; keeps the process alive until then. */
  forceFlush(): Promise<void>;
  /**
   * Delivers all that is queued, then refuses events. Gives up on what is left when nothing was
   * acknowledged for `shutdownTimeoutMillis`: it is lost, or stays in the spool for the next start.
   * Never rejects; further calls return the same promise.
   */
  shutdown(): Promise<void>;
  stats(): EmitterStats;
}

/**
 * What became of the events so far: `emitted` is `acknowledged`, `dropped`, what is queued and, after
 * `shutdown`, what stays in the spool.
 */
export interface EmitterStats {
  /** Events taken by `emit`, those that report losses, and those that came from the spool. */
  readonly emitted: number;
  readonly acknowledged: number;
  readonly dropped: number;
  /** Bytes of encoded events that are neither acknowledged nor dropped. */
  readonly queuedBytes: number;
  /** Why a request failed last, as `http 503` or `ECONNREFUSED`. */
  readonly lastFailure: string | undefined;
}

/** Creates an emitter. Throws a `TypeError` or `RangeError` on settings it cannot use. */
export function createEmitter(options: EmitterOptions = {}): Emitter {
  return new QueueingEmitter(options);
}
