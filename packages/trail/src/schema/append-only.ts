import type { Engine } from "../engine.ts";

/**
 * Statements that make tables append only: UPDATE, DELETE and TRUNCATE are refused.
 *
 * Retention goes another way. On PostgreSQL it drops or detaches whole partitions, which no trigger
 * sees; for rows the owner of a table disables its triggers inside a transaction. On SQLite it
 * drops the triggers and makes them again in the transaction that deletes.
 */
export function appendOnly(kind: Engine["kind"], tables: readonly string[]): string[] {
  if (kind === "sqlite") return tables.flatMap(sqliteTriggers);
  return [REFUSE_CHANGE, ...tables.flatMap(postgresTriggers)];
}

/** A partition does not inherit this trigger from its table, unlike those for rows. */
export function refuseTruncate(table: string): string {
  return `CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;
}

function sqliteTriggers(table: string): string[] {
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is append only'); END`;
  return [
    `CREATE TRIGGER ${table}_refuse_update BEFORE UPDATE ON ${table} ${refuse}`,
    `CREATE TRIGGER ${table}_refuse_delete BEFORE DELETE ON ${table} ${refuse}`,
    // INSERT OR REPLACE deletes without a word to the trigger above.
    `CREATE TRIGGER ${table}_refuse_replace BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE session_id = NEW.session_id AND event_id = NEW.event_id)
      BEGIN SELECT RAISE(IGNORE); END`,
  ];
}

const REFUSE_CHANGE = `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END $$`;

function postgresTriggers(table: string): string[] {
  return [
    `CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION refuse_change()`,
    refuseTruncate(table),
  ];
}
