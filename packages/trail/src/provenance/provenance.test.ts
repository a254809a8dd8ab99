import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { NOON } from "../../test/sample-events.ts";
import { MINUTE, ranSession } from "../../test/sample-sessions.ts";
import type { SampleSession } from "../../test/sample-sessions.ts";
import { fingerprintOf, sampleApproval, sampleAttestation } from "../../test/sample-statements.ts";
import { trailEngines } from "../../test/trail-engines.ts";
import { openTrail } from "../open-trail.ts";
import type { SessionStanding, Trail } from "../trail.ts";
import type { ApprovalRecord } from "./provenance-records.ts";

const engines = await trailEngines();
const [A, B, C] = [fingerprintOf("a"), fingerprintOf("b"), fingerprintOf("c")];
const DAY = 24 * 60 * MINUTE;

afterAll(async () => {
  for (const engine of engines) await engine.stop();
});

describe.each(engines)("the provenance of a trail on $name", (engine) => {
  describe.skipIf(!engine.present)("of its own", () => {
    let location: string;
    let trail: Trail;
    const ran = (fingerprint: string, given?: SampleSession): Promise<string> =>
      ranSession(trail, fingerprint, given);

    beforeEach(async () => {
      location = await engine.newLocation();
      trail = await openTrail(location);
    });

    afterEach(() => trail.close());

    test("keeps a statement once, as it was first stored", async () => {
      const [attestation, approval] = [sampleAttestation(), sampleApproval()];
      const records = { attestations: [attestation], approvals: [approval] };
      expect(await trail.provenance.store(records)).toEqual({ attestations: 1, approvals: 1 });
      const forged = { ...attestation, envelope: "{}" };
      const again = { attestations: [forged], approvals: [approval, sampleApproval()] };
      expect(await trail.provenance.store(again)).toEqual({ attestations: 0, approvals: 1 });
      const rows = await engine.query(location, "SELECT * FROM attestations");
      expect(rows).toMatchObject([{ envelope: attestation.envelope, config_fingerprint: A }]);
    });

    test("refuses to change or delete a statement", async () => {
      await trail.provenance.store({
        attestations: [sampleAttestation()],
        approvals: [sampleApproval()],
      });
      for (const table of ["attestations", "approvals"]) {
        for (const sql of [`UPDATE ${table} SET key_id = ''`, `DELETE FROM ${table}`]) {
          await expect(engine.query(location, sql)).rejects.toThrow("is append only");
        }
      }
    });

    test("lists configurations over time, with their risks and their standing", async () => {
      await ran(A, { begins: NOON, risky: 2 });
      await ran(A, { begins: NOON + DAY });
      await ran(B, { begins: NOON + DAY + 1, agent: "auditor" });
      const approval = sampleApproval();
      await trail.provenance.store({
        attestations: [sampleAttestation()],
        approvals: [approval],
      });
      const all = await trail.provenance.fingerprints();
      expect(all).toMatchObject([
        { agent: "auditor", fingerprint: B, sessions: 1, standing: { approval: "none" } },
        {
          agent: "support-agent",
          fingerprint: A,
          day: undefined,
          sessions: 2,
          events: 6,
          riskyEvents: 2,
          firstEventAt: new Date(NOON),
          lastEventAt: new Date(NOON + DAY + MINUTE),
          standing: {
            attestedAt: new Date(NOON - 1_000_000),
            approval: "approved",
            decision: {
              at: approval.decidedAt,
              approver: approval.approver,
              policyUri: approval.policyUri,
              policyDigest: approval.policyDigest,
              keyId: approval.keyId,
            },
          },
        },
      ]);
      expect(all[0]?.standing.attestedAt).toBeUndefined();
      const days = await trail.provenance.fingerprints({ byDay: true, agent: "support-agent" });
      expect(days.map(({ day, sessions }) => [day, sessions])).toEqual([
        ["2026-11-26", 1],
        ["2026-11-25", 1],
      ]);
      const one = { from: new Date(NOON + 1), to: new Date(NOON + DAY + 1) };
      expect(await trail.provenance.fingerprints(one)).toMatchObject([
        { fingerprint: A, sessions: 1 },
      ]);
      expect(await trail.provenance.fingerprints({ limit: 1 })).toHaveLength(1);
    });

    test("tells what an agent ran at a time, and how it stood then", async () => {
      await ran(A, { begins: NOON, ends: NOON + 10 * MINUTE });
      await ran(A, { begins: NOON + MINUTE, ends: NOON + 10 * MINUTE });
      await ran(B, { begins: NOON + 5 * MINUTE, ends: NOON + 6 * MINUTE });
      await ran(C, { begins: NOON, ends: NOON + 60 * MINUTE, agent: "auditor" });
      await trail.provenance.store({
        attestations: [sampleAttestation({ attestedAt: new Date(NOON) })],
        approvals: [
          sampleApproval({ decidedAt: new Date(NOON) }),
          sampleApproval({ verdict: "revoked", decidedAt: new Date(NOON + 7 * MINUTE) }),
        ],
      });
      const live = (minutes: number) =>
        trail.provenance.live("support-agent", new Date(NOON + minutes * MINUTE));
      expect(await live(-1)).toEqual([]);
      expect(await live(5.5)).toMatchObject([
        { fingerprint: A, sessions: 2, since: new Date(NOON), standing: { approval: "approved" } },
        { fingerprint: B, sessions: 1, standing: { approval: "none" } },
      ]);
      expect(await live(8)).toMatchObject([{ fingerprint: A, standing: { approval: "revoked" } }]);
      expect(await live(30)).toMatchObject([{ fingerprint: B, sessions: 0 }]);
      expect(await trail.provenance.live("nobody", new Date(NOON))).toEqual([]);
    });

    test("finds sessions by how their configuration stands", async () => {
      const early = await ran(A, { begins: NOON - 10 * MINUTE });
      const approved = await ran(A, { begins: NOON });
      const expired = await ran(A, { begins: NOON + 20 * MINUTE });
      const revoked = await ran(B, { begins: NOON + 21 * MINUTE });
      const unknown = await ran(C, { begins: NOON + 22 * MINUTE });
      await trail.provenance.store({
        attestations: [sampleAttestation(), sampleAttestation({ configFingerprint: B })],
        approvals: [
          sampleApproval({
            decidedAt: new Date(NOON - MINUTE),
            expiresAt: new Date(NOON + 20 * MINUTE),
          }),
          sampleApproval({ configFingerprint: B, decidedAt: new Date(NOON) }),
          sampleApproval({
            configFingerprint: B,
            verdict: "revoked",
            decidedAt: new Date(NOON + 30 * MINUTE),
          }),
        ],
      });
      const of = async (standing: SessionStanding): Promise<string[]> =>
        (await trail.sessions({ standing })).map(({ sessionId }) => sessionId);
      expect(await of("unattested")).toEqual([unknown]);
      expect(await of("unapproved")).toEqual([unknown, expired, early]);
      expect(await of("revoked")).toEqual([revoked]);
      expect(await of("unapproved")).not.toContain(approved);
    });

    test("a session that began after the withdrawal is not approved, until it is approved again", async () => {
      const decide = (verdict: "approved" | "revoked", minute: number) =>
        sampleApproval({ verdict, decidedAt: new Date(NOON + minute * MINUTE) });
      await trail.provenance.store({
        approvals: [decide("approved", 0), decide("revoked", 10), decide("approved", 20)],
      });
      await ran(A, { begins: NOON + 5 * MINUTE });
      const between = await ran(A, { begins: NOON + 10 * MINUTE });
      await ran(A, { begins: NOON + 25 * MINUTE });
      const unapproved = await trail.sessions({ standing: "unapproved" });
      expect(unapproved.map(({ sessionId }) => sessionId)).toEqual([between]);
      expect(await trail.sessions({ standing: "revoked" })).toEqual([]);
    });

    test("takes the approval that stands, however decisions overlap", async () => {
      const decide = (given: Partial<ApprovalRecord>, minute: number): ApprovalRecord =>
        sampleApproval({ ...given, decidedAt: new Date(NOON + minute * MINUTE) });
      await trail.provenance.store({
        approvals: [
          decide({}, 1),
          decide({ expiresAt: new Date(NOON + 5 * MINUTE), approver: "urn:short" }, 2),
          decide({ verdict: "refused", configFingerprint: B }, 3),
          decide({ verdict: "revoked", reason: "compromised" }, 10),
          decide({}, 10),
        ],
      });
      await ran(A, { ends: NOON + 20 * MINUTE });
      await ran(B, { ends: NOON + 20 * MINUTE, agent: "auditor" });
      const tied = await ran(A, { begins: NOON + 11 * MINUTE, ends: NOON + 20 * MINUTE });
      const at = async (minute: number, agent = "support-agent"): Promise<unknown[]> => {
        const live = await trail.provenance.live(agent, new Date(NOON + minute * MINUTE));
        return live.map(({ standing }) => [standing.approval, standing.decision?.approver]);
      };
      const usual = sampleApproval().approver;
      expect(await at(0.5)).toEqual([["none", undefined]]);
      expect(await at(3)).toEqual([["approved", "urn:short"]]);
      expect(await at(6)).toEqual([["approved", usual]]);
      expect(await at(12)).toEqual([["revoked", usual]]);
      expect(await at(12, "auditor")).toEqual([["refused", usual]]);
      expect(await trail.sessions({ standing: "revoked" })).toHaveLength(3);
      const unapproved = await trail.sessions({ standing: "unapproved" });
      expect(unapproved.map(({ sessionId }) => sessionId)).toContain(tied);
    });

    test("is added to a trail of the first schema, whose events stay", async () => {
      const sessionId = await ran(A);
      await trail.close();
      for (const sql of [
        "DROP TABLE attestations",
        "DROP TABLE approvals",
        "DROP TABLE expected_facts",
        "DROP INDEX sessions_by_fingerprint",
        "DROP INDEX sessions_by_agent",
        "ALTER TABLE sessions DROP COLUMN first_event_rank",
        "DELETE FROM schema_migrations WHERE name > '0001_trail'",
        "CREATE TABLE attestations (config_fingerprint text NOT NULL PRIMARY KEY)",
      ]) {
        await engine.query(location, sql);
      }
      trail = await openTrail(location, { create: false });
      await trail.provenance.store({ attestations: [sampleAttestation()] });
      expect(await trail.provenance.fingerprints()).toMatchObject([{ sessions: 1, events: 2 }]);
      expect(await trail.session(sessionId)).toHaveLength(2);
    });

    test("answers nothing once it is closed", async () => {
      await trail.close();
      for (const call of [
        () => trail.provenance.store({}),
        () => trail.provenance.fingerprints(),
        () => trail.provenance.split(),
      ]) {
        await expect(call()).rejects.toMatchObject({ code: "closed" });
      }
    });
  });
});
