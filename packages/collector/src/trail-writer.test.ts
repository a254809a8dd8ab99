import { randomUUID } from "node:crypto";
import type { AuditEvent } from "@auditspan/core";
import { expect, test } from "vitest";
import { type TrailSink, TrailWriter } from "./trail-writer.ts";

function event(): AuditEvent {
  const stamp = { sessionId: randomUUID(), attributes: {} };
  const attributes = { "auditspan.event.id": randomUUID() };
  return { attributes, stamp } as unknown as AuditEvent;
}

/** A trail that notes what it is asked for, in the order in which it does it. */
function noted({ keepsOrder = false } = {}) {
  const calls: [call: "hold" | "ingest", events: readonly AuditEvent[]][] = [];
  const fails = { hold: false, ingest: false };
  const take = async (call: "hold" | "ingest", events: readonly AuditEvent[]): Promise<void> => {
    calls.push([call, events]);
    await Promise.resolve();
    if (fails[call]) throw new Error("no");
  };
  const trail: TrailSink = {
    keepsOrder,
    hold: (events) => take("hold", events),
    async ingest(events) {
      await take("ingest", events);
      return { inserted: events.length, duplicates: 0 };
    },
    held: () => Promise.resolve([]),
  };
  return { trail, calls, fails };
}

const onStored = (): Promise<void> => Promise.resolve();

test.each(["hold", "ingest"] as const)(
  "what a trail that fails to %s did not take goes with the next write, before that is answered",
  async (call) => {
    const { trail, calls, fails } = noted();
    const writer = new TrailWriter({ trail, onStored });
    const [ready, held] = [event(), event()];
    fails[call] = true;
    await expect(writer.write({ ready: [ready], hold: [held] })).rejects.toThrow("no");
    expect(writer.pending).toBe(2);
    fails[call] = false;
    calls.length = 0;
    await writer.write({ ready: [], hold: [] });
    expect(calls).toEqual([
      ["hold", [held]],
      ["ingest", [ready]],
    ]);
    expect(writer.pending).toBe(0);
  },
);

test("what is kept and sent again is written once", async () => {
  const { trail, calls, fails } = noted();
  const writer = new TrailWriter({ trail, onStored });
  const [ready, held] = [event(), event()];
  fails.hold = true;
  const batch = { ready: [ready], hold: [held] };
  await expect(writer.write(batch)).rejects.toThrow("no");
  fails.hold = false;
  calls.length = 0;
  await writer.write(batch);
  expect(calls).toEqual([
    ["hold", [held]],
    ["ingest", [ready]],
  ]);
});

test("events that could not go on are written again, too", async () => {
  const { trail, calls } = noted();
  let fails = true;
  const writer = new TrailWriter({
    trail,
    onStored: () => (fails ? Promise.reject(new Error("no")) : Promise.resolve()),
  });
  const ready = event();
  await expect(writer.write({ ready: [ready], hold: [] })).rejects.toThrow("no");
  fails = false;
  calls.length = 0;
  await writer.write({ ready: [], hold: [] });
  expect(calls).toEqual([["ingest", [ready]]]);
});

test.each([true, false])(
  "held events come first, of a trail that keeps order: %s",
  async (keepsOrder) => {
    const { trail, calls } = noted({ keepsOrder });
    const writer = new TrailWriter({ trail, onStored });
    const writing = writer.write({ ready: [event()], hold: [event()] });
    // Both at once, or one after the other.
    expect(calls).toHaveLength(keepsOrder ? 2 : 1);
    await writing;
    expect(calls.map(([call]) => call)).toEqual(["hold", "ingest"]);
  },
);
