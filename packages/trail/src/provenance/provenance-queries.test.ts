import type { Attributes } from "@auditspan/core";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { NOON } from "../../test/sample-events.ts";
import { ranSession } from "../../test/sample-sessions.ts";
import type { SampleSession } from "../../test/sample-sessions.ts";
import { fingerprintOf, sampleAttestation } from "../../test/sample-statements.ts";
import { trailEngines } from "../../test/trail-engines.ts";
import { openTrail } from "../open-trail.ts";
import type { Trail } from "../trail.ts";

const engines = await trailEngines();
const [A, B, C] = [fingerprintOf("a"), fingerprintOf("b"), fingerprintOf("c")];

afterAll(async () => {
  for (const engine of engines) await engine.stop();
});

describe.each(engines)("what a trail tells of configurations on $name", (engine) => {
  describe.skipIf(!engine.present)("of its own", () => {
    let trail: Trail;
    const ran = (fingerprint: string, given?: SampleSession): Promise<string> =>
      ranSession(trail, fingerprint, given);

    beforeEach(async () => {
      trail = await openTrail(await engine.newLocation());
    });

    afterEach(() => trail.close());

    test("tells the first session after each change, and which components changed", async () => {
      const components = (tools: string): Attributes => ({
        "auditspan.component.tools": fingerprintOf(tools),
        "auditspan.component.prompts": fingerprintOf("2"),
      });
      await trail.provenance.store({ attestations: [sampleAttestation()] });
      await ran(A, { begins: NOON });
      await ran(A, { begins: NOON + 1 });
      const changed = await ran(B, { begins: NOON + 2, started: components("9") });
      await ran(C, { begins: NOON + 3, agent: "auditor" });
      const back = await ran(A, { begins: NOON + 4 });
      const unknown = await ran(C, { begins: NOON + 5 });
      const changes = await trail.provenance.changes();
      expect(changes).toMatchObject([
        { sessionId: unknown, previous: A, fingerprint: C, returned: false, components: undefined },
        { sessionId: back, previous: B, fingerprint: A, returned: true, components: ["tools"] },
        { sessionId: changed, previous: A, at: new Date(NOON + 2), components: ["tools"] },
      ]);
      expect(await trail.provenance.changes({ agent: "auditor" })).toEqual([]);
      const from = { from: new Date(NOON + 2), to: new Date(NOON + 4) };
      expect(await trail.provenance.changes(from)).toMatchObject([{ sessionId: changed }]);
      expect(await trail.provenance.components(C)).toBeUndefined();
    });

    test("tells a bad build by its sessions: most of them, and few of others", async () => {
      for (let i = 0; i < 10; i++) {
        await ran(A, { begins: NOON + i, quiet: 8 });
        await ran(B, { begins: NOON + i, risky: i < 7 ? 2 : 0 });
      }
      const split = await trail.provenance.split();
      expect(split).toMatchObject({
        total: { sessions: 20, affected: 7, anomalies: 14, events: 134 },
        pointsTo: "build",
        sessionsWithHalf: 4,
      });
      expect(split.byFingerprint).toEqual([
        { fingerprint: B, sessions: 10, affected: 7, events: 34, anomalies: 14, rate: 14 / 34 },
        { fingerprint: A, sessions: 10, affected: 0, events: 100, anomalies: 0, rate: 0 },
      ]);
      expect(split.bySession).toHaveLength(7);
    });

    test("tells a rogue session among others of the same configuration", async () => {
      for (let i = 0; i < 12; i++)
        await ran(i % 2 === 0 ? A : B, { quiet: 2, risky: i === 5 ? 1 : 0 });
      const rogue = await ran(A, { risky: 9 });
      const split = await trail.provenance.split({ limit: 1 });
      expect(split).toMatchObject({
        pointsTo: "sessions",
        sessionsWithHalf: 1,
        bySession: [{ sessionId: rogue, fingerprint: A, anomalies: 9, events: 11 }],
      });
      const types = { anomaly: ["unregistered_tool"] };
      expect(await trail.provenance.split(types)).toMatchObject({ pointsTo: "none" });
      const exports = { anomaly: ["data_export", "unregistered_tool"], agent: "support-agent" };
      expect((await trail.provenance.split(exports)).total).toMatchObject({ anomalies: 10 });
      expect((await trail.provenance.split({ anomaly: "critical" })).total.anomalies).toBe(0);
      await expect(trail.provenance.split({ anomaly: [] })).rejects.toThrow(RangeError);
    });

    test("finds sessions whose isolation is not what the attestation expects", async () => {
      const isolation = {
        seccompProfile: fingerprintOf("5"),
        bpf: { small: fingerprintOf("6"), large: fingerprintOf("7") },
        nonRoot: true,
        noNewPrivileges: true,
        capabilities: ["CAP_NET_BIND_SERVICE"],
      };
      await trail.provenance.store({ attestations: [sampleAttestation({ isolation })] });
      const facts = (own: Attributes = {}): Attributes => ({
        "auditspan.runtime.seccomp_mode": "filter",
        "auditspan.runtime.seccomp_profile_hash": fingerprintOf("5"),
        "auditspan.runtime.seccomp_bpf_hash": fingerprintOf("7"),
        "auditspan.runtime.no_new_privs": true,
        "auditspan.runtime.cap_effective": "400",
        "auditspan.runtime.root": false,
        ...own,
      });
      await ran(A, { stamp: facts() });
      await ran(B, { stamp: facts({ "auditspan.runtime.root": true }) });
      const other = await ran(A, {
        begins: NOON + 1,
        stamp: facts({
          "auditspan.runtime.root": true,
          "auditspan.runtime.cap_effective": "00000000a80425fb",
          "auditspan.runtime.seccomp_bpf_hash": fingerprintOf("8"),
          "auditspan.runtime.seccomp_mode": "disabled",
        }),
      });
      const differences = await trail.provenance.isolation();
      expect(
        differences.map(({ sessionId, fact, recorded }) => [sessionId, fact, recorded]),
      ).toEqual([
        [other, "cap_effective", "00000000a80425fb"],
        [other, "root", "true"],
        [other, "seccomp_bpf_hash", fingerprintOf("8")],
        [other, "seccomp_mode", "disabled"],
      ]);
      expect(differences[2]?.expected).toEqual([fingerprintOf("6"), fingerprintOf("7")]);
      expect(differences[0]).toMatchObject({
        agent: "support-agent",
        fingerprint: A,
        expected: ["0000000000000400"],
        firstEventAt: new Date(NOON + 1),
      });
      expect(await trail.provenance.isolation({ agent: "auditor" })).toEqual([]);
      expect(await trail.provenance.isolation({ limit: 2 })).toHaveLength(2);
    });
  });
});
