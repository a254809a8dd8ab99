import { readFileSync } from "node:fs";
import { createRequire, findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ApplicationModule, FindModule } from "./application-modules.ts";

const API = "@opentelemetry/api";

/** A provider that stands in until one is registered. */
interface StandIn {
  setDelegate?(provider: unknown): void;
  /** Its name among loggers. */
  _setDelegate?(provider: unknown): void;
}

/** The part of a copy of `@opentelemetry/api` that is used. */
export interface ApiCopy {
  readonly trace: {
    getTracerProvider(): StandIn;
    setGlobalTracerProvider(provider: unknown): boolean;
  };
  readonly context: { setGlobalContextManager(manager: unknown): boolean };
  /** From 1.10 on. */
  readonly logs?: LogsApi | undefined;
}

export interface LogsApi {
  getLoggerProvider(): StandIn;
  setGlobalLoggerProvider(provider: unknown): unknown;
}

/**
 * The copies of the API that code in this process may hold, the newest first: that of the
 * application and that of its SDK, each as CommonJS and as an ES module.
 *
 * What is registered through a newer copy is seen through older ones, not the reverse.
 */
export function apiCopies(
  find: FindModule,
  sdk: ApplicationModule,
): readonly [ApiCopy, ...ApiCopy[]] {
  const modules = [find([API]), find([API], sdk.file)]
    .filter((module) => module !== undefined)
    .toSorted((a, b) => b.version.localeCompare(a.version, "en", { numeric: true }));
  const copies = new Set(modules.flatMap((module) => [module.exports, asEsModule(module)]));
  const [newest, ...others] = [...copies] as unknown as ApiCopy[];
  if (newest === undefined) throw new Error(`expected ${API} beside ${sdk.name}, found none`);
  return [newest, ...others];
}

/**
 * Registers a tracer provider for all copies. Code that took a tracer from another copy before, as an
 * instrumentation does when it loads, holds that copy's stand-in, which is pointed to the provider.
 */
export function registerTracerProvider(
  [newest, ...others]: readonly [ApiCopy, ...ApiCopy[]],
  provider: unknown,
): boolean {
  const standIns = others.map(({ trace }) => trace.getTracerProvider());
  if (!newest.trace.setGlobalTracerProvider(provider)) return false;
  for (const standIn of standIns) standIn.setDelegate?.(provider);
  return true;
}

/** Registers a logger provider, as `registerTracerProvider` does; false when there is one already. */
export function registerLoggerProvider(
  [newest, ...others]: readonly LogsApi[],
  provider: unknown,
): boolean {
  const standIns = others.map((logs) => logs.getLoggerProvider());
  const answer = newest?.setGlobalLoggerProvider(provider);
  // Before 1.10 it answers with the provider that is registered now.
  if (answer !== true && answer !== provider) return false;
  for (const standIn of standIns) {
    // oxlint-disable-next-line no-underscore-dangle -- the name that it has there
    standIn._setDelegate?.(provider);
  }
  return true;
}

/** The same package as ES modules import it, which may be another instance of it. */
function asEsModule({ name, place, exports }: ApplicationModule): object {
  try {
    const manifest = findPackageJSON(name, pathToFileURL(place)) as string;
    const entry = importEntry(JSON.parse(readFileSync(manifest, "utf8")) as PackageManifest);
    return createRequire(place)(join(dirname(manifest), entry)) as object;
  } catch {
    return exports;
  }
}

interface PackageManifest {
  readonly main: string;
  readonly exports?: { readonly ".": ConditionalExport };
}

type ConditionalExport = string | { readonly [condition: string]: ConditionalExport };

// `require.resolve` has no way to ask for what `import` would find.
function importEntry({ main, exports }: PackageManifest): string {
  let entry: ConditionalExport | undefined = exports?.["."];
  while (typeof entry === "object") entry = entry["import"] ?? entry["default"];
  return entry ?? main;
}
