import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import { dateTimestamp } from "../timestamp.ts";
import type { SessionStanding } from "../trail.ts";
import type { ProvenanceFilter } from "./provenance.ts";

/** Sessions of an agent and a stretch of time, as a condition on `sessions`. */
export function inFilter({ agent, from, to }: ProvenanceFilter): RawBuilder<boolean> {
  const conditions = [sql`1 = 1`];
  if (agent !== undefined) conditions.push(sql`sessions.agent_identifier = ${agent}`);
  if (from !== undefined) conditions.push(sql`sessions.first_event_at >= ${dateTimestamp(from)}`);
  if (to !== undefined) conditions.push(sql`sessions.first_event_at < ${dateTimestamp(to)}`);
  return sql<boolean>`(${sql.join(conditions, sql` AND `)})`;
}

/** How the configuration of a session stands, as a condition on `sessions`. */
export const STANDS: Readonly<Record<SessionStanding, RawBuilder<boolean>>> = {
  unattested: sql<boolean>`NOT EXISTS (SELECT 1 FROM attestations a
    WHERE a.config_fingerprint = sessions.config_fingerprint)`,
  unapproved: sql<boolean>`NOT EXISTS (SELECT 1 FROM approvals a
    WHERE a.config_fingerprint = sessions.config_fingerprint AND a.verdict = 'approved'
      AND a.decided_at <= sessions.first_event_at
      AND (a.expires_at IS NULL OR a.expires_at > sessions.first_event_at)
      AND NOT EXISTS (SELECT 1 FROM approvals r
        WHERE r.config_fingerprint = a.config_fingerprint AND r.verdict <> 'approved'
          AND r.decided_at >= a.decided_at AND r.decided_at <= sessions.first_event_at))`,
  // Whenever the session ran: what was found to be bad was bad before somebody said so.
  revoked: sql<boolean>`EXISTS (SELECT 1 FROM approvals r
    WHERE r.config_fingerprint = sessions.config_fingerprint AND r.verdict <> 'approved'
      AND NOT EXISTS (SELECT 1 FROM approvals a
        WHERE a.config_fingerprint = r.config_fingerprint AND a.verdict = 'approved'
          AND a.decided_at > r.decided_at))`,
};
