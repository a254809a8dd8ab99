import { randomUUID } from "node:crypto";
import { eventAttributes, eventId } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { newEventId, NOON, sampleEvent } from "../test/sample-events.ts";
import { trailEngines } from "../test/trail-engines.ts";
import { openTrail } from "./open-trail.ts";
import { COLUMN_ENUMS } from "./schema/event-columns.ts";
import type { Trail } from "./trail.ts";

const engines = await trailEngines();

afterAll(async () => {
  for (const engine of engines) await engine.stop();
});

describe.each(engines)("a trail on $name", (engine) => {
  describe.skipIf(!engine.present)("of its own", () => {
    let location: string;
    let trail: Trail;

    beforeEach(async () => {
      location = await engine.newLocation();
      trail = await openTrail(location);
    });

    afterEach(() => trail.close());

    test("keeps an event once, however often and in whatever batch it comes", async () => {
      const [a, b] = [sampleEvent(), sampleEvent()];
      expect(await trail.ingest([a, a])).toEqual({ inserted: 1, duplicates: 1 });
      expect(await trail.ingest([b, a])).toEqual({ inserted: 1, duplicates: 1 });
      expect(await trail.ingest([])).toEqual({ inserted: 0, duplicates: 0 });
      expect(await trail.session(a.stamp.sessionId)).toHaveLength(1);
    });

    test("keeps the first form of an event, and when it came", async () => {
      const event = sampleEvent();
      const forged = { ...event, name: "agent_handoff" };
      await trail.ingest([event], { receivedAt: new Date(NOON) });
      await trail.ingest([forged], { receivedAt: new Date(NOON + 1000) });
      const stored = await trail.event(event.stamp.sessionId, eventId(event));
      expect(stored).toMatchObject({ name: event.name, receivedAt: new Date(NOON) });
    });

    test("keeps events of the same id in different sessions apart", async () => {
      const id = newEventId();
      const events = [sampleEvent({ id }), sampleEvent({ id })];
      expect(await trail.ingest(events)).toEqual({ inserted: 2, duplicates: 0 });
    });

    test("is there again when it is opened again", async () => {
      const event = sampleEvent();
      await trail.ingest([event]);
      await trail.close();
      trail = await openTrail(location, { create: false });
      const [stored] = await trail.session(event.stamp.sessionId);
      expect(stored && eventAttributes(stored)).toEqual(eventAttributes(event));
    });

    test("orders a session by time, lane, sequence number and id, page by page", async () => {
      const sessionId = randomUUID();
      const lane = (lane: string, seq: number, at = NOON): AuditEvent =>
        sampleEvent({
          sessionId,
          at,
          attributes: { "auditspan.seal.lane": lane, "auditspan.seal.seq": seq },
        });
      const ids = [newEventId(NOON), newEventId(NOON)].toSorted();
      const inOrder = [
        lane("ffff", 9, NOON - 1),
        ...ids.map((id) => sampleEvent({ sessionId, id })),
        lane("0aaa", 2),
        lane("0aaa", 10),
        lane("bbbb", 1),
      ];
      await trail.ingest(inOrder.toReversed());

      const all = inOrder.map(eventId);
      expect((await trail.session(sessionId)).map(eventId)).toEqual(all);
      const first = await trail.session(sessionId, { limit: 2 });
      const rest = await trail.session(sessionId, { after: first.map(eventId)[1] ?? "", limit: 9 });
      expect([...first, ...rest].map(eventId)).toEqual(all);
      await expect(trail.session(sessionId, { after: newEventId() })).rejects.toThrow(RangeError);
      await expect(trail.session(sessionId, { limit: 0 })).rejects.toThrow(RangeError);
    });

    test("knows nothing of ids that are not there or no ids at all", async () => {
      for (const id of [randomUUID(), "not an id"]) {
        expect(await trail.session(id)).toEqual([]);
        expect(await trail.event(id, newEventId())).toBeUndefined();
      }
    });

    test("lists sessions newest first, page by page, by agent and by fingerprint", async () => {
      const other = { "gen_ai.agent.name": "auditor" };
      const print = { "auditspan.config_fingerprint": `sha256:${"00".repeat(32)}` };
      const events = [
        sampleEvent({ at: NOON, stamp: other }),
        sampleEvent({ at: NOON + 1, stamp: print }),
        sampleEvent({ at: NOON + 2 }),
      ];
      await trail.ingest(events);
      const [oldest, middle, newest] = events.map((event) => event.stamp.sessionId) as [
        ...[string, string, string],
      ];
      const ids = async (filter?: Parameters<Trail["sessions"]>[0]): Promise<string[]> =>
        (await trail.sessions(filter)).map(({ sessionId }) => sessionId);

      expect(await ids()).toEqual([newest, middle, oldest]);
      expect(await ids({ limit: 1 })).toEqual([newest]);
      expect(await ids({ before: newest })).toEqual([middle, oldest]);
      expect(await ids({ agent: "auditor" })).toEqual([oldest]);
      const fingerprint = print["auditspan.config_fingerprint"];
      expect(await ids({ fingerprint })).toEqual([middle]);
      await expect(ids({ before: randomUUID() })).rejects.toThrow(RangeError);
    });

    test("gives staged events back as they were held until they are ingested", async () => {
      const [a, b] = [sampleEvent(), sampleEvent({ attributes: { "gen_ai.request.seed": true } })];
      await trail.hold([a, b]);
      const grown = { ...a, attributes: { ...a.attributes, "auditspan.step.more": 3 } };
      await trail.hold([a, grown]);
      await trail.close();

      trail = await openTrail(location);
      const held = await trail.held();
      expect(held).toHaveLength(2);
      expect(held).toEqual(expect.arrayContaining([grown, b]));
      await trail.ingest([grown]);
      expect(await trail.held()).toEqual([b]);
      await trail.ingest([b]);
      expect(await trail.held()).toEqual([]);
    });

    test("refuses to change or delete an event", async () => {
      const event = sampleEvent();
      const note = sampleEvent({ type: "annotation" });
      await trail.ingest([event, note]);
      for (const table of ["agent_audit_events", "annotations"]) {
        for (const sql of [`UPDATE ${table} SET trace_id = ''`, `DELETE FROM ${table}`]) {
          await expect(engine.query(location, sql)).rejects.toThrow("is append only");
        }
      }
      const stored = await trail.session(event.stamp.sessionId);
      expect(stored.map(({ traceId }) => traceId)).toEqual([event.traceId]);
    });

    test.each(Object.entries(COLUMN_ENUMS))(
      "%s holds its listed values only",
      async (column, values) => {
        const insert = (value: string): Promise<unknown> =>
          engine.query(
            location,
            `INSERT INTO agent_audit_events (event_id, session_id, event_timestamp, event_type, span_name,
            trace_id, span_id, start_ns, duration_ns, received_at, details, ${[...new Set(["risk_level", column])].join(", ")})
          VALUES ('${newEventId()}', '${randomUUID()}', '2026-11-25T12:00:00.000000Z', 'tool_call', '',
            '', '', 1, 1, '2026-11-25T12:00:00.000000Z', '{}', ${column === "risk_level" ? "" : "'low', "}'${value}')`,
          );
        for (const value of values) await insert(value);
        await expect(insert("other")).rejects.toThrow(/check constraint/i);
      },
    );

    test("meets generations in events, and folds when they began and were revoked", async () => {
      const stamp = { "auditspan.generation.id": "g1" };
      const says = (type: string, at: number): AuditEvent =>
        sampleEvent({ type, at, stamp, attributes: { "auditspan.rotation.reason": "manual" } });
      const started = says("generation_started", NOON);
      await trail.ingest([sampleEvent({ stamp, at: NOON + 1 })]);
      await trail.ingest([
        says("generation_revoked", NOON + 9000),
        says("generation_revoked", NOON + 5000),
      ]);
      await trail.ingest([started, says("generation_started", NOON + 2000)]);
      await trail.ingest([started]);

      const [row] = await engine.query(location, "SELECT * FROM key_generations");
      expect(row).toMatchObject({ generation_id: "g1", reason: "manual" });
      expect(new Date(row?.["started_at"] as string).getTime()).toBe(NOON);
      expect(new Date(row?.["revoked_at"] as string).getTime()).toBe(NOON + 5000);
    });

    test("keeps checkpoints and annotations in tables of their own as well", async () => {
      const checkpoint = sampleEvent({
        type: "checkpoint",
        attributes: { "auditspan.checkpoint.size": 32, "auditspan.seal.lane": "ab" },
      });
      const annotation = sampleEvent({ type: "annotation" });
      const events = [checkpoint, annotation, sampleEvent()];
      await trail.ingest(events);
      await trail.ingest(events);
      const checkpoints = await engine.query(location, "SELECT * FROM checkpoints");
      expect(checkpoints).toMatchObject([{ event_id: eventId(checkpoint), lane: "ab" }]);
      expect(JSON.stringify(checkpoints)).toMatch(/checkpoint\.size\W+32/);
      const annotations = await engine.query(location, "SELECT * FROM annotations");
      expect(annotations).toMatchObject([
        { event_id: eventId(annotation), trace_id: annotation.traceId },
      ]);
    });

    test("takes a type that was added while it was open", async () => {
      const event = sampleEvent({ type: "claim_paid" });
      await expect(trail.ingest([event])).rejects.toMatchObject({ code: "rejected" });
      await engine.query(
        location,
        "INSERT INTO event_types (name, risk_level, data_schema, version) VALUES ('claim_paid', 'high', '{}', 1)",
      );
      expect(await trail.ingest([event])).toEqual({ inserted: 1, duplicates: 0 });
    });

    test("keeps none of a batch that the database refuses, and says so without a value", async () => {
      const sessionId = randomUUID();
      await trail.ingest([sampleEvent()]);
      // A rule that only the database can see: the type was known when the trail looked.
      await engine.query(location, "DELETE FROM event_types WHERE name = 'data_export'");
      const batch = [sampleEvent({ sessionId }), sampleEvent({ sessionId, type: "data_export" })];
      await expect(trail.ingest(batch)).rejects.toMatchObject({
        code: "database",
        message: expect.stringMatching(
          /^expected to store 2 events at .*(event_type|FOREIGN)/,
        ) as string,
      });
      expect(await trail.session(sessionId)).toEqual([]);
      expect(await trail.sessions()).toHaveLength(1);
      expect(await trail.ingest([sampleEvent({ sessionId })])).toMatchObject({ inserted: 1 });
    });

    test("refuses a trail that a newer version wrote", async () => {
      await engine.query(
        location,
        "INSERT INTO schema_migrations (name, timestamp) VALUES ('9999_future', '2030-01-01T00:00:00.000Z')",
      );
      await expect(openTrail(location)).rejects.toMatchObject({
        code: "schema",
        message: expect.stringContaining("0003_session_start or older") as string,
      });
    });

    test("refuses every call once it is closed", async () => {
      await trail.close();
      await trail.close();
      for (const call of [() => trail.ingest([]), () => trail.held(), () => trail.sessions()]) {
        await expect(call()).rejects.toMatchObject({ code: "closed" });
      }
    });

    test("does not make a trail that is only to be read", async () => {
      const empty = await engine.newLocation();
      const opened = openTrail(empty, { create: false });
      await expect(opened).rejects.toMatchObject({ code: "location" });
    });
  });
});
