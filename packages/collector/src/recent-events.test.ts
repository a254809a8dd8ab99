import { randomUUID } from "node:crypto";
import type { AuditEvent } from "@auditspan/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { RecentEvents } from "./recent-events.ts";

function event(id: string = randomUUID(), sessionId: string = randomUUID()): AuditEvent {
  const stamp = { sessionId, attributes: {} };
  return { attributes: { "auditspan.event.id": id }, stamp } as unknown as AuditEvent;
}

test("an event is new once", () => {
  const recent = new RecentEvents(4);
  const one = event();
  expect([recent.add(one), recent.add(one), recent.add({ ...one })]).toEqual([true, false, false]);
});

test("the same id in another session is another event", () => {
  const recent = new RecentEvents(4);
  const id = randomUUID();
  const [one, other] = [event(id), event(id)];
  expect([one, other, one, other].map((told) => recent.add(told))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("ids that differ in one digit, whichever it is, are two", () => {
  const recent = new RecentEvents(10);
  const id = "00000000-0000-4000-8000-000000000000";
  const session = randomUUID();
  let added = 0;
  for (let at = 0; at < id.length; at++) {
    if (id[at] === "-") continue;
    for (const digit of "123567abcdef") {
      added += Number(recent.add(event(id.slice(0, at) + digit + id.slice(at + 1), session)));
    }
  }
  expect(added).toBe(32 * 12);
});

test("the oldest is forgotten, and only the oldest", () => {
  const recent = new RecentEvents(3);
  const events = Array.from({ length: 9 }, () => event());
  for (const told of events) recent.add(told);
  expect(events.slice(1).map((told) => recent.add(told))).toEqual(Array(8).fill(false));
  expect(recent.add(events[0]!)).toBe(true);
});

test.each([0, 1, 2, 5])("of 2^%i events it knows what a list of the latest knows", (bits) => {
  const pool = Array.from({ length: 3 * 2 ** bits }, (_, i) =>
    // Neighbours share a session, and some have the id of another.
    event(`00000000-0000-7000-8000-${String(i >> 1).padStart(12, "0")}`, SESSIONS[i % 3]),
  );
  fc.assert(
    fc.property(fc.array(fc.nat(pool.length - 1), { maxLength: 200 }), (picks) => {
      const recent = new RecentEvents(bits);
      const latest: number[] = [];
      for (const pick of picks) {
        const isNew = !latest.includes(pick);
        expect(recent.add(pool[pick]!)).toBe(isNew);
        if (isNew && latest.push(pick) > 2 ** bits) latest.shift();
      }
    }),
  );
});

const SESSIONS = Array.from({ length: 3 }, () => randomUUID());

test.each([-1, 1.5, 25, Number.NaN])("a size of 2^%d is refused", (bits) => {
  expect(() => new RecentEvents(bits)).toThrow(
    new RangeError(`expected bits to be an integer from 0 to 24, got ${bits}`),
  );
});
