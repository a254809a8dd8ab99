import { join } from "node:path";
import { jaegerProgram } from "./build-jaeger.ts";
import { freePorts } from "./free-ports.ts";
import { startServer } from "./start-server.ts";
import type { TestServer } from "./start-server.ts";

const ROOT = join(import.meta.dirname, "../..");

export interface JaegerSpan {
  readonly traceID: string;
  readonly spanID: string;
  readonly operationName: string;
  readonly references: readonly {
    readonly refType: string;
    readonly traceID: string;
    readonly spanID: string;
  }[];
  /** Microseconds */
  readonly startTime: number;
  readonly duration: number;
  readonly tags: readonly { readonly key: string; readonly value: string | number | boolean }[];
  readonly logs: readonly unknown[];
  readonly warnings: readonly string[] | null;
}

export interface JaegerTrace {
  readonly traceID: string;
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
  readonly warnings: readonly string[] | null;
}

/** A Jaeger that runs with the configuration of examples/jaeger. */
export interface Jaeger extends TestServer {
  /** Base URL for OTLP/HTTP. */
  readonly otlp: string;
  /** Traces of a service that have a span with all of the tags. */
  search(service: string, tags?: Readonly<Record<string, string>>): Promise<readonly JaegerTrace[]>;
  /** The configuration that its web pages get. */
  page(): Promise<string>;
}

/** Starts Jaeger on free ports of loopback; undefined when it cannot be had on this machine. */
export async function startJaeger(): Promise<Jaeger | undefined> {
  const program = await jaegerProgram();
  if (program === undefined) return undefined;
  const [otlp, http, grpc] = await freePorts(3);
  const api = `http://127.0.0.1:${http}`;
  const server = await startServer(program, {
    args: ["--config", join(ROOT, "examples/jaeger/jaeger.yaml")],
    env: {
      JAEGER_OTLP_HTTP: `127.0.0.1:${otlp}`,
      JAEGER_QUERY_HTTP: `127.0.0.1:${http}`,
      JAEGER_QUERY_GRPC: `127.0.0.1:${grpc}`,
      JAEGER_UI_CONFIG: join(ROOT, "collector-config/jaeger-ui.json"),
    },
    ready: `${api}/api/services`,
  });
  return {
    ...server,
    otlp: `http://127.0.0.1:${otlp}`,
    async search(service, tags = {}) {
      const query = new URLSearchParams({ service, tags: JSON.stringify(tags), limit: "1500" });
      const answer = await fetch(`${api}/api/traces?${query}`);
      return ((await answer.json()) as { data: JaegerTrace[] }).data;
    },
    page: async () => (await fetch(api)).text(),
  };
}
