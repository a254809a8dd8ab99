import { sql } from "kysely";
import type { Kysely, RawBuilder } from "kysely";
import { pageSize } from "../page-size.ts";
import type { TrailTables } from "../schema/tables.ts";
import type { AnomalyCount, AnomalySplit, SplitFilter } from "./provenance.ts";
import { inFilter } from "./session-conditions.ts";
import { splitDirection } from "./split-direction.ts";

type Count = string | number;

/** Counts anomalies by configuration and by session; see `Provenance.split`. */
export async function readSplit(
  db: Kysely<TrailTables>,
  filter: SplitFilter,
): Promise<AnomalySplit> {
  const counted = sql`(SELECT session_id, config_fingerprint, event_count AS events,
    ${anomaliesOf(filter.anomaly)} AS anomalies FROM sessions WHERE ${inFilter(filter)}) AS counted`;
  const byFingerprint = await sql<{
    config_fingerprint: string | null;
    sessions: Count;
    affected: Count;
    events: Count;
    anomalies: Count;
  }>`SELECT config_fingerprint, COUNT(*) AS sessions,
      SUM(CASE WHEN anomalies > 0 THEN 1 ELSE 0 END) AS affected,
      CAST(SUM(events) AS bigint) AS events, CAST(SUM(anomalies) AS bigint) AS anomalies
    FROM ${counted} GROUP BY config_fingerprint`.execute(db);
  const bySession = await sql<{
    session_id: string;
    config_fingerprint: string | null;
    events: Count;
    anomalies: Count;
  }>`SELECT * FROM ${counted} WHERE anomalies > 0
    ORDER BY anomalies DESC, events, session_id LIMIT ${pageSize(filter.limit ?? 10)}`.execute(db);
  const half = await sql<{ sessions: Count; anomalies: Count | null }>`
    SELECT COUNT(*) AS sessions, CAST(SUM(anomalies) AS bigint) AS anomalies
    FROM (SELECT anomalies, SUM(anomalies) OVER () AS total,
        SUM(anomalies) OVER (ORDER BY anomalies DESC, session_id
          ROWS UNBOUNDED PRECEDING) - anomalies AS before
      FROM ${counted} WHERE anomalies > 0) AS ranked
    WHERE before * 2 < total`.execute(db);

  const configurations = byFingerprint.rows
    .map((row) => ({
      fingerprint: row.config_fingerprint ?? undefined,
      sessions: Number(row.sessions),
      affected: Number(row.affected),
      ...countOf(row),
    }))
    .toSorted((a, b) => b.affected / b.sessions - a.affected / a.sessions || b.rate - a.rate);
  const sum = (of: "sessions" | "affected" | "events" | "anomalies"): number =>
    configurations.reduce((total, row) => total + row[of], 0);
  const counts = countOf({ events: sum("events"), anomalies: sum("anomalies") });
  const total = { ...counts, sessions: sum("sessions"), affected: sum("affected") };
  const sessionsWithHalf = Number(half.rows[0]?.sessions ?? 0);
  return {
    total,
    byFingerprint: configurations,
    bySession: bySession.rows.map((row) => ({
      sessionId: row.session_id,
      fingerprint: row.config_fingerprint ?? undefined,
      ...countOf(row),
    })),
    sessionsWithHalf,
    pointsTo: splitDirection(configurations, sessionsWithHalf),
  };
}

/** The anomalies of a session: by risk its own row counts them, by type its events do. */
function anomaliesOf(anomaly: SplitFilter["anomaly"] = "high"): RawBuilder<unknown> {
  if (anomaly === "critical") return sql`critical_count`;
  if (anomaly === "high") return sql`(high_count + critical_count)`;
  if (anomaly === "medium") return sql`(medium_count + high_count + critical_count)`;
  if (anomaly.length === 0) throw new RangeError("expected at least one event type, got none");
  return sql`(SELECT COUNT(*) FROM agent_audit_events e
    WHERE e.session_id = sessions.session_id AND e.event_type IN (${sql.join(anomaly)}))`;
}

function countOf(row: { readonly events: Count; readonly anomalies: Count }): AnomalyCount {
  const [events, anomalies] = [Number(row.events), Number(row.anomalies)];
  return { events, anomalies, rate: events === 0 ? 0 : anomalies / events };
}
