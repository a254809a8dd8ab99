import { randomUUID } from "node:crypto";
import { eventAttributes, eventId } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anyEvent } from "../test/any-event.ts";
import { NOON, sampleEvent } from "../test/sample-events.ts";
import { trailEngines } from "../test/trail-engines.ts";
import { openTrail } from "./open-trail.ts";
import type { SessionSummary, Trail } from "./trail.ts";

const engines = await trailEngines();

afterAll(async () => {
  for (const engine of engines) await engine.stop();
});

function moveTo(sessionId: string, events: readonly AuditEvent[]): AuditEvent[] {
  return events.map((event) => ({
    ...event,
    stamp: { sessionId, attributes: { ...event.stamp.attributes, "session.id": sessionId } },
  }));
}

describe.each(engines)("what a trail on $name was given", (engine) => {
  describe.skipIf(!engine.present)("in batches", () => {
    let trail: Trail;

    beforeAll(async () => {
      trail = await openTrail(await engine.newLocation());
    });

    afterAll(() => trail.close());

    async function summaryOf(id: string): Promise<SessionSummary | undefined> {
      const sessions = await trail.sessions({ limit: 100_000 });
      return sessions.find(({ sessionId }) => sessionId === id);
    }

    test("comes out as it went in, whatever it holds", async () => {
      const batches = fc.array(anyEvent, { minLength: 1, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(batches, async (events) => {
          await trail.ingest(events);
          for (const event of events) {
            const stored = await trail.event(event.stamp.sessionId, eventId(event));
            const { attributes: _, stamp: __, ...rest } = event;
            expect(stored).toMatchObject(rest);
            expect(stored && eventAttributes(stored)).toEqual(eventAttributes(event));
          }
          await trail.hold(events);
          expect(new Set(await trail.held())).toEqual(new Set(events));
          await trail.ingest(events);
        }),
        { numRuns: 25 },
      );
    });

    test("sums up to the same sessions in any order and any split", async () => {
      const step = fc.record({
        at: fc.integer({ min: NOON, max: NOON + 3 }),
        risk: fc.constantFrom("low", "medium", "high", "critical"),
        inode: fc.constantFrom("1", "2"),
        lane: fc.constantFrom("a", "b"),
        agent: fc.constantFrom("alpha", "beta"),
        type: fc.constantFrom("tool_call", "operation", "session_started"),
      });
      const steps = fc.array(step, { minLength: 2, maxLength: 12 }).map((list) =>
        list.map(({ at, risk, inode, lane, agent, type }) =>
          sampleEvent({
            at,
            type,
            attributes: { "auditspan.event.risk": risk, "auditspan.seal.lane": lane },
            stamp: { "auditspan.runtime.cgroup_inode": inode, "gen_ai.agent.name": agent },
          }),
        ),
      );
      const orders = steps.chain((events) =>
        fc.tuple(
          fc.constant(events),
          fc.shuffledSubarray(events, { minLength: events.length }),
          fc.shuffledSubarray(events),
        ),
      );
      await fc.assert(
        fc.asyncProperty(orders, async ([events, shuffled, again]) => {
          const [whole, pieces] = [randomUUID(), randomUUID()];
          await trail.ingest(moveTo(whole, events));
          for (const part of [shuffled.slice(0, 3), again, shuffled.slice(2)]) {
            await trail.ingest(moveTo(pieces, part));
          }
          const sum = { ...(await summaryOf(pieces)), sessionId: whole };
          expect(sum).toEqual(await summaryOf(whole));
          expect(sum.eventCount).toBe(events.length);
        }),
        { numRuns: 40 },
      );
    });

    test("counts risks, and tells facts that changed within a lane", async () => {
      const sessionId = randomUUID();
      const event = (risk: string, lane: string, inode: string): AuditEvent =>
        sampleEvent({
          sessionId,
          attributes: { "auditspan.event.risk": risk, "auditspan.seal.lane": lane },
          stamp: { "auditspan.runtime.cgroup_inode": inode },
        });
      await trail.ingest([event("low", "a", "1"), event("low", "b", "2"), event("high", "b", "2")]);
      expect(await summaryOf(sessionId)).toMatchObject({
        eventCount: 3,
        riskCounts: { low: 2, medium: 0, high: 1, critical: 0 },
        changedFacts: [],
      });
      await trail.ingest([event("critical", "a", "3")]);
      expect(await summaryOf(sessionId)).toMatchObject({
        eventCount: 4,
        changedFacts: ["cgroup_inode"],
      });
    });

    test("is kept once by writers that meet", async () => {
      const sessions = Array.from({ length: 5 }, () => randomUUID());
      const events = sessions.flatMap((sessionId) =>
        Array.from({ length: 40 }, () => sampleEvent({ sessionId })),
      );
      const batches = Array.from({ length: 8 }, (_, i) =>
        i % 2 === 0 ? events.slice(i * 10) : events.toReversed().slice(i * 10),
      );
      const results = await Promise.all(batches.map((batch) => trail.ingest(batch)));
      expect(results.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(200);
      for (const id of sessions) expect(await summaryOf(id)).toMatchObject({ eventCount: 40 });
    });

    test("is refused whole when one event breaks a rule", async () => {
      const good = sampleEvent();
      const { "auditspan.event.risk": _, ...attributes } = sampleEvent().attributes;
      const bad = { ...sampleEvent(), attributes };
      await expect(trail.ingest([good, bad])).rejects.toMatchObject({ code: "rejected" });
      await expect(trail.hold([good, bad])).rejects.toMatchObject({ code: "rejected" });
      expect(await trail.session(good.stamp.sessionId)).toEqual([]);
      expect(await trail.held()).toEqual([]);
    });
  });
});
