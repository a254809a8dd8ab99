import { eventId } from "@auditspan/core";
import pg from "pg";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { startPostgres } from "../../../../test/postgres/start-postgres.ts";
import { newEventId, sampleEvent } from "../../test/sample-events.ts";
import { openTrail } from "../open-trail.ts";

const server = await startPostgres();

afterAll(() => server?.stop());

describe.skipIf(server === undefined)("partitions of the events table", () => {
  let location: string;

  beforeEach(async () => {
    location = (await server?.createDatabase()) ?? "";
  });

  async function query(sql: string): Promise<Record<string, unknown>[]> {
    const client = new pg.Client({ connectionString: location });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(sql)).rows;
    } finally {
      await client.end();
    }
  }

  const partitionsOf = async (ids: readonly string[]): Promise<unknown[]> => {
    const rows = await query(
      "SELECT event_id, tableoid::regclass::text AS name FROM agent_audit_events",
    );
    return ids.map((id) => rows.find((row) => row["event_id"] === id)?.["name"]);
  };

  async function ingestAt(received: Date, ...times: number[]): Promise<string[]> {
    const trail = await openTrail(location);
    const events = times.map((at) => sampleEvent({ at, id: newEventId(at) }));
    await trail.ingest(events, { receivedAt: received });
    await trail.close();
    return events.map(eventId);
  }

  test("hold the month of their ids, first and last millisecond included", async () => {
    const ids = await ingestAt(
      new Date("2026-11-30T23:59:59.999Z"),
      Date.UTC(2026, 9, 31),
      Date.UTC(2026, 10, 1),
      Date.UTC(2026, 11, 1) - 1,
      Date.UTC(2026, 11, 1),
    );
    expect(await partitionsOf(ids)).toEqual([
      "agent_audit_events_2026_10",
      "agent_audit_events_2026_11",
      "agent_audit_events_2026_11",
      "agent_audit_events_2026_12",
    ]);
  });

  test("leave an id out of the window to the late one, until its month is made", async () => {
    const [early, ahead] = (await ingestAt(
      new Date("2026-11-10"),
      Date.UTC(2020, 0, 1),
      Date.UTC(2027, 1, 3),
    )) as [string, string];
    const late = "agent_audit_events_late";
    expect(await partitionsOf([early, ahead])).toEqual([late, late]);

    const [then] = (await ingestAt(new Date("2027-02-03"), Date.UTC(2027, 1, 4))) as [string];
    const month = "agent_audit_events_2027_02";
    expect(await partitionsOf([early, ahead, then])).toEqual([late, month, month]);
  });

  test("are made once by writers that meet", async () => {
    const received = new Date("2026-05-05");
    const writers = await Promise.all([1, 2, 3, 4].map(() => openTrail(location)));
    const events = writers.map(() => sampleEvent({ at: received.getTime() }));
    const results = await Promise.all(
      writers.map((trail, i) => trail.ingest(events.slice(i), { receivedAt: received })),
    );
    expect(results.reduce((sum, { inserted }) => sum + inserted, 0)).toBe(4);
    await Promise.all(writers.map((trail) => trail.close()));
  });

  test("refuse change and truncation each for itself", async () => {
    await ingestAt(new Date("2026-11-10"), Date.UTC(2026, 10, 5), Date.UTC(2020, 0, 1));
    for (const table of [
      "agent_audit_events",
      "agent_audit_events_2026_11",
      "agent_audit_events_late",
    ]) {
      for (const sql of [
        `DELETE FROM ${table}`,
        `UPDATE ${table} SET lane = ''`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(query(sql)).rejects.toThrow("append only");
      }
    }
  });

  test("go whole, which is the way of retention", async () => {
    await ingestAt(new Date("2026-11-10"), Date.UTC(2026, 9, 5), Date.UTC(2026, 10, 5));
    await query("DROP TABLE agent_audit_events_2026_10");
    expect(await query("SELECT COUNT(*) AS n FROM agent_audit_events")).toEqual([{ n: "1" }]);
  });
});
