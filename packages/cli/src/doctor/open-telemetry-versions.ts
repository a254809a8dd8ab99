import { AGENT, all, given, installed, not, place, STRICT } from "./conditions.ts";
import type { FindPackage, InstalledPackage, PackageTree } from "./package-tree.ts";
import type { Condition, Rule } from "./rule.ts";
import { inRange, parseVersion } from "./version-range.ts";

const API = "@opentelemetry/api";
const CONTEXT = "@opentelemetry/context-async-hooks";
/** Parts of an SDK take no tracer. */
const SDK_PART =
  /^@opentelemetry\/(core|resources|sdk-|otlp-|exporter-|propagator-|resource-detector-|context-)/;
/** The packages in which the register looks for a tracer provider. */
const SDKS = [
  "@opentelemetry/sdk-trace",
  "@opentelemetry/sdk-trace-node",
  "@opentelemetry/sdk-trace-base",
];

/** Whether the register can work with the OpenTelemetry packages of the application. */
export const OPEN_TELEMETRY_VERSIONS: readonly Rule[] = [
  {
    id: "sdk-missing",
    severity: "error",
    seen: whereAudited(({ app }) => (nearestSdk(app?.packages.find) ? undefined : SDKS)),
    message: "no OpenTelemetry SDK is found from the application, so the register audits nothing",
    fix: "install @opentelemetry/sdk-trace (or sdk-trace-base) and @opentelemetry/context-async-hooks beside the application",
  },
  {
    id: "context-missing",
    severity: "warning",
    seen: whereAudited(({ app }) => notFound(app?.packages.find, CONTEXT)),
    message: "without a context manager sessions cannot nest and spans have no parents",
    fix: "install @opentelemetry/context-async-hooks beside the application",
  },
  {
    id: "api-missing",
    severity: "error",
    seen: whereAudited(({ app }) => notFound(app?.packages.find, API)),
    message: "@opentelemetry/api is not found from the application",
    fix: "install @opentelemetry/api 1.9 or newer beside the application",
  },
  {
    id: "api-old",
    severity: "error",
    seen: whereAudited(({ app }) => {
      const api = app?.packages.find(API);
      return api !== undefined && !inRange(api.version, ">=1.9") ? [place(api)] : undefined;
    }),
    message: "@opentelemetry/api is older than 1.9, which the agent needs",
    fix: "update it to 1.9 or newer, as the SDK beside it allows",
  },
  {
    id: "api-newer-copy",
    severity: "error",
    seen: ({ app }) => (app === undefined ? undefined : places(blindPackages(app.packages))),
    message:
      "it has a newer copy of the API than the register finds, and does not see a provider that an older one registered",
    fix: "have one copy: the newest @opentelemetry/api that the SDK allows, by overrides",
  },
  {
    id: "api-copies",
    severity: "note",
    seen: ({ app }) => {
      const copies = (app?.packages.all ?? []).filter(({ name }) => name === API);
      return copies.length > 1 ? places(copies) : undefined;
    },
    message:
      "there are several copies of @opentelemetry/api; the register serves them through the newest that it finds",
    fix: "have one copy where the SDK lines allow it",
  },
  {
    id: "api-peer",
    severity: "warning",
    seen: ({ app }) => {
      const find = app?.packages.find;
      const used = [nearestSdk(find), find?.(CONTEXT), find?.("@opentelemetry/sdk-logs")];
      return places(
        used.filter((sdk) => sdk !== undefined).filter((sdk) => !fitsItsApi(sdk, find)),
      );
    },
    message: "the copy of @opentelemetry/api that it finds is not one that it was made for",
    fix: "SDK 2.x goes with an API below 1.10, SDK 3.x with 1.10: install the one that fits beside it",
  },
  {
    id: "sdk-lines",
    severity: "note",
    seen: ({ app }) => {
      const sdks = (app?.packages.all ?? []).filter(({ name }) => SDKS.includes(name));
      const lines = new Set(sdks.map(({ version }) => parseVersion(version)?.[0]));
      return lines.size > 1 ? places(sdks) : undefined;
    },
    message:
      "there are several lines of the OpenTelemetry SDK; the register takes the nearest to the application",
    fix: "have one line where the frameworks allow it",
  },
  {
    id: "strict-needs-sdk",
    severity: "warning",
    seen: all(STRICT, ({ app }) => {
      const sdk = nearestSdk(app?.packages.find);
      return sdk === undefined || inRange(sdk.version, ">=2.3") ? undefined : [place(sdk)];
    }),
    message:
      "strict needs SDK 2.3 or newer: with this one, other processors of the provider get nothing at all",
    fix: "update the SDK, or take other processors out",
  },
];

type Find = FindPackage | undefined;

/** A condition that matters where a provider has to be found: not where Mastra exports by itself. */
function whereAudited(condition: Condition): Condition {
  return all(given(AGENT), not(installed("@mastra/otel-exporter")), (subject) =>
    subject.app === undefined ? undefined : condition(subject),
  );
}

function nearestSdk(find: Find): InstalledPackage | undefined {
  return SDKS.map((name) => find?.(name)).find((sdk) => sdk !== undefined);
}

function notFound(find: Find, name: string): readonly string[] | undefined {
  return find?.(name) === undefined ? [name] : undefined;
}

function places(packages: readonly InstalledPackage[]): readonly string[] | undefined {
  return packages.length > 0 ? packages.map(place) : undefined;
}

/** Packages that take tracers from a copy of the API that sees no provider of the register's. */
function blindPackages({ all: packages, find }: PackageTree): InstalledPackage[] {
  const sdk = nearestSdk(find);
  const used = [find(API), sdk === undefined ? undefined : find(API, sdk.folder)];
  const minors = used.filter((copy) => copy !== undefined).map(minor);
  if (minors.length === 0) return [];
  return packages.filter(({ name, folder, needs }) => {
    if (!needs.has(API) || SDK_PART.test(name)) return false;
    const copy = find(API, folder);
    return copy !== undefined && minor(copy) > Math.max(...minors);
  });
}

function fitsItsApi({ folder, peers }: InstalledPackage, find: Find): boolean {
  const api = find?.(API, folder);
  return api === undefined || inRange(api.version, peers[API] ?? "*");
}

// Copies meet when the minor version of the one that registers is not the older.
function minor({ version }: InstalledPackage): number {
  return parseVersion(version)?.[1] ?? 0;
}
