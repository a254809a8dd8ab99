import { Kysely } from "kysely";
import type { Engine } from "../engine.ts";
import type { TrailTables } from "../schema/tables.ts";
import { TrailError } from "../trail-error.ts";
import { databaseFile } from "./database-file.ts";
import { WorkerClient } from "./worker-client.ts";
import { workerDialect } from "./worker-dialect.ts";

/** Opens an SQLite file in a thread of its own: WAL, synced at every commit. */
export async function openSqlite(location: string, create: boolean): Promise<Engine> {
  const place = databaseFile(location, create);
  const client = new WorkerClient();
  try {
    await client.ask("open", place);
  } catch (error) {
    await client.close().catch(() => {});
    const reason = error instanceof TrailError ? error.message : "an error";
    throw new TrailError("location", `expected an SQLite database at ${place}, got: ${reason}`);
  }
  return {
    kind: "sqlite",
    place,
    db: new Kysely<TrailTables>({ dialect: workerDialect(client) }),
    ingest: (rows) => client.ask("ingest", rows).catch(refused(`${rows.length} events`, place)),
    hold: (rows) => client.ask("hold", rows).catch(refused(`${rows.length} events`, place)),
    store: (rows) => client.ask("store", rows).catch(refused("signed statements", place)),
    close: () => client.close(),
  };
}

function refused(what: string, place: string): (error: TrailError) => never {
  return ({ message }) => {
    throw new TrailError("database", `expected to store ${what} at ${place}, got: ${message}`);
  };
}
