import { randomUUID } from "node:crypto";
import { eventId } from "@auditspan/core";
import type { Attributes } from "@auditspan/core";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { NOON, sampleEvent } from "../test/sample-events.ts";
import { fingerprintOf, sampleApproval, sampleAttestation } from "../test/sample-statements.ts";
import { trailEngines } from "../test/trail-engines.ts";
import { openTrail } from "./open-trail.ts";
import type { SessionSummary, Trail } from "./trail.ts";

const engines = await trailEngines();
const A = fingerprintOf("a");

afterAll(async () => {
  for (const engine of engines) await engine.stop();
});

describe.each(engines)("what a trail on $name says of a session", (engine) => {
  describe.skipIf(!engine.present)("by its first event", () => {
    let location: string;
    let trail: Trail;
    let session: string;

    beforeEach(async () => {
      location = await engine.newLocation();
      trail = await openTrail(location);
      session = randomUUID();
    });

    afterEach(() => trail.close());

    const ran = (stamp: Attributes, type = "tool_call", at = NOON) =>
      sampleEvent({ sessionId: session, type, at, stamp });

    async function summary(): Promise<SessionSummary | undefined> {
      const found = await trail.sessions({ session });
      expect(found).toHaveLength(1);
      return found[0];
    }

    test("is what its start says, not an event that claims to be older", async () => {
      const started = ran({ "gen_ai.agent.name": "alpha" }, "session_started");
      const claims = { "gen_ai.agent.name": "beta", "auditspan.config.binding": "attested" };
      const older = ran(claims, "tool_call", 0);
      const other = sampleEvent();
      for (const event of [older, started, ran(claims, "operation", 1), other]) {
        await trail.ingest([event]);
      }
      expect(await summary()).toMatchObject({
        agent: "alpha",
        binding: "unbound",
        firstEventId: eventId(started),
        firstEventAt: new Date(NOON),
        eventCount: 3,
      });
    });

    test("is what its earliest event says while no start of it is known", async () => {
      await trail.ingest([ran({ "gen_ai.agent.name": "later" })]);
      await trail.ingest([ran({ "gen_ai.agent.name": "earlier" }, "tool_call", NOON - 1)]);
      expect(await summary()).toMatchObject({ agent: "earlier" });
      expect(await trail.sessions({ session: randomUUID() })).toEqual([]);
      expect(await trail.sessions({ session: "no id" })).toEqual([]);
    });

    test("is attested only while a statement on file bears it out", async () => {
      const stamp = { "auditspan.config_fingerprint": A, "auditspan.config.binding": "attested" };
      await trail.ingest([ran(stamp, "session_started")]);
      const binding = async () => (await summary())?.binding;
      expect(await binding()).toBe("computed");
      await trail.provenance.store({ attestations: [sampleAttestation()] });
      expect(await binding()).toBe("attested");
      await trail.provenance.store({ approvals: [sampleApproval({ verdict: "revoked" })] });
      expect(await binding()).toBe("computed");
      const again = sampleApproval({ decidedAt: new Date(NOON) });
      await trail.provenance.store({ approvals: [again] });
      expect(await binding()).toBe("attested");
    });

    test("is kept when the trail of an older version is brought up to date", async () => {
      const started = ran({ "gen_ai.agent.name": "alpha" }, "session_started");
      await trail.ingest([started]);
      await trail.close();
      for (const sql of [
        "ALTER TABLE sessions DROP COLUMN first_event_rank",
        "DELETE FROM schema_migrations WHERE name > '0002_provenance'",
      ]) {
        await engine.query(location, sql);
      }
      trail = await openTrail(location, { create: false });
      await trail.ingest([ran({ "gen_ai.agent.name": "beta" }, "tool_call", 0)]);
      expect(await summary()).toMatchObject({ agent: "alpha" });
    });
  });
});
