import { sql } from "kysely";
import type { Kysely, RawBuilder, Selectable } from "kysely";
import { isUuid } from "./check-event.ts";
import { pageSize } from "./page-size.ts";
import { STANDS } from "./provenance/session-conditions.ts";
import type { TrailTables } from "./schema/tables.ts";
import { readTime } from "./trail-event.ts";
import type { SessionFilter, SessionSummary } from "./trail.ts";

/**
 * Reads a page of sessions, newest first. A trail of the first schema has no statements, so that
 * nothing bears out a binding. Throws a `RangeError` when `before` is no session.
 */
export async function readSessions(
  db: Kysely<TrailTables>,
  { limit = 100, before, agent, fingerprint, standing, session }: SessionFilter,
  hasStatements: boolean,
): Promise<SessionSummary[]> {
  if (session !== undefined && !isUuid(session, 4)) return [];
  let query = db
    .selectFrom("sessions")
    .selectAll()
    .select(bindingOf(hasStatements).as("binding"))
    .limit(pageSize(limit));
  if (session !== undefined) query = query.where("session_id", "=", session);
  if (agent !== undefined) query = query.where("agent_identifier", "=", agent);
  if (fingerprint !== undefined) query = query.where("config_fingerprint", "=", fingerprint);
  if (standing !== undefined) query = query.where(STANDS[standing]);
  if (before !== undefined) {
    await expectSession(db, before);
    query = query.where(
      sql<boolean>`(first_event_at, session_id) < (SELECT first_event_at, session_id
        FROM sessions WHERE session_id = ${before})`,
    );
  }
  const rows = await query
    .orderBy("first_event_at", "desc")
    .orderBy("session_id", "desc")
    .execute();
  const changed = await changedFacts(
    db,
    rows.map((row) => row.session_id),
  );
  return rows.map((row) => toSummary(row, changed.get(row.session_id) ?? []));
}

// What an agent says of its binding is its own word; that it is attested, others have to say.
function bindingOf(hasStatements: boolean): RawBuilder<string | null> {
  const isRefuted = hasStatements ? sql`${STANDS.unattested} OR ${STANDS.revoked}` : sql`1 = 1`;
  return sql<string | null>`CASE WHEN config_binding = 'attested' AND (${isRefuted})
    THEN 'computed' ELSE config_binding END`;
}

async function expectSession(db: Kysely<TrailTables>, id: string): Promise<void> {
  const query = db.selectFrom("sessions").select("session_id").where("session_id", "=", id);
  if (isUuid(id, 4) && (await query.executeTakeFirst()) !== undefined) return;
  throw new RangeError("expected before to be the id of a session of the trail");
}

async function changedFacts(
  db: Kysely<TrailTables>,
  sessionIds: readonly string[],
): Promise<Map<string, string[]>> {
  const changed = new Map<string, string[]>();
  if (sessionIds.length === 0) return changed;
  const rows = await db
    .selectFrom("session_facts")
    .select(["session_id", "fact"])
    .where("session_id", "in", sessionIds)
    .groupBy(["session_id", "lane", "fact"])
    .having((eb) => eb.fn.countAll(), ">", 1)
    .orderBy("fact")
    .execute();
  for (const { session_id: id, fact } of rows) {
    changed.set(id, [...new Set([...(changed.get(id) ?? []), fact])]);
  }
  return changed;
}

function toSummary(
  row: Selectable<TrailTables["sessions"]> & { readonly binding: string | null },
  facts: readonly string[],
): SessionSummary {
  return {
    sessionId: row.session_id,
    firstEventAt: readTime(row.first_event_at),
    firstEventId: row.first_event_id,
    lastEventAt: readTime(row.last_event_at),
    lastEventId: row.last_event_id,
    agent: row.agent_identifier ?? undefined,
    fingerprint: row.config_fingerprint ?? undefined,
    binding: row.binding ?? undefined,
    initiator: row.session_initiator ?? undefined,
    invocationSource: row.invocation_source ?? undefined,
    generationId: row.generation_id ?? undefined,
    eventCount: Number(row.event_count),
    riskCounts: {
      low: Number(row.low_count),
      medium: Number(row.medium_count),
      high: Number(row.high_count),
      critical: Number(row.critical_count),
    },
    changedFacts: facts,
  };
}
