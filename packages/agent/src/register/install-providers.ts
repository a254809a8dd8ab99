import { alwaysRecord } from "../always-record.ts";
import { AuditLogProcessor } from "../audit-log-processor.ts";
import { AuditSpanProcessor } from "../audit-span-processor.ts";
import { contextManager, registeredTracerProvider } from "../otel-globals.ts";
import type { Pipeline } from "../pipeline.ts";
import type { ApplicationModule, FindModule } from "./application-modules.ts";
import { configuredSampler } from "./configured-sampler.ts";
import type { SamplerClasses } from "./configured-sampler.ts";
import type { Warn } from "./settings.ts";

const API = "@opentelemetry/api";
const SDKS = [
  "@opentelemetry/sdk-trace",
  "@opentelemetry/sdk-trace-node",
  "@opentelemetry/sdk-trace-base",
];

// What is used of the packages; they are the application's, of a line that is not known here.
type Constructor<T = unknown> = new (options?: object) => T;
interface Registrar {
  readonly trace: { setGlobalTracerProvider(provider: unknown): boolean };
  readonly context: { setGlobalContextManager(manager: unknown): boolean };
  readonly logs?: { setGlobalLoggerProvider(provider: unknown): unknown };
}

/**
 * Registers a tracer provider, a context manager and, where sdk-logs is there, a logger provider of
 * the SDK that the application has, all feeding one pipeline.
 *
 * Never throws: what cannot be installed is told to `warn`, with the way out.
 */
export function installProviders(
  find: FindModule,
  pipeline: Pipeline,
  env: NodeJS.ProcessEnv,
  warn: Warn,
): void {
  try {
    if (joinRegisteredProvider(pipeline, warn)) return;
    const sdk = find(SDKS);
    if (sdk === undefined) {
      warn(
        "no OpenTelemetry SDK found, so spans are not audited: install @opentelemetry/sdk-trace " +
          "(or sdk-trace-base) and @opentelemetry/context-async-hooks beside the application",
      );
      return;
    }
    const api = newestApi(find, sdk);
    installTracing(find, sdk, api, pipeline, env, warn);
    installLogging(find, api, pipeline, warn);
  } catch {
    warn("spans are not audited: the OpenTelemetry SDK of the application could not be set up");
  }
}

/** The last resort, when a provider is there already: only SDK 1.x lets a processor be added. */
function joinRegisteredProvider(pipeline: Pipeline, warn: Warn): boolean {
  const provider = registeredTracerProvider();
  if (provider === undefined) return false;
  if (typeof provider.addSpanProcessor === "function") {
    provider.addSpanProcessor(new AuditSpanProcessor({ pipeline }));
    warn(
      "a tracer provider is registered already; joined it, spans that its sampler drops are not audited",
    );
  } else {
    warn(
      "a tracer provider is registered already, so spans are not audited: start it with " +
        "OTEL_TRACES_EXPORTER=none, or add an AuditSpanProcessor to its spanProcessors",
    );
  }
  return true;
}

// What is registered through a newer copy of the API is seen through older ones, not the reverse.
function newestApi(find: FindModule, sdk: ApplicationModule): Registrar {
  const copies = [find([API]), find([API], sdk.file)].filter((copy) => copy !== undefined);
  const [newest] = copies.toSorted((a, b) =>
    b.version.localeCompare(a.version, "en", { numeric: true }),
  );
  if (newest === undefined) throw new Error(`expected ${API} beside ${sdk.name}, found none`);
  return newest.exports as unknown as Registrar;
}

function installTracing(
  find: FindModule,
  sdk: ApplicationModule,
  api: Registrar,
  pipeline: Pipeline,
  env: NodeJS.ProcessEnv,
  warn: Warn,
): void {
  const { TracerProvider, NodeTracerProvider, BasicTracerProvider } = sdk.exports as Partial<
    Record<string, Constructor>
  >;
  const Provider = (TracerProvider ?? NodeTracerProvider ?? BasicTracerProvider) as Constructor;
  // NodeTracerProvider's package passes the samplers on from sdk-trace-base.
  const sampler = configuredSampler(sdk.exports as unknown as SamplerClasses, env, warn);
  const provider = new Provider({
    sampler: alwaysRecord(sampler),
    spanProcessors: [new AuditSpanProcessor({ pipeline })],
  });
  installContextManager(find, sdk, api, warn);
  if (!api.trace.setGlobalTracerProvider(provider)) {
    warn("spans are not audited: another copy of @opentelemetry/api is registered already");
  }
}

function installContextManager(
  find: FindModule,
  sdk: ApplicationModule,
  api: Registrar,
  warn: Warn,
): void {
  if (contextManager() !== undefined) return;
  const hooks = find(["@opentelemetry/context-async-hooks"], sdk.file);
  if (hooks === undefined) {
    warn(
      "spans have no parents and sessions cannot nest: install @opentelemetry/context-async-hooks",
    );
    return;
  }
  const Manager = hooks.exports["AsyncLocalStorageContextManager"] as Constructor<{
    enable(): object;
  }>;
  api.context.setGlobalContextManager(new Manager().enable());
}

// Logs are an extra: without sdk-logs nothing is said, since no log record can exist either.
function installLogging(find: FindModule, api: Registrar, pipeline: Pipeline, warn: Warn): void {
  const sdk = find(["@opentelemetry/sdk-logs"]);
  if (sdk === undefined) return;
  const { logs } = logsApi(find, sdk, api) ?? {};
  if (logs === undefined) return;
  const Provider = sdk.exports["LoggerProvider"] as Constructor;
  const provider = new Provider({ processors: [new AuditLogProcessor({ pipeline })] });
  const answer = logs.setGlobalLoggerProvider(provider);
  if (answer !== true && answer !== provider) {
    warn("log records are not audited: a logger provider is registered already");
  }
}

// API 1.10 holds the logs API; before, it is a package of its own.
function logsApi(
  find: FindModule,
  sdk: ApplicationModule,
  api: Registrar,
): Partial<Registrar> | undefined {
  if (Number.parseInt(sdk.version, 10) >= 3) return api;
  return find(["@opentelemetry/api-logs"], sdk.file)?.exports as Partial<Registrar> | undefined;
}
