import { sql } from "kysely";
import type { Engine } from "../engine.ts";
import { pageSize } from "../page-size.ts";
import type { TimeOut } from "../schema/tables.ts";
import { readTime } from "../trail-event.ts";
import type { FingerprintFilter, FingerprintSummary } from "./provenance.ts";
import { inFilter } from "./session-conditions.ts";
import { readStandings } from "./standing.ts";

interface Row {
  readonly agent_identifier: string | null;
  readonly config_fingerprint: string | null;
  readonly day: string | null;
  readonly sessions: string | number;
  readonly events: string | number;
  readonly risky: string | number;
  readonly first_event_at: TimeOut;
  readonly last_event_at: TimeOut;
}

/** The first letters of a time of SQLite are its day; PostgreSQL has to be asked for it. */
const DAY = {
  sqlite: sql`substr(first_event_at, 1, 10)`,
  postgres: sql`to_char(first_event_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')`,
};

/** Sums up sessions by agent and configuration, and by day where asked. */
export async function readFingerprints(
  { kind, db }: Engine,
  filter: FingerprintFilter,
): Promise<FingerprintSummary[]> {
  const day = filter.byDay === true ? DAY[kind] : sql`CAST(NULL AS text)`;
  const { rows } = await sql<Row>`
    SELECT agent_identifier, config_fingerprint, day, COUNT(*) AS sessions,
      CAST(SUM(event_count) AS bigint) AS events, CAST(SUM(risky) AS bigint) AS risky,
      MIN(first_event_at) AS first_event_at, MAX(last_event_at) AS last_event_at
    FROM (SELECT agent_identifier, config_fingerprint, ${day} AS day, event_count,
        high_count + critical_count AS risky, first_event_at, last_event_at
      FROM sessions WHERE ${inFilter(filter)}) AS s
    GROUP BY agent_identifier, config_fingerprint, day
    ORDER BY MIN(first_event_at) DESC, config_fingerprint
    LIMIT ${pageSize(filter.limit ?? 100)}`.execute(db);
  const standing = await readStandings(
    db,
    rows.map((row) => row.config_fingerprint),
    new Date(),
  );
  return rows.map((row) => ({
    agent: row.agent_identifier ?? undefined,
    fingerprint: row.config_fingerprint ?? undefined,
    day: row.day ?? undefined,
    sessions: Number(row.sessions),
    events: Number(row.events),
    riskyEvents: Number(row.risky),
    firstEventAt: readTime(row.first_event_at),
    lastEventAt: readTime(row.last_event_at),
    standing: standing(row.config_fingerprint),
  }));
}
