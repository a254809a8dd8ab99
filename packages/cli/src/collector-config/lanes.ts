import type { KnownNames } from "@auditspan/core";
import { auditFilter } from "./audit-lane.ts";
import { contentProcessors } from "./content-lane.ts";

export interface LaneOptions {
  readonly names: KnownNames;
  /** Exporters of a lane, by name. */
  readonly exporters: Readonly<Record<string, object>>;
  readonly contentExporters: readonly string[];
  readonly auditExporters: readonly string[];
  /** Host that is listened on where the environment says none. */
  readonly host: string;
  /** Processors at the end of both lanes, which add what this collector sees itself. */
  readonly observers?: Readonly<Record<string, object>>;
}

/** A collector configuration with the two lanes (docs/collector-config.md). */
export function lanes(options: LaneOptions): Readonly<Record<string, unknown>> {
  const { names, exporters, contentExporters, auditExporters, observers = {} } = options;
  const host = `\${env:AUDITSPAN_LISTEN_HOST:-${options.host}}`;
  const content = contentProcessors(names);
  const contentPipeline = {
    receivers: ["otlp/content", "otlp/audit"],
    processors: ["memory_limiter", ...Object.keys(content), ...Object.keys(observers)],
    exporters: contentExporters,
  };
  return {
    extensions: extensions(host),
    receivers: {
      "otlp/content": {
        protocols: { grpc: { endpoint: `${host}:4317` }, http: { endpoint: `${host}:4318` } },
      },
      "otlp/audit": {
        protocols: {
          http: { endpoint: `${host}:4319`, auth: { authenticator: "bearertokenauth/audit" } },
        },
      },
    },
    processors: {
      memory_limiter: { check_interval: "1s", limit_percentage: 75, spike_limit_percentage: 15 },
      ...content,
      "filter/audit": auditFilter(names),
      ...observers,
    },
    exporters,
    service: {
      extensions: ["health_check", "bearertokenauth/audit", "file_storage"],
      // At `debug` the collector writes whole spans into its log, before they are cleaned.
      telemetry: { logs: { level: "info" } },
      pipelines: {
        "traces/content": contentPipeline,
        "logs/content": contentPipeline,
        "traces/audit": {
          receivers: ["otlp/audit"],
          processors: ["memory_limiter", "filter/audit", ...Object.keys(observers)],
          exporters: auditExporters,
        },
      },
    },
  };
}

function extensions(host: string): object {
  return {
    health_check: { endpoint: `${host}:13133` },
    "bearertokenauth/audit": { token: "${env:AUDITSPAN_AUDIT_TOKEN}" },
    file_storage: {
      directory: "${env:AUDITSPAN_QUEUE_DIR:-/var/lib/otelcol/auditspan}",
      create_directory: true,
      fsync: true,
    },
  };
}
