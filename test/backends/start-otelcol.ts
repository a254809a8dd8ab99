import { readdirSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { KnownNames } from "@auditspan/core";
import { parse, stringify } from "yaml";
import { collectorConfigFiles } from "../../packages/cli/src/collector-config/collector-config-files.ts";
import { otelcolProgram } from "./build-otelcol.ts";
import { freePorts } from "./free-ports.ts";
import { startServer } from "./start-server.ts";
import type { TestServer } from "./start-server.ts";

const PRESETS = join(import.meta.dirname, "../../collector-config");
export const AUDIT_TOKEN = "token-of-the-tests";

export interface OtelcolOptions {
  /** File of collector-config. */
  readonly preset: string;
  /** Base URLs of what it exports to, by variable. */
  readonly endpoints: Readonly<Record<string, string>>;
  /** Names to make the preset with. Defaults to the preset as it is in the folder. */
  readonly names?: KnownNames;
  /** Changes the configuration before it is used. */
  readonly change?: (config: CollectorConfig) => void;
}

/** The parts of a configuration that tests change. */
export interface CollectorConfig {
  readonly receivers: Record<string, { readonly protocols: Record<string, { endpoint: string }> }>;
  readonly processors: Record<string, Record<string, unknown>>;
  readonly exporters: Record<string, Record<string, unknown>>;
  readonly service: {
    readonly pipelines: Record<string, Record<"receivers" | "processors" | "exporters", string[]>>;
    telemetry: Record<string, unknown>;
  };
}

/** A stock collector that runs with one of our presets. */
export interface Otelcol extends TestServer {
  /** Base URLs for OTLP/HTTP. */
  readonly content: string;
  readonly audit: string;
  /** Values of its own metrics, by name, summed over their labels. */
  readonly metrics: () => Promise<Readonly<Record<string, number>>>;
  /** Resolves when all that was accepted has been sent on. */
  readonly settled: () => Promise<void>;
  /** Files in which it keeps what is not sent on yet. */
  readonly queueFiles: () => string[];
  readonly stop: () => Promise<void>;
}

/** Starts a collector on free ports of loopback; undefined when it cannot be had on this machine. */
export async function startOtelcol(options: OtelcolOptions): Promise<Otelcol | undefined> {
  const program = await otelcolProgram();
  if (program === undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "auditspan-otelcol-"));
  const [grpc, content, audit, health, telemetry] = await freePorts(5);
  const queue = join(folder, "queue");
  const file = join(folder, "config.yaml");
  await writeFile(
    file,
    await movedPreset(
      options,
      { 4317: grpc!, 4318: content!, 4319: audit!, 13133: health! },
      telemetry!,
    ),
  );
  const server = await startServer(program, {
    args: ["--config", file],
    env: {
      AUDITSPAN_LISTEN_HOST: "127.0.0.1",
      AUDITSPAN_AUDIT_TOKEN: AUDIT_TOKEN,
      AUDITSPAN_QUEUE_DIR: queue,
      ...options.endpoints,
    },
    ready: `http://127.0.0.1:${health}`,
  }).catch(async (error: unknown) => {
    await rm(folder, { recursive: true });
    throw error;
  });
  const metrics = (): Promise<Record<string, number>> => readMetrics(telemetry!);
  return {
    ...server,
    content: `http://127.0.0.1:${content}`,
    audit: `http://127.0.0.1:${audit}`,
    metrics,
    settled: () => untilSettled(metrics),
    queueFiles: () => readdirSync(queue).map((name) => join(queue, name)),
    stop: async () => {
      await server.stop();
      await rm(folder, { recursive: true });
    },
  };
}

// The presets listen on the ports that people expect; a test takes free ones in their place.
async function movedPreset(
  { preset, names, change }: OtelcolOptions,
  ports: Readonly<Record<number, number>>,
  telemetry: number,
): Promise<string> {
  let text =
    names === undefined
      ? await readFile(join(PRESETS, preset), "utf8")
      : collectorConfigFiles(names)[preset]!;
  for (const [from, to] of Object.entries(ports)) {
    text = text.replaceAll(`}:${from}\n`, `}:${to}\n`);
  }
  const config = parse(text) as CollectorConfig;
  config.service.telemetry = {
    ...config.service.telemetry,
    metrics: {
      readers: [{ pull: { exporter: { prometheus: { host: "127.0.0.1", port: telemetry } } } }],
    },
  };
  change?.(config);
  return stringify(config, { aliasDuplicateObjects: false });
}

async function readMetrics(port: number): Promise<Record<string, number>> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const sums: Record<string, number> = {};
  for (const line of text.split("\n")) {
    const [, name, value] = /^(\w+)(?:\{.*\})? ([-+.\deE]+)$/.exec(line) ?? [];
    if (name !== undefined) sums[name] = (sums[name] ?? 0) + Number(value);
  }
  return sums;
}

const SETTLED_MS = 60_000;

async function untilSettled(metrics: () => Promise<Record<string, number>>): Promise<void> {
  const deadline = Date.now() + SETTLED_MS;
  while (Date.now() < deadline) {
    if ((await metrics())["otelcol_exporter_queue_size"] === 0) return;
    await sleep(50);
  }
  throw new Error("expected the collector to empty its queue, it did not");
}
