import { expect, test } from "vitest";
import { createEmitter } from "./emitter.ts";
import type { Sender } from "./sender.ts";
import {
  ascending,
  emitAll,
  emitterTo,
  losses,
  numbers,
  seqs,
  until,
  upTo,
} from "./testing/emitting.ts";
import { numberedEvent } from "./testing/events.ts";
import { startReceiver } from "./testing/receiver.ts";
import { readSpans } from "./testing/wire-reader.ts";

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
