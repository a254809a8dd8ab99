import {
  createFoldState,
  droppedEvent,
  failedProjection,
  fold,
  release,
  TraceChain,
} from "@auditspan/core";
import type { AuditEvent, EventOrigin, LogRecord, SpanRecord } from "@auditspan/core";
import { createEmitter } from "@auditspan/emitter";
import type { Emitter, EmitterOptions, Sender } from "@auditspan/emitter";
import { guard } from "./guard.ts";
import { nowNanoseconds } from "./hr-time.ts";
import { isSdkDisabled } from "./is-sdk-disabled.ts";
import { suppressTracing } from "./otel-globals.ts";
import { claimedPipeline, claimProcess, releaseProcess } from "./process-pipeline.ts";
import { Session } from "./session.ts";
import type { SessionOptions } from "./session.ts";

export interface PipelineOptions {
  /** The default session: what happens outside any other belongs to it. Defaults to no names. */
  readonly session?: SessionOptions | undefined;
  /** How long a completion waits for its content in log records, in milliseconds. Defaults to 5000. */
  readonly holdMs?: number | undefined;
  /** Where the events go. Defaults to the `OTEL_EXPORTER_OTLP_*` settings. */
  readonly emitter?: Omit<EmitterOptions, "lossEvent" | "runDetached" | "resource"> | undefined;
}

/** How a source (a live span or log record) is read. Both functions may throw. */
export interface RecordReader<S> {
  readonly read: (source: S) => SpanRecord | LogRecord;
  readonly origin: (source: S) => EventOrigin;
}

/** The way of an event through the process: record → fold → emitter. */
export interface Pipeline {
  /** What happens outside any other session belongs to this one. */
  readonly session: Session;
  /** Reads, projects and emits one source at once. Never throws. */
  accept<S>(source: S, reader: RecordReader<S>, session: Session | undefined): void;
  /** Emits a finished event. Never throws. */
  emit(event: AuditEvent): void;
  /** Says that log records will come, so that completions wait for theirs. */
  expectLogs(): void;
  stats(): ReturnType<Emitter["stats"]>;
  /** Releases what is held and resolves when all of it is acknowledged or declared lost. */
  forceFlush(): Promise<void>;
  /** Ends the default session, flushes, and emits nothing after. */
  shutdown(): Promise<void>;
}

/**
 * Wires names, session, fold and emitter.
 *
 * The first pipeline of a process is the one that `audit`, `createSession` and the processors use
 * unless told otherwise. Throws when an option or a setting of the environment is not valid.
 */
export function createPipeline(options: PipelineOptions = {}): Pipeline {
  const { holdMs = 5_000 } = options;
  if (!(holdMs >= 0 && holdMs <= 60_000)) {
    throw new RangeError(`expected "holdMs" to be from 0 to 60000, got ${holdMs}`);
  }
  const chain = new TraceChain();
  const emit = (event: AuditEvent): void => {
    emitter.emit(chain.follow(event));
    const mismatch = Session.modelMismatch(event);
    if (mismatch !== undefined) emitter.emit(chain.follow(mismatch));
  };
  const session = new Session(options.session ?? {}, emit);
  const emitter = createEmitter({
    ...options.emitter,
    lossEvent: (loss) => droppedEvent(loss, session.context, nowNanoseconds()),
    runDetached: suppressTracing,
    resource: { serviceName: session.context.names.agent },
  });
  const state = createFoldState();
  let logsExpected = false;
  let timer: NodeJS.Timeout | undefined;

  const emitAll = (events: readonly AuditEvent[]): void => events.forEach(emit);

  // Looks a few times in the time of a hold, for as long as something waits.
  const releaseLater = (): void => {
    if (state.held.size + state.waiting.size + state.logged.size === 0) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      guard(() => emitAll(release(state, Date.now() - holdMs)));
      releaseLater();
    }, holdMs / 4).unref();
  };

  const pipeline: Pipeline = {
    session,
    accept(source, { read, origin }, of = session) {
      guard(() => {
        try {
          // Before all else: a span is read at the time at which it ended.
          const record = read(source);
          of.start();
          emitAll(fold(state, record, of.context, Date.now()));
        } catch {
          of.start();
          // Content stays out, the fact stays in: ids and an error code alone.
          emit(failedProjection(origin(source), of.context));
        }
        if (!logsExpected) emitAll(release(state, Number.POSITIVE_INFINITY));
        else releaseLater();
      });
    },
    emit: (event) => guard(() => emit(event)),
    expectLogs: () => {
      logsExpected = true;
    },
    stats: () => emitter.stats(),
    async forceFlush() {
      guard(() => emitAll(release(state, Number.POSITIVE_INFINITY)));
      await emitter.forceFlush();
    },
    async shutdown() {
      clearTimeout(timer);
      guard(() => emitAll(release(state, Number.POSITIVE_INFINITY)));
      guard(() => session.end());
      releaseProcess(pipeline);
      await emitter.shutdown();
    },
  };
  claimProcess(pipeline);
  return pipeline;
}

/**
 * The pipeline of the process: the first that was made, else one with default settings, which sends
 * nothing where `OTEL_SDK_DISABLED` says so.
 */
export function processPipeline(): Pipeline {
  const sender = isSdkDisabled(process.env) ? NOWHERE : undefined;
  return claimedPipeline() ?? createPipeline({ emitter: { sender } });
}

const NOWHERE: Sender = {
  send: () => Promise.resolve({ status: "success" }),
  shutdown() {},
};
