import { homedir } from "node:os";
import { join } from "node:path";

/**
 * The folder in which what was built for a backend is kept from run to run, outside the tree. Its
 * name holds the version, so that a newer one is built anew.
 */
export function cacheFolder(name: string): string {
  const cache = process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return join(cache, "auditspan", name);
}
