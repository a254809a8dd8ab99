import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measure, median } from "./measure.ts";
import type { Sample } from "./measure.ts";
import { measureProjection } from "./projection.ts";
import type { ProjectionRow } from "./projection.ts";
import { createVariants } from "./variants.ts";
import type { Variant } from "./variants.ts";

const HELP = `usage: pnpm bench [--json] [--rounds N]

Process CPU from startSpan to acknowledged, and bytes on the wire, for GenAI spans with 20
attributes: the stock BatchSpanProcessor with the OTLP protobuf and JSON exporters, and ours.
All variants take turns in one process, the receiver is a process of its own, no gzip.
Then the projection alone, from an ended span with content to its event with steps.

  --json      print JSON (use pnpm --silent)
  --rounds N  rounds that count (default: 15)`;

/** Upper bounds of the ratios that the project holds itself to. */
const AIMS: Readonly<Record<string, number>> = {
  "content cpu / stock protobuf": 0.5,
  "content cpu / stock json": 1,
  "content bytes / stock protobuf": 0.25,
  "plain cpu / stock protobuf": 0.6,
};
const STOCK = "stock protobuf";
const BURSTS = 4;
const WARM_UP = 3;

interface Row {
  readonly spans: "content" | "plain";
  readonly variant: Variant["name"];
  /** The least of all rounds. */
  readonly microsPerSpan: number;
  readonly medianMicros: number;
  readonly bytesPerSpan: number;
}

const { values } = parseArgs({
  options: {
    help: { type: "boolean", short: "h" },
    json: { type: "boolean" },
    rounds: { type: "string", default: "15" },
  },
});
if (values.help) console.log(HELP);
else await run(Number(values.rounds), values.json ?? false);

async function run(rounds: number, json: boolean): Promise<void> {
  if (!(Number.isInteger(rounds) && rounds > 0))
    throw new RangeError("expected --rounds to be 1 or more");
  const sink = fork(join(import.meta.dirname, "sink.ts"), { stdio: "inherit" });
  const [port] = (await once(sink, "message")) as [number];
  const rows = await allRows(`http://127.0.0.1:${port}`, rounds, json);
  sink.disconnect();
  const ratios = toRatios(rows);
  const projection = measureProjection(rounds);
  if (json) {
    const all = { node: process.version, rounds, rows, ratios, aims: AIMS, projection };
    console.log(JSON.stringify(all, null, 2));
    return;
  }
  print(rows, ratios);
  printProjection(projection, rows);
}

async function allRows(url: string, rounds: number, quiet: boolean): Promise<Row[]> {
  const variants = createVariants(url);
  const samples = new Map<string, Sample[]>();
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const spans of ["plain", "content"] as const) {
      for (const variant of variants) {
        const sample = await measure(variant, spans === "content", BURSTS, url);
        if (round >= 0)
          samples.set(`${spans}|${variant.name}`, [
            ...(samples.get(`${spans}|${variant.name}`) ?? []),
            sample,
          ]);
      }
    }
    if (!quiet && process.stderr.isTTY)
      process.stderr.write(`\rround ${Math.max(0, round + 1)} of ${rounds}\u001B[K`);
  }
  if (!quiet && process.stderr.isTTY) process.stderr.write("\r\u001B[K");
  for (const variant of variants) await variant.shutdown();
  return [...samples].map(([key, all]) => {
    const [spans, variant] = key.split("|") as [Row["spans"], Variant["name"]];
    return {
      spans,
      variant,
      // Whatever else the machine does can only add to it.
      microsPerSpan: round2(Math.min(...all.map(({ micros }) => micros))),
      medianMicros: round2(median(all.map(({ micros }) => micros))),
      bytesPerSpan: Math.round(median(all.map(({ bytes }) => bytes))),
    };
  });
}

function toRatios(rows: readonly Row[]): Record<string, number> {
  const ratios: Record<string, number> = {};
  for (const spans of ["plain", "content"] as const) {
    const of = (variant: Variant["name"]): Row =>
      rows.find((row) => row.spans === spans && row.variant === variant)!;
    const own = of("auditspan");
    for (const peer of ["stock protobuf", "stock json"] as const) {
      ratios[`${spans} cpu / ${peer}`] = round2(own.microsPerSpan / of(peer).microsPerSpan);
      ratios[`${spans} bytes / ${peer}`] = round2(own.bytesPerSpan / of(peer).bytesPerSpan);
    }
  }
  return ratios;
}

function print(rows: readonly Row[], ratios: Readonly<Record<string, number>>): void {
  console.log(`spans    variant         µs/span  (median)  bytes/span   Node ${process.version}`);
  for (const { spans, variant, microsPerSpan, medianMicros, bytesPerSpan } of rows) {
    const micros = `${microsPerSpan.toFixed(2).padStart(8)}  ${medianMicros.toFixed(2).padStart(8)}`;
    console.log(
      `${spans.padEnd(8)} ${variant.padEnd(14)} ${micros}  ${String(bytesPerSpan).padStart(10)}`,
    );
  }
  console.log("\nours / stock");
  for (const [name, ratio] of Object.entries(ratios)) {
    const aim = AIMS[name];
    const verdict =
      aim === undefined ? "" : `  aim ≤ ${aim.toFixed(2)} ${ratio <= aim ? "met" : "MISSED"}`;
    console.log(`${name.padEnd(32)} ${ratio.toFixed(2)}${verdict}`);
  }
}

function printProjection(projection: readonly ProjectionRow[], rows: readonly Row[]): void {
  const stock = rows.find(({ spans, variant }) => spans === "content" && variant === STOCK)!;
  console.log("\nprojection of a content span     median µs");
  for (const { projection: name, medianMicros, aim } of projection) {
    const verdict = `aim ≤ ${aim.toFixed(2)} ${medianMicros <= aim ? "met" : "MISSED"}`;
    console.log(`${name.padEnd(30)} ${medianMicros.toFixed(2).padStart(8)}  ${verdict}`);
  }
  console.log(`${`${STOCK}, all of it`.padEnd(30)} ${stock.medianMicros.toFixed(2).padStart(8)}`);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}
