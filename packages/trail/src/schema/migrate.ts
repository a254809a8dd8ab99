import { EVENT_TYPES } from "@auditspan/core";
import { sql } from "kysely";
import { Migrator } from "kysely/migration";
import type { Migration } from "kysely/migration";
import type { Engine } from "../engine.ts";
import { TrailError } from "../trail-error.ts";
import { firstMigration } from "./first-migration.ts";
import { provenanceMigration } from "./provenance-migration.ts";
import { sessionStartMigration } from "./session-start-migration.ts";

const MIGRATION_TABLE = "schema_migrations";
/** The schema that signed statements came with; what came later is no matter to who reads. */
const STATEMENTS_SCHEMA = "0002_provenance";
/** Version of the event types that `core` ships. */
const EVENT_TYPES_VERSION = 1;

/**
 * Brings the tables of a trail up to this version of the code, and its event types with them.
 *
 * Throws a `TrailError` of code `schema` when a newer version wrote the trail, of code `location`
 * when there is none and none is to be made.
 */
export async function migrate(engine: Engine, create: boolean): Promise<void> {
  const migrations = migrationsOf(engine);
  const applied = await appliedMigrations(engine);
  if (applied === undefined && !create) {
    throw new TrailError("location", `expected a trail at ${engine.place}, found none`);
  }
  const newest = Object.keys(migrations).at(-1);
  const unknown = applied?.find((name) => !Object.hasOwn(migrations, name));
  if (unknown !== undefined) {
    throw new TrailError(
      "schema",
      `expected a trail of schema ${newest} or older at ${engine.place}, got ${unknown}: a newer version of this software wrote it`,
    );
  }
  if (applied === undefined || applied.length < Object.keys(migrations).length) {
    const migrator = new Migrator({
      db: engine.db,
      provider: { getMigrations: () => Promise.resolve(migrations) },
      migrationTableName: MIGRATION_TABLE,
      migrationLockTableName: "schema_migration_lock",
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  }
  await addEventTypes(engine);
}

/** The schema of a trail and the one that it lacks to be read whole; undefined when it can be. */
export async function schemaBehind(engine: Engine): Promise<SchemaBehind | undefined> {
  const applied = new Set(await appliedMigrations(engine));
  if (applied.has(STATEMENTS_SCHEMA)) return undefined;
  const names = Object.keys(migrationsOf(engine));
  const got = names.findLast((name) => applied.has(name)) ?? "none";
  return { expected: STATEMENTS_SCHEMA, got };
}

export interface SchemaBehind {
  readonly expected: string;
  readonly got: string;
}

function migrationsOf({ kind }: Engine): Record<string, Migration> {
  return {
    "0001_trail": firstMigration(kind),
    [STATEMENTS_SCHEMA]: provenanceMigration(kind),
    "0003_session_start": sessionStartMigration(),
  };
}

async function appliedMigrations({ kind, db }: Engine): Promise<string[] | undefined> {
  const found =
    kind === "sqlite"
      ? sql`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ${MIGRATION_TABLE}`
      : sql`SELECT 1 FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_name = ${MIGRATION_TABLE}`;
  if ((await found.execute(db)).rows.length === 0) return undefined;
  const names = sql<{ name: string }>`SELECT name FROM ${sql.table(MIGRATION_TABLE)}`;
  return (await names.execute(db)).rows.map(({ name }) => name);
}

/** Types are data, not tables: a release that adds some needs no migration. */
async function addEventTypes({ db }: Engine): Promise<void> {
  const stored = await db.selectFrom("event_types").select("name").execute();
  const known = new Set(stored.map(({ name }) => name));
  const missing = Object.entries(EVENT_TYPES).filter(([name]) => !known.has(name));
  if (missing.length === 0) return;
  await db
    .insertInto("event_types")
    .values(
      missing.map(([name, { risk, phase, must, may }]) => ({
        name,
        risk_level: risk,
        data_schema: JSON.stringify({ phase, must, may }),
        version: EVENT_TYPES_VERSION,
      })),
    )
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
}
