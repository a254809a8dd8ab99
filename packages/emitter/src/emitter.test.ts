import { expect, test } from "vitest";
import { createEmitter, type Emitter } from "./emitter.ts";
import type { EmitterOptions } from "./emitter-options.ts";
import type { Loss } from "./loss.ts";
import type { Sender } from "./sender.ts";
import { lossEvent, numberedEvent } from "./testing/events.ts";
import { type Receiver, startReceiver } from "./testing/receiver.ts";
import { readSpans, type WireSpan } from "./testing/wire-reader.ts";

function emitterTo(url: string, options: EmitterOptions = {}): Emitter {
  return createEmitter({
    otlp: { endpoint: url },
    delayMillis: 10,
    retry: { initialMillis: 20, maxMillis: 50 },
    lossEvent,
    ...options,
  });
}

function emitAll(emitter: Emitter, count: number): void {
  for (let number = 0; number < count; number++) emitter.emit(numberedEvent(number));
}

const numbers = (spans: readonly WireSpan[]): unknown[] =>
  spans.filter((span) => span.name === "tool_call").map((span) => span.attributes["number"]);

const seqs = (spans: readonly WireSpan[]): number[] =>
  spans.map((span) => Number(span.attributes["auditspan.seal.seq"]));

const losses = (receiver: Receiver): WireSpan["attributes"][] =>
  receiver.accepted.filter((span) => span.name === "events_dropped").map((span) => span.attributes);

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const ascending = (values: number[]): number[] => values.toSorted((a, b) => a - b);

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((done) => setTimeout(done, 5));
}

test("5,000 events of one tick all arrive, numbered without a gap", async () => {
  const receiver = await startReceiver();
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 5000);
  await emitter.forceFlush();
  expect(ascending(numbers(receiver.accepted) as number[])).toEqual(upTo(5000));
  expect(ascending(seqs(receiver.accepted))).toEqual(upTo(5000));
  expect(new Set(receiver.accepted.map((span) => span.attributes["auditspan.seal.lane"]))).toEqual(
    new Set([emitter.lane]),
  );
  expect(emitter.stats()).toMatchObject({
    emitted: 5000,
    acknowledged: 5000,
    dropped: 0,
    queuedBytes: 0,
  });
  await emitter.shutdown();
});

test("40,000 queued events all arrive during shutdown", async () => {
  const receiver = await startReceiver();
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 40_000);
  await emitter.shutdown();
  expect(ascending(seqs(receiver.accepted))).toEqual(upTo(40_000));
});

test("a few events are sent after the delay, in one request", async () => {
  const receiver = await startReceiver();
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 3);
  await until(() => receiver.accepted.length === 3);
  expect(receiver.requests).toHaveLength(1);
  await emitter.shutdown();
});

test("a full chunk is sent at once, and the rest waits for the delay", async () => {
  const receiver = await startReceiver();
  const emitter = emitterTo(receiver.url, { delayMillis: 60_000 });
  emitAll(emitter, 1);
  await emitter.forceFlush();
  emitAll(emitter, 600);
  await until(() => emitter.stats().acknowledged >= 513);
  await new Promise((done) => setTimeout(done, 30));
  expect(receiver.accepted).toHaveLength(513);
  await emitter.shutdown();
});

test("with one request at a time, events arrive once and in order after an outage", async () => {
  const start = performance.now();
  const isOut = (): boolean => performance.now() - start < 300;
  const receiver = await startReceiver(() => ({ status: isOut() ? 503 : 200 }));
  const emitter = emitterTo(receiver.url, { maxConcurrentRequests: 1 });
  emitAll(emitter, 3000);
  await emitter.forceFlush();
  expect(receiver.requests.length).toBeGreaterThan(6);
  expect(seqs(receiver.accepted)).toEqual(upTo(3000));
  await emitter.shutdown();
});

test("no event arrives twice after an outage, with several requests at a time", async () => {
  const start = performance.now();
  const isOut = (): boolean => performance.now() - start < 300;
  const receiver = await startReceiver(() => ({ status: isOut() ? 503 : 200 }));
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 5000);
  await emitter.forceFlush();
  expect(emitter.stats().lastFailure).toBe("http 503");
  expect(ascending(seqs(receiver.accepted))).toEqual(upTo(5000));
  await emitter.shutdown();
});

test("while the receiver is down just one request at a time tries", async () => {
  const receiver = await startReceiver((index) => ({ status: index < 12 ? 503 : 200 }));
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 5000);
  await emitter.forceFlush();
  const tried = receiver.requests.slice(4, 12).map((request) => seqs(request.spans)[0]);
  expect(new Set(tried)).toEqual(new Set([0]));
  await emitter.shutdown();
});

test("events wait for a receiver that is not there yet", async () => {
  const first = await startReceiver();
  const port = Number(new URL(first.url).port);
  await first.close();
  const emitter = emitterTo(first.url);
  emitAll(emitter, 1000);
  await until(() => emitter.stats().lastFailure === "ECONNREFUSED");
  const receiver = await startReceiver(undefined, port);
  await emitter.forceFlush();
  expect(ascending(seqs(receiver.accepted))).toEqual(upTo(1000));
  await emitter.shutdown();
});

test("what a full queue refuses is reported with its range and count when there is room", async () => {
  let isOpen = false;
  const receiver = await startReceiver(() => ({ status: isOpen ? 200 : 503 }));
  const emitter = emitterTo(receiver.url, { maxQueueBytes: 10_000 });
  emitAll(emitter, 1000);
  const { dropped, queuedBytes } = emitter.stats();
  expect(queuedBytes).toBeLessThan(10_500);
  expect(dropped).toBeGreaterThan(800);
  isOpen = true;
  await emitter.forceFlush();
  expect(losses(receiver)).toMatchObject([
    { lane: emitter.lane, from: 1000 - dropped, to: 999, count: dropped, reason: "queue_full" },
  ]);
  expect(numbers(receiver.accepted)).toEqual(upTo(1000 - dropped));
  expect(emitter.stats()).toMatchObject({ emitted: 1001, acknowledged: 1001 - dropped, dropped });
  await emitter.shutdown();
});

test("what the receiver refuses for good is reported", async () => {
  const receiver = await startReceiver((index) => ({ status: index === 0 ? 400 : 200 }));
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 7);
  await emitter.forceFlush();
  expect(losses(receiver)).toMatchObject([{ from: 0, to: 6, count: 7, reason: "rejected" }]);
  expect(emitter.stats()).toMatchObject({ emitted: 8, acknowledged: 1, dropped: 7 });
  await emitter.shutdown();
});

test("spans that a partial success rejects are reported by their number", async () => {
  const body = Uint8Array.of(0x0a, 2, 0x08, 3); // partial_success.rejected_spans = 3
  const receiver = await startReceiver((index) =>
    index === 0 ? { status: 200, body } : { status: 200 },
  );
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 7);
  await emitter.forceFlush();
  expect(losses(receiver)).toMatchObject([{ from: 0, to: 6, count: 3, reason: "rejected" }]);
  expect(emitter.stats()).toMatchObject({ acknowledged: 5, dropped: 3 });
  await emitter.shutdown();
});

test("a refused report does not lead to another one until the receiver accepts something", async () => {
  let isOpen = false;
  const receiver = await startReceiver(() => ({ status: isOpen ? 200 : 400 }));
  const emitter = emitterTo(receiver.url);
  emitter.emit(numberedEvent(0));
  await emitter.forceFlush();
  expect(receiver.requests).toHaveLength(2);
  isOpen = true;
  emitter.emit(numberedEvent(2));
  await emitter.forceFlush();
  // The event and, in the same range, the report that was lost as well.
  expect(losses(receiver)).toMatchObject([{ from: 0, to: 1, count: 2, reason: "rejected" }]);
  await emitter.shutdown();
});

test("losses that no event can report are told when the emitter is shut down", async () => {
  const told: Loss[] = [];
  const receiver = await startReceiver(() => ({ status: 400 }));
  const emitter = emitterTo(receiver.url, { onLoss: (loss) => told.push(loss) });
  emitAll(emitter, 3);
  await emitter.shutdown();
  expect(told).toEqual([{ lane: emitter.lane, from: 0, to: 3, count: 4, reason: "rejected" }]);
});

test("shutdown gives up without progress and tells what was lost", async () => {
  const told: Loss[] = [];
  const receiver = await startReceiver(() => ({ status: 200, delay: 60_000 }));
  const emitter = emitterTo(receiver.url, {
    shutdownTimeoutMillis: 100,
    onLoss: (loss) => told.push(loss),
  });
  emitAll(emitter, 2000);
  const flushed = emitter.forceFlush();
  await emitter.shutdown();
  await flushed;
  expect(told).toEqual([
    { lane: emitter.lane, from: 0, to: 1999, count: 2000, reason: "shutdown" },
  ]);
  expect(emitter.stats()).toMatchObject({ dropped: 2000, queuedBytes: 0 });
});

test("shutdown goes on as long as there is progress", async () => {
  const receiver = await startReceiver(() => ({ status: 200, delay: 60 }));
  const emitter = emitterTo(receiver.url, { shutdownTimeoutMillis: 400, maxConcurrentRequests: 1 });
  emitAll(emitter, 5000);
  await emitter.shutdown();
  expect(seqs(receiver.accepted)).toEqual(upTo(5000));
});

test("events after shutdown are refused and told, in one row", async () => {
  const told: Loss[] = [];
  const receiver = await startReceiver();
  const emitter = emitterTo(receiver.url, { onLoss: (loss) => told.push(loss) });
  const first = emitter.shutdown();
  expect(emitter.shutdown()).toBe(first);
  await first;
  emitAll(emitter, 5);
  await until(() => told.length > 0);
  expect(told).toEqual([{ lane: emitter.lane, from: 0, to: 4, count: 5, reason: "shutdown" }]);
  await emitter.forceFlush();
  expect(receiver.requests).toHaveLength(0);
});

test("events that come while the queue is delivered for shutdown are reported as well", async () => {
  const receiver = await startReceiver(() => ({ status: 200, delay: 20 }));
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 3);
  const closed = emitter.shutdown();
  emitAll(emitter, 2);
  await closed;
  expect(losses(receiver)).toMatchObject([{ from: 3, to: 4, count: 2, reason: "shutdown" }]);
});

test("forceFlush waits for requests that are on their way", async () => {
  const receiver = await startReceiver(() => ({ status: 200, delay: 100 }));
  const emitter = emitterTo(receiver.url, { delayMillis: 0 });
  emitAll(emitter, 3);
  await until(() => receiver.requests.length === 1);
  expect(receiver.accepted).toHaveLength(0);
  await emitter.forceFlush();
  expect(receiver.accepted).toHaveLength(3);
  await emitter.shutdown();
});

test("a slow receiver does not slow down emit", async () => {
  const receiver = await startReceiver(() => ({ status: 200, delay: 500 }));
  const emitter = emitterTo(receiver.url);
  const start = performance.now();
  for (let i = 0; i < 20; i++) {
    emitAll(emitter, 200);
    await new Promise((done) => setImmediate(done));
  }
  expect(receiver.accepted).toHaveLength(0);
  expect(performance.now() - start).toBeLessThan(500);
  await emitter.shutdown();
  expect(receiver.accepted).toHaveLength(4000);
});

test("Retry-After is waited for", async () => {
  const receiver = await startReceiver((index) =>
    index === 0 ? { status: 429, headers: { "retry-after": "1" } } : { status: 200 },
  );
  const emitter = emitterTo(receiver.url);
  emitAll(emitter, 3);
  await emitter.forceFlush();
  const [first = 0, second = 0] = receiver.requests.map((request) => request.at);
  expect(second - first).toBeGreaterThan(990);
  await emitter.shutdown();
});

test("an event that was sealed elsewhere keeps its seal and takes no number", async () => {
  const receiver = await startReceiver((index) => ({ status: index === 0 ? 400 : 200 }));
  const emitter = emitterTo(receiver.url);
  const foreign = numberedEvent(0);
  const seal = { "auditspan.seal.lane": "abababababababab", "auditspan.seal.seq": 77 };
  emitter.emit({ ...foreign, attributes: { ...foreign.attributes, ...seal } });
  emitter.emit(numberedEvent(1));
  await emitter.forceFlush();
  expect(seqs(receiver.requests[0]?.spans ?? [])).toEqual([77, 0]);
  expect(losses(receiver)).toMatchObject([
    { lane: "abababababababab", from: 77, to: 77, count: 1, "auditspan.seal.seq": 1 },
    { lane: emitter.lane, from: 0, to: 0, count: 1, "auditspan.seal.seq": 2 },
  ]);
  await emitter.shutdown();
});

test("an event that cannot be encoded does not throw and is reported", async () => {
  const receiver = await startReceiver();
  const emitter = emitterTo(receiver.url);
  emitter.emit({ ...numberedEvent(0), attributes: { broken: null as unknown as string } });
  emitter.emit(undefined as unknown as ReturnType<typeof numberedEvent>);
  emitter.emit(numberedEvent(2));
  await emitter.forceFlush();
  expect(losses(receiver)).toMatchObject([
    { from: 0, to: 0, count: 1, reason: "rejected" },
    { from: 2, to: 2, count: 1, reason: "rejected" },
  ]);
  expect(numbers(receiver.accepted)).toEqual([2]);
  await emitter.shutdown();
});

test("a report that cannot be encoded is told instead, and not tried for ever", async () => {
  const told: Loss[] = [];
  const receiver = await startReceiver((index) => ({ status: index === 0 ? 400 : 200 }));
  const emitter = emitterTo(receiver.url, {
    lossEvent: () => ({ ...numberedEvent(0), startTime: 0 as unknown as bigint }),
    onLoss: (loss) => told.push(loss),
  });
  emitter.emit(numberedEvent(0));
  await emitter.shutdown();
  expect(told).toEqual([{ lane: emitter.lane, from: 0, to: 1, count: 2, reason: "rejected" }]);
});

test.each<[name: string, lossEvent: EmitterOptions["lossEvent"]]>([
  ["makes no reports", undefined],
  [
    "throws",
    () => {
      throw new Error("no event");
    },
  ],
  ["returns something else", () => ({}) as ReturnType<typeof numberedEvent>],
])("a loss is told when the host %s", async (_name, lossEvent) => {
  const told: Loss[] = [];
  const receiver = await startReceiver((index) => ({ status: index === 0 ? 400 : 200 }));
  const emitter = emitterTo(receiver.url, { lossEvent, onLoss: (loss) => told.push(loss) });
  emitAll(emitter, 2);
  await emitter.forceFlush();
  expect(told).toEqual([{ lane: emitter.lane, from: 0, to: 1, count: 2, reason: "rejected" }]);
  await emitter.shutdown();
});

test("no request starts within emit", async () => {
  const spanCounts: number[] = [];
  const sender: Sender = {
    async send(body) {
      spanCounts.push(readSpans(Buffer.concat(body)).length);
      return { status: "success" };
    },
    shutdown() {},
  };
  const emitter = createEmitter({ sender });
  emitAll(emitter, 2000);
  expect(spanCounts).toEqual([]);
  await emitter.shutdown();
  expect(spanCounts).toEqual([512, 512, 512, 464]);
});

test("requests run where the host wants them, and outside of the caller's context", async () => {
  const { AsyncLocalStorage } = await import("node:async_hooks");
  const caller = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  const sender: Sender = {
    async send() {
      seen.push(caller.getStore());
      return { status: "success" };
    },
    shutdown: () => seen.push("shutdown"),
  };
  let detached = 0;
  const emitter = createEmitter({
    sender,
    delayMillis: 5,
    runDetached(fn) {
      detached++;
      return fn();
    },
  });
  caller.run("request 1", () => emitter.emit(numberedEvent(0)));
  await until(() => emitter.stats().acknowledged === 1);
  await caller.run("request 2", () => {
    emitter.emit(numberedEvent(1));
    return emitter.forceFlush();
  });
  await emitter.shutdown();
  expect(seen).toEqual([undefined, undefined, "shutdown"]);
  expect(detached).toBe(2);
});

test.each([
  ["maxQueueBytes", { maxQueueBytes: 0 }],
  ["delayMillis", { delayMillis: -1 }],
  ["maxConcurrentRequests", { maxConcurrentRequests: 1.5 }],
  ["shutdownTimeoutMillis", { shutdownTimeoutMillis: 2 ** 31 }],
  ["retry.initialMillis", { retry: { initialMillis: 10, maxMillis: 5 } }],
])("a wrong %s throws at construction", (name, options) => {
  expect(() => createEmitter(options)).toThrow(name);
});
