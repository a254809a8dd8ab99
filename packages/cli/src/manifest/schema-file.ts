import { copyFileSync, existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const INSTALLED = "node_modules/@auditspan/core/schema/manifest.schema.json";
const COPIED = "auditspan.manifest.schema.json";

/**
 * Path of the manifest's JSON Schema as an editor finds it from a folder: in the installed package,
 * else in a copy that is put beside the manifest.
 */
export function schemaFile(dir: string): string {
  if (existsSync(join(dir, INSTALLED))) return `./${INSTALLED}`;
  const core = fileURLToPath(import.meta.resolve("@auditspan/core"));
  copyFileSync(join(core, "../../schema/manifest.schema.json"), join(dir, COPIED));
  return `./${COPIED}`;
}
