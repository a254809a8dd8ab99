import { sql } from "kysely";
import type { Kysely } from "kysely";
import { pageSize } from "../page-size.ts";
import type { TimeOut, TrailTables } from "../schema/tables.ts";
import { readTime } from "../trail-event.ts";
import type { IsolationDifference, ProvenanceFilter } from "./provenance.ts";
import { inFilter } from "./session-conditions.ts";

interface Row {
  readonly session_id: string;
  readonly agent_identifier: string | null;
  readonly config_fingerprint: string;
  readonly fact: string;
  readonly value: string;
  readonly first_event_at: TimeOut;
}

const EXPECTED = sql`SELECT 1 FROM expected_facts e
  WHERE e.config_fingerprint = sessions.config_fingerprint AND e.fact = f.fact`;

/** Reads recorded facts that have none of the values which the attestation on file expects. */
export async function readIsolation(
  db: Kysely<TrailTables>,
  filter: ProvenanceFilter,
): Promise<IsolationDifference[]> {
  const { rows } = await sql<Row>`
    SELECT sessions.session_id, sessions.agent_identifier, sessions.config_fingerprint,
      f.fact, f.value, MIN(f.first_event_at) AS first_event_at
    FROM sessions JOIN session_facts f ON f.session_id = sessions.session_id
    WHERE ${inFilter(filter)} AND EXISTS (${EXPECTED})
      AND NOT EXISTS (${EXPECTED} AND e.value = f.value)
    GROUP BY sessions.session_id, sessions.agent_identifier, sessions.config_fingerprint,
      f.fact, f.value
    ORDER BY MIN(f.first_event_at) DESC, sessions.session_id, f.fact, f.value
    LIMIT ${pageSize(filter.limit ?? 100)}`.execute(db);
  if (rows.length === 0) return [];
  const expected = await db
    .selectFrom("expected_facts")
    .selectAll()
    .where("config_fingerprint", "in", [...new Set(rows.map((row) => row.config_fingerprint))])
    .orderBy("value")
    .execute();
  return rows.map((row) => ({
    sessionId: row.session_id,
    agent: row.agent_identifier ?? undefined,
    fingerprint: row.config_fingerprint,
    fact: row.fact,
    recorded: row.value,
    expected: expected
      .filter((e) => e.config_fingerprint === row.config_fingerprint && e.fact === row.fact)
      .map(({ value }) => value),
    firstEventAt: readTime(row.first_event_at),
  }));
}
