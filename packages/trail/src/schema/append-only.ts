import type { Engine } from "../engine.ts";

/**
 * Statements that make tables append only: UPDATE, DELETE and TRUNCATE are refused.
 *
 * Retention goes another way. On PostgreSQL it drops or detaches whole partitions, which no trigger
 * sees; for rows the owner of a table disables its triggers inside a transaction. On SQLite it
 * drops the triggers and makes them again in the transaction that deletes.
 */
export function appendOnly(kind: Engine["kind"], tables: readonly string[]): string[] {
  const triggers = tables.flatMap((table) => refuseChanges(kind, table, EVENT_KEY));
  return kind === "sqlite" ? triggers : [REFUSE_CHANGE, ...triggers];
}

/** The same for one more table, once `appendOnly` has run: its triggers share what that made. */
export function refuseChanges(
  kind: Engine["kind"],
  table: string,
  key: readonly string[],
): string[] {
  return kind === "sqlite" ? sqliteTriggers(table, key) : postgresTriggers(table);
}

/** A partition does not inherit this trigger from its table, unlike those for rows. */
export function refuseTruncate(table: string): string {
  return `CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON ${table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`;
}

const EVENT_KEY = ["session_id", "event_id"];

function sqliteTriggers(table: string, key: readonly string[]): string[] {
  const isSame = key.map((column) => `${column} = NEW.${column}`).join(" AND ");
  const refuse = `BEGIN SELECT RAISE(ABORT, '${table} is append only'); END`;
  return [
    `CREATE TRIGGER ${table}_refuse_update BEFORE UPDATE ON ${table} ${refuse}`,
    `CREATE TRIGGER ${table}_refuse_delete BEFORE DELETE ON ${table} ${refuse}`,
    // INSERT OR REPLACE deletes without a word to the trigger above.
    `CREATE TRIGGER ${table}_refuse_replace BEFORE INSERT ON ${table}
      WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${isSame})
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
