import { expect, test } from "vitest";
import type { EmitterOptions } from "./emitter-options.ts";
import type { Loss } from "./loss.ts";
import { emitAll, emitterTo, losses, numbers, seqs, until, upTo } from "./testing/emitting.ts";
import { numberedEvent } from "./testing/events.ts";
import { startReceiver } from "./testing/receiver.ts";

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
