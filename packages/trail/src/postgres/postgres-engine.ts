import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Engine } from "../engine.ts";
import { hold, ingest } from "../ingest.ts";
import { storeProvenance } from "../provenance/store-provenance.ts";
import type { TrailTables } from "../schema/tables.ts";
import type { Write } from "../statement.ts";
import { TrailError } from "../trail-error.ts";
import { Partitions } from "./partitions.ts";
import { postgresPlace } from "./postgres-place.ts";
import { writePostgres } from "./write-postgres.ts";

const MIN_VERSION = 150_000;
const CONNECT_TIMEOUT = 10_000;

/** Opens a PostgreSQL database, version 15 or newer. Throws a `TrailError` of code `location`. */
export async function openPostgres(location: string): Promise<Engine> {
  const place = postgresPlace(location);
  const pool = await connect(location, place);
  const partitions = new Partitions(pool);

  const write = async <Result>(
    what: string,
    steps: Write<Result>,
    before?: () => Promise<void>,
  ): Promise<Result> => {
    let client: pg.PoolClient | undefined;
    try {
      await before?.();
      client = await pool.connect();
      const result = await writePostgres(client, steps);
      client.release();
      return result;
    } catch (error) {
      // The connection goes, and its transaction with it, whatever state both were in.
      client?.release(true);
      throw refused(error, `${what} at ${place}`);
    }
  };

  return {
    kind: "postgres",
    place,
    db: new Kysely<TrailTables>({ dialect: new PostgresDialect({ pool }) }),
    ingest: (rows) =>
      write(`${rows.length} events`, ingest(rows), () =>
        partitions.cover(new Date(rows[0]?.received_at ?? Date.now())),
      ),
    hold: (rows) => write(`${rows.length} events`, hold(rows)),
    store: (rows) => write("signed statements", storeProvenance(rows)),
    close: () => pool.end(),
  };
}

async function connect(location: string, place: string): Promise<pg.Pool> {
  try {
    const pool = new pg.Pool({
      connectionString: location,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      allowExitOnIdle: true,
      application_name: "auditspan",
    });
    // An idle connection that is lost is replaced when the next one is needed.
    pool.on("error", () => {});
    const { rows } = await pool.query<{ version: string }>(
      "SELECT current_setting('server_version_num') AS version",
    );
    if (Number(rows[0]?.version) >= MIN_VERSION) return pool;
    await pool.end();
  } catch (error) {
    throw new TrailError(
      "location",
      `expected a PostgreSQL database at ${place}, got ${codeOf(error)}`,
    );
  }
  throw new TrailError("location", `expected PostgreSQL 15 or newer at ${place}, got an older one`);
}

/** Message and detail of a PostgreSQL error quote values, so only its code and constraint are told. */
function refused(error: unknown, what: string): TrailError {
  const { constraint } = error as pg.DatabaseError;
  const rule = constraint === undefined ? "" : ` (constraint ${constraint})`;
  return new TrailError("database", `expected to store ${what}, got ${codeOf(error)}${rule}`);
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : "no connection";
}
