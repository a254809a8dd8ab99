import { randomUUID } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEvent, manifestNames, selfIssuedContext } from "@auditspan/core";
import type { Attributes, AuditEvent } from "@auditspan/core";
import { folderStore } from "@auditspan/provenance";
import { openTrail } from "@auditspan/trail";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  approval,
  attestation,
  FINGERPRINT,
  MANIFEST,
  newKey,
  revocation,
} from "../../../collector/test/signed-statements.ts";
import { COMMANDS } from "../command-table.ts";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";

const OTHER = `sha256:${"e".repeat(64)}`;
const BEGIN = Date.UTC(2026, 10, 25, 12);
const MINUTE = 60_000;
const { key, pem } = newKey();
const sessions: Record<"early" | "approved" | "late" | "other", string> = {
  early: randomUUID(),
  approved: randomUUID(),
  late: randomUUID(),
  other: randomUUID(),
};
let folder: string;
const at = (name: string): string => join(folder, name);

/** The events of a session that ran a configuration; some of them of high risk. */
function session(id: string, minute: number, fingerprint: string, exports = 0): AuditEvent[] {
  const context = selfIssuedContext({
    sessionId: id,
    key: new Uint8Array(32),
    names: { ...manifestNames(MANIFEST), fingerprint },
    source: "emitted",
    attributes: { "auditspan.runtime.root": fingerprint === FINGERPRINT },
  });
  const event = (type: string, seconds: number, details: Attributes = {}): AuditEvent =>
    createEvent(type, details, context, {
      time: BigInt(BEGIN + minute * MINUTE + seconds * 1000) * 1_000_000n,
    });
  return [
    event("session_started", 0, { "auditspan.component.tools": fingerprint }),
    ...Array.from({ length: exports }, () => event("data_export", 10)),
    event("session_ended", 30),
  ];
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "auditspan-fingerprint-"));
  const trail = await openTrail(at("trail"));
  await trail.ingest([
    ...session(sessions.early, 0, FINGERPRINT),
    ...session(sessions.approved, 10, FINGERPRINT, 3),
    ...session(sessions.late, 30, FINGERPRINT),
    ...session(sessions.other, 40, OTHER),
  ]);
  await trail.close();
  const store = folderStore(at("store"));
  const time = (minute: number): Date => new Date(BEGIN + minute * MINUTE);
  for (const envelope of [
    attestation(key, time(-60)),
    approval(key, time(5)),
    revocation(key, time(20)),
    attestation(newKey().key, time(0)),
  ]) {
    await store.put(envelope, FINGERPRINT);
  }
  await writeFile(at("key.pem"), pem);
});

afterAll(() => rm(folder, { recursive: true }));

async function run(...args: string[]) {
  const io = recordedIo({ env: { AUDITSPAN_TRAIL: at("trail") } });
  const code = await runCommand(args, COMMANDS, io);
  const rows = (): Record<string, unknown>[] =>
    io.stdout.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code, stdout: io.stdout, stderr: io.stderr, rows };
}

describe("auditspan attest import", () => {
  test("takes what verifies, once, and says what does not", async () => {
    const args = ["attest", "import", at("store"), "--keys", at("key.pem")];
    const first = await run(...args, "--json");
    expect(first.rows()).toEqual([{ attestations: 1, approvals: 2, refused: 1 }]);
    expect(first.code).toBe(1);
    expect(first.stderr).toEqual([expect.stringMatching(/not taken: 1 \(wrong_key\)/)]);
    const again = await run(...args);
    expect(again.stdout).toEqual([
      "0 of 1 attestations and 0 of 2 approvals and revocations are new",
    ]);
  });

  test("wants a store and keys", async () => {
    expect(await run("attest", "import")).toMatchObject({ code: 2 });
    const { code, stderr } = await run("attest", "import", at("store"));
    expect(code).toBe(2);
    expect(stderr[0]).toContain("AUDITSPAN_ATTESTATION_KEYS");
  });
});

describe("auditspan session list", () => {
  test.each([
    ["--unattested", ["other"]],
    ["--unapproved", ["other", "late", "early"]],
    ["--revoked", ["late", "approved", "early"]],
  ] as const)("%s", async (flag, expected) => {
    const { rows } = await run("session", "list", flag, "--json");
    const names = Object.entries(sessions);
    const found = rows().map((row) => names.find(([, id]) => id === row["session_id"])?.[0]);
    expect(found).toEqual(expected);
  });

  test("takes one of them", async () => {
    const { code, stderr } = await run("session", "list", "--revoked", "--unapproved");
    expect(code).toBe(2);
    expect(stderr[0]).toContain("expected one of --unattested, --unapproved, --revoked, got 2");
  });
});

describe("auditspan fingerprint", () => {
  test("list: configurations with their sessions and standing", async () => {
    const { code, stdout } = await run("fingerprint", "list");
    expect(code).toBe(0);
    expect(stdout[0]).toMatch(/^first \(UTC\) +last \(UTC\) +agent +fingerprint +sessions/);
    expect(stdout[1]).toMatch(/^2026-11-25 12:40:00 .* sha256:e{12} +1 +2 +0 +no +none$/);
    expect(stdout[2]).toMatch(/^2026-11-25 12:00:00 .* 3 +9 +3 +yes +revoked$/);
    const { rows } = await run("fingerprint", "list", "--by-day", "--json", "--to", "2026-11-26");
    expect(rows()).toMatchObject([
      { day: "2026-11-25", config_fingerprint: OTHER, approval: "none" },
      { config_fingerprint: FINGERPRINT, sessions: 3, events: 9, risky_events: 3 },
    ]);
  });

  test("live: what an agent ran at a time, and by whose approval", async () => {
    const live = (...args: string[]) => run("fingerprint", "live", "--agent", ...args);
    const { rows } = await live("support-agent", "--at", "2026-11-25T12:10:10Z", "--json");
    expect(rows()).toMatchObject([
      {
        config_fingerprint: FINGERPRINT,
        sessions: 1,
        approval: "approved",
        decision: {
          approver: "https://example.com/release",
          policy: "https://example.com/policy",
          policy_digest: `sha256:${"2b".repeat(32)}`,
          key_id: key.keyId,
        },
      },
    ]);
    const { stdout } = await live("support-agent", "--at", "2026-11-25T13:30:15+01:00");
    expect(stdout[1]).toMatch(/^sha256:\w{12} +1 +2026-11-25 12:30:00 +yes +revoked/);
    expect((await live("support-agent", "--at", "2026-11-25")).code).toBe(1);
    expect((await live("nobody")).code).toBe(1);
    expect((await run("fingerprint", "live")).code).toBe(2);
    const local = await live("support-agent", "--at", "2026-11-25T12:10:10");
    expect(local.stderr[0]).toContain("expected --at to be a day or a time with its zone");
  });

  test("changes: the first session after each, and the components", async () => {
    const { rows, stdout } = await run("fingerprint", "changes", "--json");
    expect(rows()).toMatchObject([
      {
        session_id: sessions.other,
        previous_fingerprint: FINGERPRINT,
        config_fingerprint: OTHER,
        returned: false,
      },
    ]);
    expect(stdout[0]).toContain('"tools"');
    const none = await run("fingerprint", "changes", "--agent", "nobody");
    expect([none.code, none.stderr]).toEqual([0, ["no changes"]]);
  });

  test("split: by configuration and by session", async () => {
    const { rows } = await run("fingerprint", "split", "--json");
    expect(rows()).toMatchObject([
      {
        points_to: "unclear",
        total: { anomalies: 3, sessions: 4, affected: 1 },
        by_fingerprint: [{ config_fingerprint: FINGERPRINT, affected: 1 }, { affected: 0 }],
        by_session: [{ session_id: sessions.approved, anomalies: 3 }],
      },
    ]);
    const table = await run("fingerprint", "split", "--anomaly", "data_export,file_write");
    expect(table.stdout[0]).toBe(
      "3 anomalies in 11 events (27.3 %), in 1 of 4 sessions, half of them in 1",
    );
    const wrong = await run("fingerprint", "split", "--anomaly", "data_export,strange");
    expect(wrong.stderr[0]).toContain('got "strange"');
  });

  test("isolation: what was recorded and what was expected", async () => {
    const { code, rows } = await run("fingerprint", "isolation", "--json");
    expect(code).toBe(1);
    expect(rows()).toMatchObject([
      { session_id: sessions.late, fact: "root", recorded: "true", expected: ["false"] },
      { session_id: sessions.approved },
      { session_id: sessions.early },
    ]);
    const { stdout } = await run("fingerprint", "isolation", "--limit", "1");
    expect(stdout[1]).toMatch(/ root +true +false$/);
    const none = await run("fingerprint", "isolation", "--agent", "nobody");
    expect([none.code, none.stderr]).toEqual([
      0,
      ["no differences between recorded and expected facts"],
    ]);
  });
});
