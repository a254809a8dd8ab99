import { alwaysRecord } from "../always-record.ts";
import { AuditLogProcessor } from "../audit-log-processor.ts";
import { AuditSpanProcessor } from "../audit-span-processor.ts";
import { emptiesSpans } from "../empties-spans.ts";
import { contextManager, registeredTracerProvider } from "../otel-globals.ts";
import type { Pipeline } from "../pipeline.ts";
import { StrictLogProcessor } from "../strict-log-processor.ts";
import { StrictSpanProcessor } from "../strict-span-processor.ts";
import { apiCopies, registerLoggerProvider, registerTracerProvider } from "./api-copies.ts";
import type { ApiCopy, LogsApi } from "./api-copies.ts";
import type { ApplicationModule, FindModule } from "./application-modules.ts";
import { configuredSampler } from "./configured-sampler.ts";
import type { SamplerClasses } from "./configured-sampler.ts";
import type { Warn } from "./settings.ts";

const SDKS = [
  "@opentelemetry/sdk-trace",
  "@opentelemetry/sdk-trace-node",
  "@opentelemetry/sdk-trace-base",
];

const NOT_FIRST = "expected to be first, found a provider; what it exports is not emptied";

type Constructor<T = object> = new (options?: object) => T;
type Copies = readonly [ApiCopy, ...ApiCopy[]];

/** What the steps of the installation share. */
interface Site {
  readonly find: FindModule;
  readonly pipeline: Pipeline;
  readonly env: NodeJS.ProcessEnv;
  /** Whether no raw span or log record may leave through others in the same provider. */
  readonly strict: boolean;
  readonly warn: Warn;
}

/**
 * Registers a tracer provider, a context manager and, where sdk-logs is there, a logger provider of
 * the SDK that the application has, all feeding one pipeline.
 *
 * Never throws: what cannot be installed is told to `warn`, with the way out.
 */
export function installProviders(site: Site): void {
  try {
    const sdk = joinRegisteredProvider(site) ? undefined : findSdk(site);
    if (sdk === undefined) return;
    const copies = apiCopies(site.find, sdk);
    installContextManager(site, sdk, copies);
    installTracing(site, sdk, copies);
    installLogging(site, copies);
  } catch {
    site.warn(
      "spans are not audited: the OpenTelemetry SDK of the application could not be set up",
    );
  }
}

/** The last resort, when a provider is there already: only SDK 1.x lets a processor be added. */
function joinRegisteredProvider({ pipeline, strict, warn }: Site): boolean {
  const provider = registeredTracerProvider();
  if (provider === undefined) return false;
  if (strict) warn(`AUDITSPAN_STRICT: ${NOT_FIRST}`);
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

function findSdk({ find, warn }: Site): ApplicationModule | undefined {
  const sdk = find(SDKS);
  if (sdk === undefined) {
    warn(
      "no OpenTelemetry SDK found, so spans are not audited: install @opentelemetry/sdk-trace " +
        "(or sdk-trace-base) and @opentelemetry/context-async-hooks beside the application",
    );
  }
  return sdk;
}

function installContextManager({ find, warn }: Site, sdk: ApplicationModule, [api]: Copies): void {
  if (contextManager() !== undefined) return;
  const hooks = find(["@opentelemetry/context-async-hooks"], sdk.file);
  if (hooks === undefined) {
    warn("sessions cannot nest: install @opentelemetry/context-async-hooks beside the application");
    return;
  }
  const Manager = hooks.exports["AsyncLocalStorageContextManager"] as Constructor<{
    enable(): object;
  }>;
  api.context.setGlobalContextManager(new Manager().enable());
}

function installTracing(site: Site, sdk: ApplicationModule, copies: Copies): void {
  const { pipeline, env, strict, warn } = site;
  const { TracerProvider, NodeTracerProvider, BasicTracerProvider } = sdk.exports;
  // The class by its name in 3.x, 2.x and 1.x.
  const Provider = (TracerProvider ?? NodeTracerProvider ?? BasicTracerProvider) as Constructor;
  // The packages know the sampler classes under the same names in all lines.
  const sampler = configuredSampler(sdk.exports as unknown as SamplerClasses, env, warn);
  const emptied = strict && emptiesSpans(Provider);
  const provider = new Provider({
    sampler: alwaysRecord(sampler),
    spanProcessors: [
      emptied
        ? new StrictSpanProcessor({ provider: Provider, pipeline })
        : new AuditSpanProcessor({ pipeline }),
    ],
  });
  if (strict && !emptied) keepAlone(provider, sdk, warn);
  if (!registerTracerProvider(copies, provider)) {
    warn("spans are not audited: another copy of @opentelemetry/api is registered already");
    if (strict) warn(`AUDITSPAN_STRICT: ${NOT_FIRST}`);
  }
}

// What cannot be emptied must not be seen by others. Only SDK 1.x lets a program add them later.
function keepAlone(provider: object, { version }: ApplicationModule, warn: Warn): void {
  warn(
    `AUDITSPAN_STRICT: expected an OpenTelemetry SDK that calls onEnding (2.3 or newer), got ${version}; ` +
      "spans are audited, and no other processor gets them",
  );
  if (!("addSpanProcessor" in provider)) return;
  provider.addSpanProcessor = () => warn("AUDITSPAN_STRICT: a span processor was not added");
}

// Logs are an extra: without sdk-logs, or without an API that belongs to it, nothing is said, since
// no log record can exist either.
function installLogging({ find, pipeline, strict, warn }: Site, copies: Copies): void {
  const sdk = find(["@opentelemetry/sdk-logs"]);
  const apis = sdk === undefined ? [] : logsApis(find, sdk, copies);
  if (sdk === undefined || apis.length === 0) return;
  const Provider = sdk.exports["LoggerProvider"] as Constructor;
  const Processor = strict ? StrictLogProcessor : AuditLogProcessor;
  const provider = new Provider({ processors: [new Processor({ pipeline })] });
  if (!registerLoggerProvider(apis, provider)) {
    warn("log records are not audited: a logger provider is registered already");
    if (strict) warn(`AUDITSPAN_STRICT: ${NOT_FIRST}`);
  }
}

// API 1.10 holds the logs API; before, it is a package of its own.
function logsApis(find: FindModule, sdk: ApplicationModule, copies: Copies): readonly LogsApi[] {
  const { logs } = find(["@opentelemetry/api-logs"], sdk.file)?.exports ?? {};
  const own = copies.flatMap((copy) => copy.logs ?? []);
  return Number.parseInt(sdk.version, 10) >= 3 ? own : logs === undefined ? [] : [logs as LogsApi];
}
