import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openSpool } from "./spool/open-spool.ts";
import { Segment } from "./spool/segment.ts";
import { ascending, emitAll, emitterTo, losses, numbers, seqs, upTo } from "./testing/emitting.ts";
import { numberedEvent } from "./testing/events.ts";
import { startReceiver } from "./testing/receiver.ts";

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "auditspan-spool-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The folder as a process leaves it that is killed now. */
function crashed(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, "lock"));
  return copy;
}

const quiet = { onOutage: () => {}, shutdownTimeoutMillis: 50 };
const segmentsIn = (folder: string) => readdirSync(folder).filter((name) => Segment.isName(name));

async function startGate() {
  const gate = { isOpen: false };
  const receiver = await startReceiver(() => ({ status: gate.isOpen ? 200 : 503 }));
  return { gate, receiver };
}

test("what is stored arrives after a crash, under the numbers that it had", async () => {
  const { gate, receiver } = await startGate();
  const folder = newFolder();
  const first = emitterTo(receiver.url, { ...quiet, spool: await openSpool(folder) });
  for (let number = 0; number < 1000; number++) {
    first.emit(numberedEvent(number));
    if (number % 300 === 0) await first.stored();
  }
  await first.stored();
  const after = crashed(folder);
  await first.shutdown();
  gate.isOpen = true;
  const second = emitterTo(receiver.url, { ...quiet, spool: await openSpool(after) });
  expect(second.stats()).toMatchObject({ emitted: 1000, acknowledged: 0 });
  second.emit(numberedEvent(1000));
  await second.forceFlush();
  expect(ascending(numbers(receiver.accepted) as number[])).toEqual(upTo(1001));
  const lanes = receiver.accepted.map(({ attributes }) => attributes["auditspan.seal.lane"]);
  expect(new Set(lanes)).toEqual(new Set([first.lane, second.lane]));
  expect(ascending(seqs(receiver.accepted))).toEqual([0, ...upTo(1000)]);
  expect(second.stats()).toMatchObject({ emitted: 1001, acknowledged: 1001, queuedBytes: 0 });
  await second.shutdown();
  expect(readdirSync(after)).toEqual([]);
});

test("events that nobody asks for are stored soon", async () => {
  const { receiver } = await startGate();
  const folder = newFolder();
  const emitter = emitterTo(receiver.url, { ...quiet, spool: await openSpool(folder) });
  emitter.emit(numberedEvent(0));
  await vi.waitFor(() => expect(segmentsIn(folder)).toHaveLength(1));
  await emitter.shutdown();
});

test("what does not arrive before the end is no loss, and goes with the next start", async () => {
  const { gate, receiver } = await startGate();
  const folder = newFolder();
  const lost = vi.fn();
  const first = emitterTo(receiver.url, { ...quiet, spool: await openSpool(folder), onLoss: lost });
  emitAll(first, 10);
  const flushed = first.forceFlush();
  await first.shutdown();
  await flushed;
  expect(first.stats()).toMatchObject({ emitted: 10, acknowledged: 0, dropped: 0 });
  gate.isOpen = true;
  const second = emitterTo(receiver.url, { ...quiet, spool: await openSpool(folder) });
  await second.forceFlush();
  await second.shutdown();
  expect(numbers(receiver.accepted)).toEqual(upTo(10));
  expect(lost).not.toHaveBeenCalled();
  expect(readdirSync(folder)).toEqual([]);
});

test("what was acknowledged is not sent again by the next start", async () => {
  const receiver = await startReceiver();
  const folder = newFolder();
  for (const round of [0, 1, 2]) {
    const emitter = emitterTo(receiver.url, { ...quiet, spool: await openSpool(folder) });
    emitter.emit(numberedEvent(round));
    await emitter.forceFlush();
    await emitter.shutdown();
  }
  expect(numbers(receiver.accepted)).toEqual(upTo(3));
});

test("a full queue drops nothing of a host with a spool, and says that it is full", async () => {
  const { gate, receiver } = await startGate();
  const spool = await openSpool(newFolder());
  const emitter = emitterTo(receiver.url, { ...quiet, spool, maxQueueBytes: 1000 });
  expect(emitter.isFull).toBe(false);
  emitAll(emitter, 100);
  expect(emitter.isFull).toBe(true);
  gate.isOpen = true;
  await emitter.forceFlush();
  expect(emitter.isFull).toBe(false);
  expect(numbers(receiver.accepted)).toEqual(upTo(100));
  await emitter.shutdown();
});

test("what is refused for good after a crash is told with the numbers of its own lane", async () => {
  const { receiver } = await startGate();
  const folder = newFolder();
  const first = emitterTo(receiver.url, { ...quiet, spool: await openSpool(folder) });
  emitAll(first, 5);
  await first.stored();
  emitAll(first, 5);
  await first.shutdown();
  const refusing = await startReceiver((index) => ({ status: index === 0 ? 400 : 200 }));
  const second = emitterTo(refusing.url, { ...quiet, spool: await openSpool(folder) });
  await second.forceFlush();
  await second.shutdown();
  expect(losses(refusing)).toMatchObject([
    { lane: first.lane, from: 0, to: 9, count: 10, reason: "rejected" },
  ]);
});

test("a disk that takes nothing is told to who asks, and what it did not take is still sent", async () => {
  const receiver = await startReceiver();
  const emitter = emitterTo(receiver.url, { ...quiet, spool: await openSpool(newFolder()) });
  const write = vi.spyOn(Segment.prototype, "write");
  write.mockRejectedValue(Object.assign(new Error("full"), { code: "ENOSPC" }));
  const said = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  emitAll(emitter, 3);
  await expect(emitter.stored()).rejects.toThrow("full");
  emitter.emit(numberedEvent(3));
  await vi.waitFor(() =>
    expect(said.mock.calls.flat().join("")).toContain("the spool takes no events (ENOSPC)"),
  );
  write.mockRestore();
  said.mockRestore();
  await emitter.stored();
  await emitter.forceFlush();
  expect(numbers(receiver.accepted)).toEqual(upTo(4));
  await emitter.shutdown();
});
