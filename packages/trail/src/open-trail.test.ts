import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openTrail } from "./open-trail.ts";

const folder = mkdtempSync(join(tmpdir(), "auditspan-location-"));
const file = join(folder, "notes.txt");
writeFileSync(file, "A file that is no database, and long enough to be looked at. ".repeat(20));

afterAll(() => rmSync(folder, { recursive: true }));

test.each([
  [join(file, "trail"), `expected a place for a trail at ${file}/trail/trail.db, got ENOTDIR`],
  [file, `expected an SQLite database at ${file}, got: file is not a database`],
  ["", "expected a path or a postgres:// URL, got an empty string"],
  ["mysql://root:s3cret@db/x", "expected a path or a postgres:// URL, got a URL of scheme mysql"],
  [
    "postgres://auditor:s3cret@127.0.0.1:1/trail?application_name=s3cret",
    "expected a PostgreSQL database at postgres://127.0.0.1:1/trail, got ECONNREFUSED",
  ],
  [
    "postgres://auditor:s3cret@127.0.0.1:port/trail",
    "expected a PostgreSQL database at a postgres:// URL that does not parse, got ERR_INVALID_URL",
  ],
])("%s is no place for a trail", async (location, message) => {
  await expect(openTrail(location)).rejects.toMatchObject({ code: "location", message });
});
