import { mkdtemp, rm } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startPostgres } from "../../../test/postgres/start-postgres.ts";

/** A database engine as tests meet it. */
export interface TrailEngine {
  readonly name: string;
  /** Whether this machine has it. */
  readonly present: boolean;
  /** Makes a place for a new trail. */
  newLocation(): Promise<string>;
  /** Runs SQL beside the trail, as an administrator could. */
  query(location: string, sql: string): Promise<Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** Both engines; PostgreSQL is absent where no server is installed. */
export async function trailEngines(): Promise<TrailEngine[]> {
  return [await sqliteEngine(), await postgresEngine()];
}

async function sqliteEngine(): Promise<TrailEngine> {
  const folder = await mkdtemp(join(tmpdir(), "auditspan-trail-"));
  let trails = 0;
  return {
    name: "node:sqlite",
    present: true,
    newLocation: () => Promise.resolve(join(folder, `trail-${++trails}.db`)),
    // Async, so that what SQLite throws is a rejection.
    query: async (location, sql) => {
      const database = new DatabaseSync(location);
      try {
        return database.prepare(sql).all();
      } finally {
        database.close();
      }
    },
    stop: () => rm(folder, { recursive: true }),
  };
}

async function postgresEngine(): Promise<TrailEngine> {
  const server = await startPostgres();
  return {
    name: "PostgreSQL",
    present: server !== undefined,
    newLocation: async () => (await server?.createDatabase()) ?? "",
    async query(location, sql) {
      const client = new pg.Client({ connectionString: location });
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    },
    stop: async () => server?.stop(),
  };
}
