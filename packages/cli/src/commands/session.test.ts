import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTrail } from "@auditspan/trail";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";
import type { RecordedIo } from "../testing/recorded-io.ts";
import { sampleSession, SESSION } from "../testing/sample-events.ts";
import { sessionListCommand } from "./session-list.ts";
import { sessionShowCommand } from "./session-show.ts";

const COMMANDS = { "session list": sessionListCommand, "session show": sessionShowCommand };
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "auditspan-cli-"));
  const trail = await openTrail(folder);
  await trail.ingest(sampleSession());
  await trail.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function session(...args: string[]): Promise<RecordedIo & { code: number }> {
  const io = recordedIo({ env: { AUDITSPAN_TRAIL: folder } });
  return { ...io, code: await runCommand(["session", ...args], COMMANDS, io) };
}

describe("auditspan session list", () => {
  test("lists sessions with agent, counts of risks and fingerprint", async () => {
    const { code, stdout } = await session("list");
    expect(code).toBe(0);
    expect(stdout[0]).toMatch(
      /^session +began \(UTC\) +agent +events +high +critical +fingerprint$/,
    );
    expect(stdout[1]).toMatch(
      new RegExp(`^${SESSION} +2026-11-22 05:13:49 +support-agent +5 +1 +0 +sha256:`),
    );
  });

  test("prints JSON only when asked", async () => {
    const { stdout } = await session("list", "--json", "--agent", "support-agent");
    expect(JSON.parse(stdout[0]!)).toMatchObject({
      session_id: SESSION,
      events: 5,
      risks: { high: 1 },
    });
  });

  test("says when there are none", async () => {
    const { code, stdout, stderr } = await session("list", "--agent", "another");
    expect([code, stdout, stderr]).toEqual([0, [], ["no sessions"]]);
  });

  test("refuses a limit that is no number", async () => {
    const { code, stderr } = await session("list", "--limit", "many");
    expect(code).toBe(2);
    expect(stderr[0]).toContain('expected --limit to be a whole number above 0, got "many"');
  });

  test("says where it expected a trail", async () => {
    const { code, stderr } = await session("list", "--trail", join(folder, "nowhere"));
    expect(code).toBe(1);
    expect(stderr[0]).toContain("expected a trail at");
  });
});

describe("auditspan session show", () => {
  test("finds a session by the beginning of its id", async () => {
    const { code, stdout } = await session("show", SESSION.slice(0, 6));
    expect(code).toBe(0);
    expect(stdout.join("\n")).toContain("model_completion gpt-5");
  });

  test("prints the events as `project` does, with --json", async () => {
    const { stdout } = await session("show", SESSION, "--json");
    const types = stdout.map((line) => (JSON.parse(line) as { event_type: string }).event_type);
    expect(types.toSorted()).toEqual(
      sampleSession()
        .map(({ type }) => type)
        .toSorted(),
    );
  });

  test("says of a binding what is borne out, not what an event claims", async () => {
    const attested = {
      "auditspan.config.binding": "attested",
      "auditspan.seal.leaf": "0".repeat(64),
    };
    const sessionId = "22222222-2222-4333-8444-555555555555";
    const trail = await openTrail(folder);
    const [started] = sampleSession();
    const stamp = {
      sessionId,
      attributes: { ...started!.stamp.attributes, "session.id": sessionId },
    };
    await trail.ingest([
      { ...started!, stamp, attributes: { ...started!.attributes, ...attested } },
    ]);
    await trail.close();
    const { stdout } = await session("show", sessionId);
    expect(stdout.join("\n")).toMatch(/fingerprint +sha256:[0-9a-f]{64} \(computed\)/);
    const { stdout: listed } = await session("list", "--json");
    expect(listed.join("\n")).not.toContain("attested");
  });

  test("answers no when there is no such session", async () => {
    expect((await session("show", "99999999-2222-4333-8444-555555555555")).code).toBe(1);
    expect((await session("show", "ffff")).code).toBe(1);
  });

  test("refuses what is no id", async () => {
    expect((await session("show", "Marta")).code).toBe(2);
    expect((await session("show")).code).toBe(2);
  });
});
