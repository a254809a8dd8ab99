import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { dirname, extname, resolve } from "node:path";
import { TrailError } from "../trail-error.ts";
import { makeFolder } from "./make-folder.ts";

const FILE_EXTENSIONS = new Set([".db", ".sqlite", ".sqlite3"]);

/**
 * The database file of a location, made when it is missing: folders with mode 0700, the file with
 * 0600. SQLite gives its journal files the mode of the database.
 *
 * A folder holds `trail.db`. A location that does not exist is a file when it ends in `.db`,
 * `.sqlite` or `.sqlite3`, else a folder. Throws a `TrailError` of code `location`.
 */
export function databaseFile(location: string, create: boolean): string {
  const path = isFile(location) ? resolve(location) : resolve(location, "trail.db");
  try {
    if (create) {
      makeFolder(dirname(path));
      closeSync(openSync(path, "a", 0o600));
    } else if (!existsSync(path)) {
      throw new TrailError("location", `expected a trail at ${path}, found none`);
    }
    return path;
  } catch (error) {
    if (error instanceof TrailError) throw error;
    const { code = "an error" } = error as NodeJS.ErrnoException;
    throw new TrailError("location", `expected a place for a trail at ${path}, got ${code}`);
  }
}

function isFile(location: string): boolean {
  const stat = statSync(location, { throwIfNoEntry: false });
  return stat === undefined ? FILE_EXTENSIONS.has(extname(location)) : !stat.isDirectory();
}
