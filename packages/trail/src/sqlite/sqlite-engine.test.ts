import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { eventAttributes, eventId } from "@auditspan/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newEventId, sampleEvent } from "../../test/sample-events.ts";
import { openTrail } from "../open-trail.ts";

const ACKNOWLEDGE = join(import.meta.dirname, "../../test/acknowledge.ts");

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "auditspan-sqlite-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function acknowledge(location: string, ...more: string[]): ChildProcess {
  return spawn(process.execPath, ["-C", "@auditspan/source", ACKNOWLEDGE, location, ...more], {
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

test("makes folder and files that only their owner may read", async () => {
  const location = join(folder, "new", "trail");
  const trail = await openTrail(location);
  await trail.ingest([sampleEvent()]);
  expect(mode(location)).toBe("700");
  for (const name of ["trail.db", "trail.db-wal"]) expect(mode(join(location, name))).toBe("600");
  await trail.close();
});

test("takes a folder, a file that is there, and the name of a file to be", async () => {
  mkdirSync(join(folder, "folder.db"));
  for (const [location, file] of [
    ["folder.db", "folder.db/trail.db"],
    ["folder.db/trail.db", "folder.db/trail.db"],
    ["file.sqlite", "file.sqlite"],
  ] as const) {
    await (await openTrail(join(folder, location))).close();
    expect(readFileSync(join(folder, file)).subarray(0, 15).toString()).toBe("SQLite format 3");
  }
});

test("leaves one file when closed, in which an event stands in plain bytes", async () => {
  const path = join(folder, "trail.db");
  const [kept, refused] = [sampleEvent(), sampleEvent({ type: "jane.doe" })];
  const trail = await openTrail(path);
  await trail.ingest([kept]);
  await expect(trail.ingest([refused])).rejects.toThrow();
  await trail.close();

  expect(existsSync(`${path}-wal`)).toBe(false);
  const bytes = readFileSync(path);
  for (const value of Object.values(eventAttributes(kept)).flat()) {
    if (typeof value === "string") expect(bytes.includes(value)).toBe(true);
  }
  for (const absent of ["jane.doe", eventId(refused)]) expect(bytes.includes(absent)).toBe(false);
});

test("does not let INSERT OR REPLACE change an event", async () => {
  const event = sampleEvent();
  const trail = await openTrail(folder);
  await trail.ingest([event]);
  const database = new DatabaseSync(join(folder, "trail.db"));
  database.exec("CREATE TEMP TABLE copy AS SELECT * FROM agent_audit_events");
  database.exec("UPDATE copy SET span_name = 'forged'");
  database.exec("INSERT OR REPLACE INTO agent_audit_events SELECT * FROM copy");
  database.close();
  const stored = await trail.event(event.stamp.sessionId, eventId(event));
  expect(stored?.name).toBe(event.name);
  await trail.close();
});

test("waits for another process that is writing", async () => {
  const trail = await openTrail(folder);
  const other = new DatabaseSync(join(folder, "trail.db"));
  other.exec("BEGIN IMMEDIATE");
  const ingested = trail.ingest([sampleEvent()]);
  setTimeout(() => other.exec("COMMIT"), 100);
  expect(await ingested).toEqual({ inserted: 1, duplicates: 0 });
  other.close();
  await trail.close();
});

test("is written by two processes at once, which end by themselves", async () => {
  const sessions = [randomUUID(), randomUUID()];
  const writers = sessions.map((id) => acknowledge(folder, id, "40"));
  const ended = writers.map((writer) => once(writer, "exit"));
  const errors = await Promise.all(writers.map(({ stderr }) => text(stderr!)));
  expect(errors).toEqual(["", ""]);
  expect((await Promise.all(ended)).map(([code]) => code as number)).toEqual([0, 0]);

  const trail = await openTrail(folder);
  for (const id of sessions) expect(await trail.session(id)).toHaveLength(800);
  await trail.close();
});

test("holds everything it acknowledged after a kill", async () => {
  const sessionId = randomUUID();
  const writer = acknowledge(folder, sessionId);
  let out = "";
  writer.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    out += chunk;
    if (out.length > 40_000) writer.kill("SIGKILL");
  });
  await once(writer, "close");

  const acknowledged = out.split("\n").filter((line) => line.length === newEventId().length);
  expect(acknowledged.length).toBeGreaterThan(1000);
  const trail = await openTrail(folder);
  const stored = new Set((await trail.session(sessionId)).map(eventId));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  const [summary] = await trail.sessions();
  expect(summary?.eventCount).toBe(stored.size);
  await trail.close();
});
