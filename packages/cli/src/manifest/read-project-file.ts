import { readFileSync, statSync } from "node:fs";

const MAX_BYTES = 1024 * 1024;

/** The text of a file of at most 1 MiB; undefined when there is none that can be read. */
export function readProjectFile(path: string): string | undefined {
  try {
    const stat = statSync(path);
    return stat.isFile() && stat.size <= MAX_BYTES ? readFileSync(path, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

/** The value of a JSON file; undefined when there is none that can be read. */
export function readProjectJson(path: string): unknown {
  const text = readProjectFile(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The members of an object; none for anything else. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
