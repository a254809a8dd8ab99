import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";

const DEBIAN = "/usr/lib/postgresql";

/** The folder of `initdb` and `postgres`: on PATH, else the newest of Debian's; undefined if none. */
export function postgresBinaries(): string | undefined {
  const onPath = (process.env["PATH"] ?? "").split(delimiter);
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  const ofDebian = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN, version, "bin"));
  return [...onPath, ...ofDebian].find((folder) =>
    ["initdb", "postgres", "createdb"].every((name) => existsSync(join(folder, name))),
  );
}
