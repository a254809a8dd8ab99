import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { parse, stringify } from "yaml";
import { freePorts } from "../backends/free-ports.ts";

const ROOT = join(import.meta.dirname, "../..");

/** A collector under test, in a process of its own on a core of its own. */
interface Subject {
  readonly url: string;
  /** CPU so far, seconds, and the most memory that it has held, bytes. */
  readonly usage: () => Usage;
  /** Resolves when all that it accepted has been sent on; it has ended then. */
  finish(): Promise<void>;
}

interface Usage {
  readonly cpu: number;
  readonly peak: number;
}

/**
 * Where a collector has what it acknowledged: in a queue on disk, in memory alone, or in a trail that
 * can be asked, which the stock collector has none of.
 */
export type Kept = "disk" | "memory" | "trail";

export interface SubjectKind {
  readonly name: "otelcol" | "auditspan";
  readonly kept: Kept;
  start(folder: string, sink: string): Promise<Subject>;
}

/** The two collectors, with each place that they can keep events in. */
export function subjectKinds(program: string): readonly SubjectKind[] {
  return [
    ...(["disk", "memory"] as const).map((kept) => ({
      name: "otelcol" as const,
      kept,
      start: (folder: string, sink: string) => startOtelcol(program, folder, sink, kept === "disk"),
    })),
    ...(["disk", "memory", "trail"] as const).map((kept) => ({
      name: "auditspan" as const,
      kept,
      start: (folder: string, sink: string) => startAuditspan(folder, sink, kept),
    })),
  ];
}

interface Preset {
  exporters: Record<string, Record<string, Record<string, unknown>>>;
  service: {
    telemetry: Record<string, unknown>;
    pipelines: Record<string, { exporters: string[] }>;
  };
}

async function startOtelcol(
  program: string,
  folder: string,
  sink: string,
  disk: boolean,
): Promise<Subject> {
  const [grpc, http, audit, health, metrics] = await freePorts(5);
  let text = readFileSync(join(ROOT, "collector-config/gateway.yaml"), "utf8");
  for (const [from, to] of [
    [4317, grpc],
    [4318, http],
    [4319, audit],
    [13133, health],
  ]) {
    text = text.replaceAll(`}:${from}\n`, `}:${to}\n`);
  }
  const config = parse(text) as Preset;
  // One way out, as the other has; without gzip, as the other.
  for (const pipeline of Object.values(config.service.pipelines)) {
    pipeline.exporters = ["otlp_http/trail"];
  }
  delete config.exporters["otlp_http/traces"];
  const exporter = config.exporters["otlp_http/trail"] as Record<string, unknown>;
  exporter["compression"] = "none";
  if (!disk) delete (exporter["sending_queue"] as Record<string, unknown>)["storage"];
  const prometheus = { host: "127.0.0.1", port: metrics };
  config.service.telemetry["metrics"] = { readers: [{ pull: { exporter: { prometheus } } }] };
  const file = join(folder, "otelcol.yaml");
  await writeFile(file, stringify(config, { aliasDuplicateObjects: false }));
  const child = pinned(program, ["--config", file], {
    AUDITSPAN_LISTEN_HOST: "127.0.0.1",
    AUDITSPAN_AUDIT_TOKEN: "token",
    AUDITSPAN_TRAIL_ENDPOINT: sink,
    AUDITSPAN_QUEUE_DIR: join(folder, "queue"),
  });
  await answers(`http://127.0.0.1:${health}`, child);
  return {
    url: `http://127.0.0.1:${http}`,
    ...watched(child),
    async finish() {
      // The queue stays for the next start: it has to be empty before the end.
      while ((await queueSize(metrics!)) > 0) await sleep(10);
      await ended(child);
    },
  };
}

async function startAuditspan(folder: string, sink: string, kept: Kept): Promise<Subject> {
  const [port] = await freePorts(1);
  const main = join(ROOT, "packages/cli/src/main.ts");
  const settings = ["--listen", `127.0.0.1:${port}`, "--forward", sink];
  if (kept === "disk") settings.push("--spool", join(folder, "spool"));
  if (kept === "trail") settings.push("--trail", join(folder, "trail"));
  const args = ["-C", "@auditspan/source", main, "collect", ...settings];
  const child = pinned(process.execPath, args, { HOME: folder }, folder);
  const url = `http://127.0.0.1:${port}`;
  await answers(url, child, (status) => status > 0);
  // Asked to end, it delivers what it holds first.
  return { url, ...watched(child), finish: () => ended(child) };
}

function pinned(
  program: string,
  args: readonly string[],
  env: Record<string, string>,
  cwd?: string,
): ChildProcess {
  const child = spawn("taskset", ["-c", "0", program, ...args], {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    stdio: "ignore",
  });
  const abandon = (): boolean => child.kill("SIGKILL");
  process.once("exit", abandon);
  child.once("exit", () => process.off("exit", abandon));
  return child;
}

async function ended(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

async function answers(
  url: string,
  child: ChildProcess,
  isReady: (status: number) => boolean = (status) => status === 200,
): Promise<void> {
  for (;;) {
    const status = await fetch(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (isReady(status)) return;
    if (child.exitCode !== null) throw new Error(`expected a collector at ${url}, it ended`);
    await sleep(50);
  }
}

async function queueSize(metrics: number): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  return Number(/^otelcol_exporter_queue_size\{.*\} (\S+)$/m.exec(text)?.[1] ?? 0);
}

/** Clock ticks a second, in which Linux tells the time of a process. */
const TICKS = 100;

function watched({ pid }: ChildProcess): Pick<Subject, "usage"> {
  let last: Usage = { cpu: 0, peak: 0 };
  const usage = (): Usage => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const [utime, stime] = stat
        .slice(stat.lastIndexOf(")") + 2)
        .split(" ")
        .slice(11, 13);
      const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
      if (peak === undefined) return last;
      last = { cpu: (Number(utime) + Number(stime)) / TICKS, peak: Number(peak) * 1024 };
    } catch {
      // It has ended: what was seen last is what there is.
    }
    return last;
  };
  return { usage };
}
