import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTrail } from "@auditspan/trail";
import type { AuditEvent } from "@auditspan/core";
import { sessionListCommand } from "./commands/session-list.ts";
import { sessionShowCommand } from "./commands/session-show.ts";
import { runCommand } from "./run-command.ts";
import { recordedIo } from "./testing/recorded-io.ts";
import { sampleSession } from "./testing/sample-events.ts";

const COMMANDS = { "session list": sessionListCommand, "session show": sessionShowCommand };
const digest = (beginning: string): string => `sha256:${beginning.padEnd(64, "0")}`;
/** Fingerprints of four sessions; the last two run the same configuration. */
const FINGERPRINTS = [digest("abc1"), digest("abc2"), digest("de"), digest("de")];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "auditspan-cli-"));
  const trail = await openTrail(folder);
  for (const [at, fingerprint] of FINGERPRINTS.entries()) {
    await trail.ingest(sampleSession().map((event) => of(event, at, fingerprint)));
  }
  await trail.close();
});
afterAll(() => rm(folder, { recursive: true }));

function of(event: AuditEvent, at: number, fingerprint: string): AuditEvent {
  const sessionId = `0000000${at}-2222-4333-8444-555555555555`;
  const attributes = { ...event.stamp.attributes, "session.id": sessionId };
  return {
    ...event,
    stamp: {
      sessionId,
      attributes: { ...attributes, "auditspan.config_fingerprint": fingerprint },
    },
  };
}

async function session(...args: string[]): Promise<{ code: number; out: string[]; err: string }> {
  const io = recordedIo({ env: { AUDITSPAN_TRAIL: folder } });
  const code = await runCommand(["session", ...args], COMMANDS, io);
  return { code, out: io.stdout, err: io.stderr.join("\n") };
}

test.each([
  [digest("abc1"), 1],
  [digest("abc1").toUpperCase().replace("SHA256", "sha256"), 1],
  ["sha256:abc1", 1],
  ["abc2", 1],
  ["d", 2],
  [digest("f"), 0],
])("session list --fingerprint %s finds %i sessions", async (fingerprint, sessions) => {
  const { code, out } = await session("list", "--json", "--fingerprint", fingerprint);
  expect([code, out.length]).toEqual([0, sessions]);
});

test.each([
  ["abc", 1, "2 fingerprints begin with abc: give more of the digest"],
  ["ff", 1, "no session has a fingerprint that begins with ff"],
  ["Marta", 2, "expected --fingerprint to be sha256: and up to 64 hex digits"],
  ["", 2, "expected --fingerprint to be sha256: and up to 64 hex digits"],
  ["sha512:abc", 2, "expected --fingerprint to be sha256: and up to 64 hex digits"],
  [`${digest("a")}0`, 2, "expected --fingerprint to be sha256: and up to 64 hex digits"],
])("--fingerprint %j is refused by both commands", async (fingerprint, code, message) => {
  for (const command of ["list", "show"]) {
    const answer = await session(command, "--fingerprint", fingerprint);
    expect(answer.code).toBe(code);
    expect(answer.err).toContain(message);
  }
});

test("session show --fingerprint shows the one session of a configuration", async () => {
  const { code, out } = await session("show", "--fingerprint", "abc2");
  expect(code).toBe(0);
  expect(out.join("\n")).toContain("00000001-2222-4333-8444-555555555555");
});

test("session show --fingerprint says when there are several, none, or an id as well", async () => {
  const several = await session("show", "--fingerprint", "de");
  expect([several.code, several.err]).toEqual([1, expect.stringContaining("several sessions")]);
  const none = await session("show", "--fingerprint", digest("f"));
  expect([none.code, none.err]).toEqual([
    1,
    "auditspan session show: no session of this configuration in the trail",
  ]);
  expect((await session("show", "00000001", "--fingerprint", "de")).code).toBe(2);
});

test("neither command makes or writes a file", async () => {
  const state = async (): Promise<unknown> =>
    Promise.all(
      (await readdir(folder)).map(async (name) => {
        const { size, mtimeMs } = await stat(join(folder, name));
        return [name, size, mtimeMs];
      }),
    );
  const before = await state();
  expect((await session("list")).code).toBe(0);
  expect((await session("show", "00000001")).code).toBe(0);
  expect(await state()).toEqual(before);
});
