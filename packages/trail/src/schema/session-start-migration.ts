import type { Migration } from "kysely/migration";
import { sql } from "kysely";

/**
 * What tells a session that was seen to start from one that is known by other events alone: 0 when
 * its first event is a `session_started`.
 *
 * The text stands here for ever: what changes later is another migration.
 */
export function sessionStartMigration(): Migration {
  return {
    async up(db) {
      for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
    },
  };
}

const STATEMENTS = [
  "ALTER TABLE sessions ADD COLUMN first_event_rank integer NOT NULL DEFAULT 1",
  `UPDATE sessions SET first_event_rank = 0 WHERE EXISTS (
    SELECT 1 FROM agent_audit_events e WHERE e.session_id = sessions.session_id
      AND e.event_id = sessions.first_event_id AND e.event_type = 'session_started')`,
];
