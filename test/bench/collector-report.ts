import type { BenchLoad } from "./collector-bodies.ts";
import type { Kept } from "./collector-subjects.ts";

/** Lower bound of the ratio of spans a second that the project holds itself to. */
export const AIM = 1;

/** What was measured of one collector. */
export interface Row {
  readonly collector: string;
  readonly kept: Kept;
  readonly spansPerSecond: number;
  readonly cpuMicrosPerSpan: number;
  readonly peakMiB: number;
}

/** Ours by the stock collector's. */
export interface Ratio {
  /** Spans a second. */
  readonly throughput: number;
  /** CPU a span. */
  readonly cpu: number;
}

/** The two collectors compared, for each way to keep what was accepted. */
export function toRatios(rows: readonly Row[]): Record<string, Ratio> {
  return Object.fromEntries(
    (["disk", "memory"] as const).map((kept) => {
      const [stock, own] = ["otelcol", "auditspan"].map((name) =>
        rows.find((row) => row.collector === name && row.kept === kept)!,
      ) as [Row, Row];
      return [
        kept,
        {
          throughput: round2(own.spansPerSecond / stock.spansPerSecond),
          cpu: round2(own.cpuMicrosPerSpan / stock.cpuMicrosPerSpan),
        },
      ];
    }),
  );
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Prints the figures as a table. */
export function printReport(
  rows: readonly Row[],
  ratios: Record<string, Ratio>,
  load: BenchLoad,
): void {
  console.log(`${load.spans} spans and ${load.logs} log records, Node ${process.version}\n`);
  console.log("collector   kept     spans/s   CPU µs/span   peak MiB");
  for (const { collector, kept, spansPerSecond, cpuMicrosPerSpan, peakMiB } of rows) {
    console.log(
      `${collector.padEnd(11)} ${kept.padEnd(6)} ${String(spansPerSecond).padStart(9)}` +
        `${String(cpuMicrosPerSpan).padStart(14)}${String(peakMiB).padStart(11)}`,
    );
  }
  console.log("\nauditspan / otelcol");
  for (const [kept, { throughput, cpu }] of Object.entries(ratios)) {
    const verdict = throughput >= AIM ? "met" : "MISSED";
    console.log(
      `${kept.padEnd(7)} spans/s ${throughput.toFixed(2)}  aim ≥ ${AIM.toFixed(2)} ${verdict}` +
        `   CPU a span ${cpu.toFixed(2)}`,
    );
  }
}
