import type { Engine } from "./engine.ts";
import { openPostgres } from "./postgres/postgres-engine.ts";
import { migrate, schemaBehind } from "./schema/migrate.ts";
import { openSqliteReadOnly } from "./sqlite/read-only-engine.ts";
import { openSqlite } from "./sqlite/sqlite-engine.ts";
import { SqlTrail } from "./sql-trail.ts";
import { TrailError } from "./trail-error.ts";
import type { Trail } from "./trail.ts";

export interface OpenTrailOptions {
  /** Whether a trail is made where there is none. Defaults to true. */
  readonly create?: boolean;
  /**
   * Whether an SQLite trail is only read: no file is made or written, not even a journal, and the
   * folder may be read-only. The trail has to be there. One that an older version made is read as
   * it is; what needs a newer schema rejects with a `TrailError` of code `schema`. Defaults to false.
   */
  readonly readOnly?: boolean;
}

/**
 * Opens the trail at a location: a `postgres://` URL, a file, or a folder, which holds `trail.db`.
 *
 * Throws a `TrailError` of code `location` when there can be no trail, and of code `schema` when a
 * newer version wrote the one that is there.
 */
export async function openTrail(
  location: string,
  { create = true, readOnly = false }: OpenTrailOptions = {},
): Promise<Trail> {
  const engine = await openEngine(location, create, readOnly);
  try {
    await migrate(engine, create && !readOnly).catch((error: unknown) => {
      // What an older version did not make cannot be added; the rest can be read.
      if (!readOnly || !isRefusedWrite(error)) throw error;
    });
    return new SqlTrail(engine, readOnly ? await schemaBehind(engine) : undefined);
  } catch (error) {
    await engine.close();
    if (error instanceof TrailError && error.code !== "database") throw error;
    const code: unknown = (error as { code?: unknown }).code;
    const reason = error instanceof TrailError ? error.message : String(code);
    throw new TrailError("location", `expected a trail at ${engine.place}, got: ${reason}`);
  }
}

function isRefusedWrite(error: unknown): boolean {
  return error instanceof TrailError && error.message.includes("readonly database");
}

function openEngine(location: string, create: boolean, readOnly: boolean): Promise<Engine> {
  const scheme = /^([a-z][a-z0-9+.-]+):\/\//i.exec(location)?.[1]?.toLowerCase();
  if (scheme === "postgres" || scheme === "postgresql") return openPostgres(location);
  if (scheme === undefined && location !== "") {
    return readOnly ? openSqliteReadOnly(location) : openSqlite(location, create);
  }
  const got = scheme === undefined ? "an empty string" : `a URL of scheme ${scheme}`;
  throw new TrailError("location", `expected a path or a postgres:// URL, got ${got}`);
}
