import { knownNames, type KnownNames } from "@auditspan/core";
import type { Emitter } from "@auditspan/emitter";
import { type CollectorStats, createCounts } from "./collector-stats.ts";
import { createHttpServer } from "./http-server.ts";
import { metricsText } from "./metrics-text.ts";
import { type Forward, Pipeline } from "./pipeline.ts";
import type { EventReaderOptions } from "./read-events.ts";
import { createReceive } from "./receive.ts";
import type { TrailSink } from "./trail-writer.ts";

export interface CollectorOptions {
  /**
   * 32 bytes that session and event ids of foreign spans are derived from; see `loadKey`. A function
   * is called when the port is bound.
   */
  readonly key: Uint8Array | (() => Promise<Uint8Array>);
  /**
   * Where events are kept. Left open by `close`. A function is called when the port is bound, so that
   * a collector which cannot listen makes no trail. Defaults to nowhere; then `forward` is needed.
   */
  readonly trail?: TrailSink | (() => Promise<TrailSink>) | undefined;
  /**
   * Where events go on to. Flushed by `close`, not shut down. A function is called when the port is
   * bound. With a spool and without a trail, what waits for its log records is in the spool, too.
   * Defaults to nowhere.
   */
  readonly forward?: CollectorForward | (() => Promise<CollectorForward>) | undefined;
  /** The names known beforehand. Defaults to those that the schema ships. */
  readonly names?: KnownNames | undefined;
  /**
   * Attested configurations. The events of one are read with its names, and `attested` is taken from
   * events whose configuration is not on file or was revoked. Defaults to none: what an agent says of
   * its binding is kept as its own word.
   */
  readonly configs?: EventReaderOptions["configs"];
  /** Whether keyed commitments to content are made. Defaults to false. */
  readonly commitments?: boolean | undefined;
  /** Whether secrets in content are looked for and told, without their values. Defaults to false. */
  readonly secretScan?: boolean | undefined;
  /** Address to listen on. Defaults to 127.0.0.1. */
  readonly host?: string | undefined;
  /** Port to listen on, 0 for a free one. Defaults to 4318. */
  readonly port?: number | undefined;
  /** Milliseconds for which a completion waits for its log records. Defaults to 5,000. */
  readonly holdMs?: number | undefined;
  /** Bytes of a compressed body. Defaults to 4 MiB. */
  readonly maxSentBytes?: number | undefined;
  /** Bytes of a body that is inflated or was never compressed. Defaults to 16 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** Bytes of all bodies in memory; beyond them the answer is 503. Defaults to 64 MiB. */
  readonly maxInFlightBytes?: number | undefined;
  /** Events that wait for the trail; beyond them the answer is 429. Defaults to 50,000. */
  readonly maxPendingEvents?: number | undefined;
  /** Milliseconds within which the head of a request must be there. Defaults to 10,000. */
  readonly headersTimeoutMs?: number | undefined;
  /** Milliseconds within which the whole of a request must be there. Defaults to 30,000. */
  readonly requestTimeoutMs?: number | undefined;
}

export type CollectorForward = Forward & Pick<Emitter, "stats">;

/** An OTLP/HTTP receiver that turns every span into an audit event. */
export interface Collector {
  /**
   * Binds the port, opens what was given as a function, and takes in what an earlier process held;
   * until then senders are asked to come again. Rejects when it cannot.
   */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /**
   * Stops accepting, answers what is in flight, delivers what is held, flushes a forward without a
   * spool for up to 5 s.
   *
   * Rejects when the trail does not take the rest.
   */
  close(): Promise<void>;
  stats(): CollectorStats;
}

const KEY_BYTES = 32;
const MIB = 1024 * 1024;

/** Wires receiver, pipeline and sinks. Throws when an option is not what it should be. */
export function createCollector(options: CollectorOptions): Collector {
  const { key, trail, forward, names = knownNames(), host = "127.0.0.1" } = options;
  const { commitments, secretScan, configs } = options;
  const { port, holdMs, ...limits } = withDefaults(options);
  if (typeof key !== "function") checkKey(key);
  check(trail !== undefined || forward !== undefined, "a trail or a forward, got neither");

  const counts = createCounts();
  // There is none until the port is bound and the trail is open.
  let pipeline: Pipeline | undefined;
  let delivery = typeof forward === "function" ? undefined : forward;
  const start = async (): Promise<Pipeline> => {
    const foreign = { key: checkKey(await given(key)), names, commitments, secretScan };
    const sink = await given(trail);
    delivery = await given(forward);
    const opened = new Pipeline({
      foreign,
      holdMs,
      configs,
      trail: sink,
      forward: delivery,
      counts,
    });
    await opened.start();
    return opened;
  };
  const stats = (): CollectorStats => ({
    ...counts,
    held: pipeline?.held ?? 0,
    pending: pipeline?.pending ?? 0,
    pendingMs: pipeline?.pendingMs ?? 0,
    forward: delivery && deliveryOf(delivery),
    refused: { ...counts.refused },
  });
  const receive = createReceive({
    limits,
    counts,
    metrics: () => metricsText(stats()),
    target: () => pipeline,
  });
  const server = createHttpServer({ host, port, ...limits }, receive);
  let closed: Promise<void> | undefined;
  return {
    async listen() {
      const bound = await server.listen();
      try {
        pipeline = await start();
      } catch (error) {
        await server.close();
        throw error;
      }
      return { url: `http://${host.includes(":") ? `[${host}]` : host}:${bound}`, port: bound };
    },
    close() {
      closed ??= server.close().then(() => pipeline?.stop());
      return closed;
    },
    stats,
  };
}

function given<T>(value: T | (() => Promise<T>)): T | Promise<T> {
  return typeof value === "function" ? (value as () => Promise<T>)() : value;
}

function checkKey(key: Uint8Array): Uint8Array {
  check(key.length === KEY_BYTES, `a key of ${KEY_BYTES} bytes, got ${key.length}`);
  return key;
}

function deliveryOf(forward: Pick<Emitter, "stats">): CollectorStats["forward"] {
  const { acknowledged, dropped, queuedBytes } = forward.stats();
  return { acknowledged, dropped, queuedBytes };
}

function withDefaults(options: CollectorOptions) {
  const numbers = {
    port: options.port ?? 4318,
    holdMs: options.holdMs ?? 5_000,
    maxSentBytes: options.maxSentBytes ?? 4 * MIB,
    maxBodyBytes: options.maxBodyBytes ?? 16 * MIB,
    maxInFlightBytes: options.maxInFlightBytes ?? 64 * MIB,
    maxPendingEvents: options.maxPendingEvents ?? 50_000,
    headersTimeoutMs: options.headersTimeoutMs ?? 10_000,
    requestTimeoutMs: options.requestTimeoutMs ?? 30_000,
  };
  for (const [name, value] of Object.entries(numbers)) {
    const least = name === "port" ? 0 : 1;
    check(
      Number.isSafeInteger(value) && value >= least,
      `${name} to be an integer from ${least}, got ${value}`,
    );
  }
  check(numbers.port <= 0xffff, `port to be at most 65535, got ${numbers.port}`);
  return numbers;
}

function check(holds: boolean, expectation: string): void {
  if (!holds) throw new RangeError(`collector: expected ${expectation}`);
}
