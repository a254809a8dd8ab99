import { genAiSpan } from "./genai-span.ts";
import { BURST } from "./variants.ts";
import type { Variant } from "./variants.ts";

export interface Sample {
  /** Process CPU from `startSpan` to acknowledged, microseconds a span. */
  readonly micros: number;
  /** Bytes of request bodies a span. */
  readonly bytes: number;
}

/** Sends bursts of spans through one variant and waits until each is acknowledged. */
export async function measure(
  variant: Variant,
  content: boolean,
  bursts: number,
  sink: string,
): Promise<Sample> {
  await sentBytes(sink);
  const before = process.cpuUsage();
  for (let burst = 0; burst < bursts; burst++) {
    for (let i = 0; i < BURST; i++) genAiSpan(variant.tracer, burst * BURST + i, content);
    await variant.acknowledged();
  }
  const { user, system } = process.cpuUsage(before);
  const spans = bursts * BURST;
  return { micros: (user + system) / spans, bytes: (await sentBytes(sink)) / spans };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** Bytes that the receiver saw since it was asked last. */
async function sentBytes(sink: string): Promise<number> {
  return Number(await (await fetch(`${sink}/bytes`)).text());
}
