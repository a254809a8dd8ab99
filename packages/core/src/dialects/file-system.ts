import type { SpanRecord } from "../record.ts";
import type { Dialect } from "./dialect.ts";

const SCOPE = "@opentelemetry/instrumentation-fs";
const PREFIX = "fs ";

/** What the functions of `node:fs` do to a file, by name without `Sync`. */
const OPERATIONS: Readonly<Record<string, string>> = {
  open: "open",
  readFile: "read",
  readdir: "list",
  opendir: "list",
  access: "inspect",
  exists: "inspect",
  stat: "inspect",
  lstat: "inspect",
  readlink: "inspect",
  realpath: "inspect",
  "realpath.native": "inspect",
  appendFile: "write",
  writeFile: "write",
  truncate: "write",
  mkdir: "create",
  mkdtemp: "create",
  copyFile: "copy",
  cp: "copy",
  rename: "move",
  rm: "delete",
  rmdir: "delete",
  unlink: "delete",
  link: "link",
  symlink: "link",
  chmod: "change_metadata",
  chown: "change_metadata",
  lchown: "change_metadata",
  lutimes: "change_metadata",
  utimes: "change_metadata",
};

const READING: ReadonlySet<string> = new Set(["open", "read", "list", "inspect"]);

/** File access by `node:fs`. Its spans have no attributes: their names tell the function alone. */
export const fileSystem: Dialect = {
  name: "file-system",
  title: "File access: instrumentation-fs",
  scopes: [SCOPE],
  speaks: ({ scope }) => scope.name === SCOPE,
  types: ["file_read", "file_write"],
  typeOf: (record) => fileEventType(operationOf(record)),
  fields: {
    "auditspan.file.operation": ({ record }) => operationOf(record),
  },
};

/** The event type of what was done to a file, or undefined when nobody knows. */
export function fileEventType(operation: string | undefined): string | undefined {
  if (operation === undefined) return undefined;
  return READING.has(operation) ? "file_read" : "file_write";
}

function operationOf({ name }: SpanRecord): string | undefined {
  if (!name.startsWith(PREFIX)) return undefined;
  const called = name.slice(PREFIX.length).replace("Sync", "");
  return Object.hasOwn(OPERATIONS, called) ? OPERATIONS[called] : undefined;
}
