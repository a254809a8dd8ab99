import type { Dirent } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";
import { fileSystem } from "../file-system.ts";
import { isKubernetes, sourceKind } from "./source-kind.ts";
import type { SourceKind } from "./source-kind.ts";

/** A file that is searched, or a file or folder that would be and cannot. Paths are relative, with `/`. */
export type Source =
  | { readonly path: string; readonly kind: SourceKind; readonly skipped?: undefined }
  /** `skipped` says why. */
  | { readonly path: string; readonly kind?: undefined; readonly skipped: string };

const { closeSync, lstatSync, openSync, readdirSync, readSync, realpathSync, statSync } =
  fileSystem;

/** Bytes of the largest file that is searched. */
export const MAX_SOURCE_BYTES: number = 1024 * 1024;
const HEAD_BYTES = 64 * 1024;
const MAX_ENTRIES = 200_000;
const SKIPPED_FOLDERS: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/**
 * The files of a folder in which secrets are looked for, in the order of their paths.
 *
 * Skips `node_modules` and `.git`. Linked folders are not entered, linked files are read only when
 * they lie in the folder. A file that is too large, unreadable or leads out is told as skipped.
 */
export function* walkSources(folder: string): Generator<Source> {
  const root = realpathSync(folder);
  const pending = [""];
  let entries = 0;
  for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
    const { children, error } = read(join(root, path));
    if (error !== undefined) yield { path: path || ".", skipped: error };
    entries += children.length;
    if (entries > MAX_ENTRIES) {
      yield { path: path || ".", skipped: `the folder has more than ${MAX_ENTRIES} entries` };
      return;
    }
    const folders: string[] = [];
    for (const child of children) {
      const inside = path === "" ? child.name : `${path}/${child.name}`;
      if (child.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(child.name)) folders.push(inside);
      } else if (child.isFile() || child.isSymbolicLink()) {
        const kind = sourceKind(inside);
        if (kind !== undefined) yield* source(root, inside, kind);
      }
    }
    pending.push(...folders.reverse());
  }
}

function read(folder: string): { children: readonly Dirent[]; error?: string } {
  try {
    const children = readdirSync(folder, { withFileTypes: true });
    return { children: children.sort((a, b) => (a.name < b.name ? -1 : 1)) };
  } catch (error) {
    return {
      children: [],
      error: `the folder cannot be read (${(error as NodeJS.ErrnoException).code})`,
    };
  }
}

function* source(root: string, path: string, kind: SourceKind): Generator<Source> {
  const file = join(root, path);
  try {
    if (lstatSync(file).isSymbolicLink() && !isInside(root, realpathSync(file))) {
      yield { path, skipped: "it is a link out of the folder" };
      return;
    }
    const stats = statSync(file);
    if (!stats.isFile()) return;
    if (stats.size <= MAX_SOURCE_BYTES) yield { path, kind };
    // Lock files and data are no manifests, and many are large.
    else if (kind !== "kubernetes" || isKubernetes(headOf(file))) {
      yield { path, skipped: `it is larger than ${MAX_SOURCE_BYTES} bytes` };
    }
  } catch (error) {
    yield { path, skipped: `it cannot be read (${(error as NodeJS.ErrnoException).code})` };
  }
}

function headOf(file: string): string {
  const bytes = Buffer.alloc(HEAD_BYTES);
  const descriptor = openSync(file, "r");
  try {
    return bytes.toString("latin1", 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

function isInside(root: string, target: string): boolean {
  const path = relative(root, target);
  return path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}
