import { execFileSync, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { otelcolProgram } from "../backends/build-otelcol.ts";
import { benchLoad } from "./collector-bodies.ts";
import { AIM, printReport, toRatios } from "./collector-report.ts";
import type { Row } from "./collector-report.ts";
import type { BenchBody, BenchLoad } from "./collector-bodies.ts";
import { subjectKinds } from "./collector-subjects.ts";
import type { SubjectKind } from "./collector-subjects.ts";
import { median } from "./measure.ts";

const HELP = `usage: pnpm bench:collector [--json] [--rounds N] [--repeat N]

The stock collector with collector-config/gateway.yaml and \`auditspan collect\`, one after the other on
one core, sender and receiver on another: the recorded runs of test/corpus, traces and logs, to the
same receiver, without gzip. "disk" has what it acknowledges in a queue on disk, synced, until the
receiver has it: file_storage of the stock collector, --spool of ours. "memory" does not. "trail" is
ours with a SQLite trail, which the stock collector has nothing of: it is not compared.

  --json      print JSON (use pnpm --silent)
  --rounds N  how often the recorded runs are sent (default: 128)
  --repeat N  how often each collector is measured; the median counts (default: 3)`;

const IN_FLIGHT = 8;
/** Rounds that do not count: both collectors run for weeks, not for seconds. */
const WARM_UP = 64;
/** Longer than ours holds a completion for its log records: the warm-up is over in both of them. */
const SETTLE_MS = 7_000;

const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h" },
    json: { type: "boolean" },
    rounds: { type: "string", default: "128" },
    repeat: { type: "string", default: "3" },
  },
});
if (values.help) console.log(HELP);
else await run(Number(values.rounds), Number(values.repeat), values.json ?? false);

async function run(rounds: number, repeat: number, json: boolean): Promise<void> {
  for (const [name, value] of Object.entries({ rounds, repeat })) {
    if (!(Number.isInteger(value) && value > 0)) {
      throw new RangeError(`expected --${name} to be 1 or more`);
    }
  }
  const program = await otelcolProgram();
  if (program === undefined) return;
  // The sender and the receiver share a core; what is measured has the other one to itself.
  execFileSync("taskset", ["-cp", "1", String(process.pid)]);
  const sink = fork(join(import.meta.dirname, "sink.ts"), { stdio: "inherit" });
  const [port] = (await once(sink, "message")) as [number];
  const load = benchLoad(rounds);
  const rows = await measureAll(program, `http://127.0.0.1:${port}`, load, repeat);
  sink.disconnect();
  const ratios = toRatios(rows);
  if (json) {
    const { spans, logs } = load;
    console.log(
      JSON.stringify({ node: process.version, spans, logs, rows, ratios, aim: AIM }, null, 2),
    );
  } else printReport(rows, ratios, load);
  process.exit();
}

async function measureAll(
  program: string,
  sink: string,
  load: BenchLoad,
  repeat: number,
): Promise<Row[]> {
  const warmUp = benchLoad(WARM_UP, "warm-up").bodies;
  const kinds = subjectKinds(program);
  const samples = new Map<SubjectKind, Row[]>(kinds.map((kind) => [kind, []]));
  for (let i = 0; i < repeat; i++) {
    for (const kind of kinds) samples.get(kind)!.push(await measureOne(kind, sink, load, warmUp));
  }
  return [...samples.values()].map((rows) => ({
    ...rows[0]!,
    spansPerSecond: median(rows.map((row) => row.spansPerSecond)),
    cpuMicrosPerSpan: median(rows.map((row) => row.cpuMicrosPerSpan)),
    peakMiB: median(rows.map((row) => row.peakMiB)),
  }));
}

async function measureOne(
  kind: SubjectKind,
  sink: string,
  load: BenchLoad,
  warmUp: readonly BenchBody[],
): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), "auditspan-bench-"));
  const subject = await kind.start(folder, sink);
  await send(subject.url, warmUp);
  await sleep(SETTLE_MS);
  const before = subject.usage();
  const began = performance.now();
  await send(subject.url, load.bodies);
  const watch = setInterval(subject.usage, 5);
  await subject.finish();
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  const { cpu, peak } = subject.usage();
  await rm(folder, { recursive: true });
  return {
    collector: kind.name,
    kept: kind.kept,
    spansPerSecond: Math.round(load.spans / seconds),
    cpuMicrosPerSpan: Math.round(((cpu - before.cpu) * 1e6) / load.spans),
    peakMiB: Math.round(peak / 2 ** 20),
  };
}

async function send(url: string, bodies: readonly BenchBody[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const waiting = bodies.values();
  const sender = async (): Promise<void> => {
    for (const body of waiting) {
      // Refused for now: it is sent again, as an SDK would.
      while ((await post(agent, url, body)) !== 200) await sleep(20);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sender));
  agent.destroy();
}

function post(agent: Agent, url: string, { path, contentType, bytes }: BenchBody): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": contentType, "content-length": bytes.length };
    request(url + path, { agent, method: "POST", headers }, (response) => {
      response.resume().once("end", () => resolve(response.statusCode ?? 0));
    })
      .once("error", reject)
      .end(bytes);
  });
}
