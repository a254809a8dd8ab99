import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";

/** A package that lies in a `node_modules` folder. */
export interface InstalledPackage {
  readonly name: string;
  /** As its `package.json` says; empty when it does not. */
  readonly version: string;
  /** Its `package.json`, from the folder of the application. */
  readonly file: string;
  /** Its folder, with links resolved, so that two copies are two folders. */
  readonly folder: string;
  readonly peers: Readonly<Record<string, string>>;
  /** Names of all its dependencies, and whether it cannot do without. */
  readonly needs: ReadonlyMap<string, boolean>;
}

/** The packages of an application, as Node would find them. */
export interface PackageTree {
  /** Every package that the application or one of these depends on. */
  readonly all: readonly InstalledPackage[];
  /** Dependencies that the application declares and that are not installed. */
  readonly missing: readonly string[];
  /** Whether there were more packages than are looked at. */
  readonly cut: boolean;
  readonly find: FindPackage;
}

/** What a package name means in a folder, by default that of the application. */
export type FindPackage = (name: string, from?: string) => InstalledPackage | undefined;

/** Packages beyond this are not looked at. */
const MAX_PACKAGES = 20_000;
const MAX_MANIFEST_BYTES = 1024 * 1024;

/**
 * Walks the dependencies of an application from its `package.json`. Files are read, nothing is
 * executed; what cannot be read counts as not installed.
 */
export function packageTree(dir: string): PackageTree {
  const root = realpathSync(dir);
  const found = new Map<string, InstalledPackage | undefined>();
  const find: FindPackage = (name, from = root) => findFrom(name, from, root, found);
  const manifest = readManifest(join(root, "package.json"));
  const all = new Map<string, InstalledPackage>();
  const missing: string[] = [];
  const waiting: Pick<InstalledPackage, "folder" | "needs">[] = [
    { folder: root, needs: dependenciesOf(manifest) },
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [name, needed] of next.needs) {
      const dependency = find(name, next.folder);
      if (dependency === undefined) {
        if (needed && next.folder === root) missing.push(name);
      } else if (!all.has(dependency.folder) && all.size < MAX_PACKAGES) {
        all.set(dependency.folder, dependency);
        waiting.push(dependency);
      }
    }
  }
  return { all: [...all.values()], missing, cut: all.size === MAX_PACKAGES, find };
}

function findFrom(
  name: string,
  from: string,
  root: string,
  found: Map<string, InstalledPackage | undefined>,
): InstalledPackage | undefined {
  if (!PACKAGE_NAME.test(name)) return undefined;
  for (let folder = from; ; folder = dirname(folder)) {
    if (basename(folder) !== "node_modules") {
      const place = join(folder, "node_modules", name);
      if (!found.has(place)) found.set(place, readPackage(name, place, root));
      const read = found.get(place);
      if (read !== undefined) return read;
    }
    if (folder === dirname(folder)) return undefined;
  }
}

function readPackage(name: string, place: string, root: string): InstalledPackage | undefined {
  const file = join(place, "package.json");
  if (!existsSync(file)) return undefined;
  const manifest = readManifest(file);
  const { version, peerDependencies } = manifest;
  return {
    name,
    version: typeof version === "string" && VERSION.test(version) ? version : "",
    file: relative(root, file),
    folder: realpathSync(place),
    peers: (peerDependencies ?? {}) as Record<string, string>,
    needs: dependenciesOf(manifest),
  };
}

type Manifest = Readonly<Record<string, object | undefined>> & { readonly version?: unknown };

function readManifest(file: string): Manifest {
  try {
    const bytes = readFileSync(file);
    if (bytes.length > MAX_MANIFEST_BYTES) return {};
    const manifest: unknown = JSON.parse(bytes.toString());
    return typeof manifest === "object" && manifest !== null ? (manifest as Manifest) : {};
  } catch {
    return {};
  }
}

function dependenciesOf(manifest: Manifest): Map<string, boolean> {
  const names = new Map<string, boolean>();
  for (const kind of ["peerDependencies", "dependencies", "optionalDependencies"]) {
    for (const name of Object.keys(manifest[kind] ?? {})) names.set(name, kind === "dependencies");
  }
  return names;
}

// A name must not lead out of node_modules.
const PACKAGE_NAME = /^(@[a-z0-9-~][\w.~-]*\/)?[a-z0-9-~][\w.~-]*$/i;
const VERSION = /^[\w.+-]{1,64}$/;
