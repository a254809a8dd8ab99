import { sql } from "kysely";
import type { Kysely } from "kysely";
import type { TimeOut, TrailTables } from "../schema/tables.ts";
import { dateTimestamp } from "../timestamp.ts";
import { readTime } from "../trail-event.ts";
import type { LiveFingerprint } from "./provenance.ts";
import { readStandings } from "./standing.ts";

interface Row {
  readonly config_fingerprint: string | null;
  readonly sessions: string | number;
  readonly since: TimeOut;
}

/** Reads what an agent ran at a time; see `Provenance.live`. */
export async function readLive(
  db: Kysely<TrailTables>,
  agent: string,
  at: Date,
): Promise<LiveFingerprint[]> {
  const time = dateTimestamp(at);
  const begun = sql`agent_identifier = ${agent} AND first_event_at <= ${time}`;
  const underWay = await sql<Row>`
    SELECT config_fingerprint, COUNT(*) AS sessions, MIN(first_event_at) AS since
    FROM sessions WHERE ${begun} AND last_event_at >= ${time}
    GROUP BY config_fingerprint ORDER BY COUNT(*) DESC, config_fingerprint`.execute(db);
  // No session now does not mean another configuration: the last one stays deployed.
  const last = sql<Row>`
    SELECT config_fingerprint, 0 AS sessions, first_event_at AS since
    FROM sessions WHERE ${begun} ORDER BY first_event_at DESC, session_id DESC LIMIT 1`;
  const rows = underWay.rows.length > 0 ? underWay.rows : (await last.execute(db)).rows;
  const standing = await readStandings(
    db,
    rows.map((row) => row.config_fingerprint),
    at,
  );
  return rows.map((row) => ({
    fingerprint: row.config_fingerprint ?? undefined,
    sessions: Number(row.sessions),
    since: readTime(row.since),
    standing: standing(row.config_fingerprint),
  }));
}
