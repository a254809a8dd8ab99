import { existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire, findPackageJSON } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** A package that the application has. */
export interface ApplicationModule {
  readonly name: string;
  /** File that it was looked up from. */
  readonly place: string;
  /** File that the package resolved to; packages that this one brings are looked up from here. */
  readonly file: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** Finds the nearest of some packages, asking each place in turn; the first of those equally near. */
export type FindModule = (
  names: readonly string[],
  first?: string,
) => ApplicationModule | undefined;

/**
 * Looks packages up as the application would: from its main module, then from the working
 * directory, then from this package.
 *
 * The SDK has to be the application's own: two lines of it do not share their API package, and an
 * SDK registered through the older one is invisible to code that uses the newer.
 */
export function applicationModules(main: string | undefined, cwd: string): FindModule {
  const places = [...mainPlaces(main, cwd), join(cwd, "main.js"), import.meta.filename];
  return (names, first) => {
    for (const place of first === undefined ? places : [first, ...places]) {
      for (const name of nearestFirst(names, place)) {
        const found = load(name, place);
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
}

// A workspace around the application may have another line of the SDK, under another name.
function nearestFirst(names: readonly string[], place: string): readonly string[] {
  const folders = createRequire(place).resolve.paths(names[0] ?? "") ?? [];
  const distances = new Map(
    names.map((name) => {
      const nearest = folders.findIndex((folder) => existsSync(join(folder, name)));
      return [name, nearest === -1 ? folders.length : nearest] as const;
    }),
  );
  return names.toSorted((a, b) => distances.get(a)! - distances.get(b)!);
}

// `node_modules/.bin/tool` is a link: its packages lie where it points to.
function mainPlaces(main: string | undefined, cwd: string): string[] {
  if (main === undefined) return [];
  const path = resolve(cwd, main);
  try {
    return [realpathSync(path), path];
  } catch {
    // A main module may be given without its extension.
    return [path];
  }
}

function load(name: string, place: string): ApplicationModule | undefined {
  try {
    const require = createRequire(place);
    const file = require.resolve(name);
    return { name, place, file, version: versionOf(name, place), exports: require(file) };
  } catch {
    return undefined;
  }
}

function versionOf(name: string, place: string): string {
  const path = findPackageJSON(name, pathToFileURL(place));
  if (path === undefined) return "0.0.0";
  return (JSON.parse(readFileSync(path, "utf8")) as { version: string }).version;
}
