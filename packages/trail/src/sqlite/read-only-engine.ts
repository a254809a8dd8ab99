import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Kysely } from "kysely";
import type { Engine } from "../engine.ts";
import type { TrailTables } from "../schema/tables.ts";
import { TrailError } from "../trail-error.ts";
import { databaseFile } from "./database-file.ts";
import { WorkerClient } from "./worker-client.ts";
import { workerDialect } from "./worker-dialect.ts";

/**
 * Opens an SQLite file that is there for reading alone. Nothing is made or written beside it, and
 * another process may go on writing to it.
 */
export async function openSqliteReadOnly(location: string): Promise<Engine> {
  const place = databaseFile(location, false);
  const { url, release } = readableUrl(place);
  const client = new WorkerClient();
  const close = (): Promise<void> => client.close().finally(release);
  try {
    await client.ask("open", url.href);
  } catch (error) {
    await close().catch(() => {});
    const reason = error instanceof TrailError ? error.message : "an error";
    throw new TrailError("location", `expected an SQLite database at ${place}, got: ${reason}`);
  }
  const refuse = (): Promise<never> =>
    Promise.reject(
      new TrailError("database", `expected to read alone at ${place}, got something to store`),
    );
  return {
    kind: "sqlite",
    place,
    db: new Kysely<TrailTables>({ dialect: workerDialect(client) }),
    ingest: refuse,
    hold: refuse,
    store: refuse,
    close,
  };
}

interface Readable {
  readonly url: URL;
  readonly release: () => void;
}

/**
 * How SQLite has to be told (its "URI Filenames") so that it writes nothing: without a journal the
 * file is whole by itself; with one, its index is only read. A journal without an index, as in a
 * copy of a trail, needs an index to be made, so that one is read from a copy of its own.
 */
function readableUrl(path: string): Readable {
  if (!existsSync(`${path}-wal`)) return readable(path, "immutable");
  if (existsSync(`${path}-shm`)) return readable(path, "readonly_shm");
  const folder = mkdtempSync(join(tmpdir(), "auditspan-trail-"));
  const copy = join(folder, "trail.db");
  copyFileSync(path, copy);
  copyFileSync(`${path}-wal`, `${copy}-wal`);
  return { url: pathToFileURL(copy), release: () => rmSync(folder, { recursive: true }) };
}

function readable(path: string, parameter: string): Readable {
  const url = pathToFileURL(path);
  url.searchParams.set(parameter, "1");
  return { url, release: () => {} };
}
