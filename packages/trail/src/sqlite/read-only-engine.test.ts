import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { hash } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { sampleEvent } from "../../test/sample-events.ts";
import { openTrail } from "../open-trail.ts";

const folder = mkdtempSync(join(tmpdir(), "auditspan-read-only-"));
beforeAll(async () => {
  const trail = await openTrail(join(folder, "closed"));
  await trail.ingest([sampleEvent()]);
  await trail.close();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Names, sizes, times and digests of all that lies in a folder. */
function state(path: string): unknown {
  return readdirSync(path)
    .toSorted()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(path, name));
      return [name, size, mtimeMs, hash("sha256", readFileSync(join(path, name)))];
    });
}

/** A process that has a trail open, and something in its journal. */
async function writerOf(path: string): Promise<ChildProcess> {
  cpSync(join(folder, "closed"), path, { recursive: true });
  const script = `
    const { DatabaseSync } = require("node:sqlite");
    const db = new DatabaseSync(${JSON.stringify(join(path, "trail.db"))});
    db.exec("UPDATE sessions SET agent_identifier = 'of-the-journal'");
    console.log("written");
    process.stdin.resume();`;
  const writer = spawn(process.execPath, ["-e", script]);
  onTestFinished(() => void writer.kill("SIGKILL"));
  await once(writer.stdout, "data");
  return writer;
}

async function readsWithoutATrace(path: string, agent?: string): Promise<void> {
  chmodSync(path, 0o555);
  onTestFinished(() => chmodSync(path, 0o755));
  const before = state(path);
  const trail = await openTrail(path, { readOnly: true });
  const [session, ...others] = await trail.sessions();
  expect([session?.eventCount, others]).toEqual([1, []]);
  if (agent !== undefined) expect(session?.agent).toBe(agent);
  expect(state(path)).toEqual(before);
  await trail.close();
  expect(state(path)).toEqual(before);
}

test("a trail that nobody has open is read, and nothing is made beside it", () =>
  readsWithoutATrace(join(folder, "closed")));

test("a trail that another process is writing is read, with what is in its journal", async () => {
  const path = join(folder, "live");
  await writerOf(path);
  await readsWithoutATrace(path, "of-the-journal");
});

test.each([
  ["with its index", []],
  ["without its index, as in a copy", ["trail.db-shm"]],
])("a journal that a crash left is read, %s", async (name, missing) => {
  const path = join(folder, name);
  const writer = await writerOf(path);
  writer.kill("SIGKILL");
  await once(writer, "exit");
  for (const file of missing) rmSync(join(path, file));
  await readsWithoutATrace(path, "of-the-journal");
});

test("a place with characters that a URL escapes is read", async () => {
  const path = join(folder, "a?b#c %41");
  cpSync(join(folder, "closed"), path, { recursive: true });
  await readsWithoutATrace(path);
});

test("what is not there is not made", async () => {
  const path = join(folder, "nowhere");
  await expect(openTrail(path, { readOnly: true })).rejects.toThrow(
    `expected a trail at ${path}/trail.db, found none`,
  );
  expect(() => statSync(path)).toThrow("ENOENT");
});

/** A trail as the first schema left it: without what later ones brought. */
function olderTrail(): string {
  const path = join(folder, "older");
  cpSync(join(folder, "closed"), path, { recursive: true });
  const db = new DatabaseSync(join(path, "trail.db"));
  db.exec("DELETE FROM schema_migrations WHERE name > '0001_trail'");
  db.exec("DELETE FROM event_types WHERE name = 'operation'");
  db.exec("ALTER TABLE sessions DROP COLUMN first_event_rank");
  for (const table of ["approvals", "expected_facts"]) db.exec(`DROP TABLE ${table}`);
  for (const index of ["sessions_by_fingerprint", "sessions_by_agent"]) {
    db.exec(`DROP INDEX ${index}`);
  }
  db.close();
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test("a trail that an older version made is read as it is", () => readsWithoutATrace(olderTrail()));

test("what an older trail cannot answer is told with what to run, not with a missing table", async () => {
  const path = olderTrail();
  const trail = await openTrail(path, { readOnly: true });
  const expected = {
    code: "schema",
    message: `expected a trail of schema 0002_provenance at ${path}/trail.db, got 0001_trail: an older version of this software made it, and it is open for reading alone; \`auditspan collect --trail ${path}/trail.db\` brings it up to date when it starts`,
  };
  await expect(trail.sessions({ standing: "revoked" })).rejects.toMatchObject(expected);
  await expect(trail.provenance.fingerprints()).rejects.toMatchObject(expected);
  await expect(trail.provenance.live("shop", new Date())).rejects.toMatchObject(expected);
  await trail.close();

  await (await openTrail(path)).close();
  const mended = await openTrail(path, { readOnly: true });
  expect(await mended.sessions({ standing: "unattested" })).toHaveLength(1);
  await mended.close();
});

test("what a schema changed for writers alone is not missed by readers", async () => {
  const path = join(folder, "second");
  cpSync(join(folder, "closed"), path, { recursive: true });
  const db = new DatabaseSync(join(path, "trail.db"));
  db.exec("DELETE FROM schema_migrations WHERE name > '0002_provenance'");
  db.exec("ALTER TABLE sessions DROP COLUMN first_event_rank");
  db.close();
  const trail = await openTrail(path, { readOnly: true });
  expect(await trail.provenance.fingerprints()).toHaveLength(1);
  await trail.close();
});

test("a trail that a newer version made is refused, and nothing can be stored", async () => {
  const path = join(folder, "newer");
  cpSync(join(folder, "closed"), path, { recursive: true });
  const reader = await openTrail(path, { readOnly: true });
  await expect(reader.ingest([{} as never])).rejects.toThrow();
  await reader.close();
  const db = new DatabaseSync(join(path, "trail.db"));
  db.exec("INSERT INTO schema_migrations (name, timestamp) VALUES ('9999_later', 'now')");
  db.close();
  await expect(openTrail(path, { readOnly: true })).rejects.toMatchObject({ code: "schema" });
});
