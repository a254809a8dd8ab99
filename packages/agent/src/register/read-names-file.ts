import { readFileSync } from "node:fs";
import { parseNamesFile } from "@auditspan/core";
import type { KnownNames } from "@auditspan/core";

/**
 * Reads a names file, YAML or JSON. Keys that are not known are told to `warn` and ignored.
 *
 * Throws an error that names the file when it cannot be read or is no names file.
 */
export function readNamesFile(path: string, warn: (line: string) => void): KnownNames {
  const text = readText(path);
  try {
    const { names, unknownKeys } = parseNamesFile(text);
    if (unknownKeys.length > 0) warn(`${path}: ignored unknown keys ${unknownKeys.join(", ")}`);
    return names;
  } catch (cause) {
    throw new Error(`${path}: ${(cause as Error).message}`, { cause });
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "an error";
    throw new Error(`expected a readable names file at ${path}, got ${code}`, { cause });
  }
}
