import { randomBytes, randomUUID } from "node:crypto";
import { TracerProvider } from "@opentelemetry/sdk-trace";
import type { ReadableSpan } from "@opentelemetry/sdk-trace";
import { knownNames, project, selfIssuedContext } from "@auditspan/core";
import type { ProjectionContext } from "@auditspan/core";
import { toSpanRecord } from "../../packages/agent/src/to-span-record.ts";
import { genAiSpan } from "./genai-span.ts";
import { median } from "./measure.ts";
import { BURST, NAMES, SCOPE } from "./variants.ts";

/** Upper bounds of the medians, microseconds. */
const AIMS = { "no commitments": 8, "two commitments": 11 } as const;

/** What the projection alone costs: from an ended span to its event, without encoding. */
export interface ProjectionRow {
  readonly projection: keyof typeof AIMS;
  readonly medianMicros: number;
  readonly aim: number;
}

/**
 * Measures the projection of spans with content, whose messages are read for their steps, without
 * commitments and with one each to input and output (and one to the response id).
 */
export function measureProjection(rounds: number): readonly ProjectionRow[] {
  const spans = endedSpans();
  const contexts = { "no commitments": context(false), "two commitments": context(true) } as const;
  const samples: Record<keyof typeof AIMS, number[]> = {
    "no commitments": [],
    "two commitments": [],
  };
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const [name, own] of Object.entries(contexts) as [
      keyof typeof AIMS,
      ProjectionContext,
    ][]) {
      const micros = projectAll(spans, own);
      if (round >= 0) samples[name].push(micros);
    }
  }
  return (Object.keys(AIMS) as (keyof typeof AIMS)[]).map((name) => ({
    projection: name,
    medianMicros: Math.round(median(samples[name]) * 100) / 100,
    aim: AIMS[name],
  }));
}

const WARM_UP = 3;
const REPEATS = 4;

function projectAll(spans: readonly ReadableSpan[], own: ProjectionContext): number {
  const before = process.cpuUsage();
  let steps = 0;
  for (let repeat = 0; repeat < REPEATS; repeat++) {
    for (const span of spans) {
      const [event] = project(toSpanRecord(span), own);
      if (event?.attributes["auditspan.step.kinds"] !== undefined) steps++;
    }
  }
  const { user, system } = process.cpuUsage(before);
  if (steps !== REPEATS * spans.length) throw new Error("expected steps of every span");
  return (user + system) / steps;
}

function endedSpans(): readonly ReadableSpan[] {
  const spans: ReadableSpan[] = [];
  const keep = {
    onStart() {},
    onEnd: (span: ReadableSpan) => void spans.push(span),
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const tracer = new TracerProvider({ spanProcessors: [keep] }).getTracer(SCOPE);
  for (let i = 0; i < BURST; i++) genAiSpan(tracer, i, true);
  return spans;
}

function context(commitments: boolean): ProjectionContext {
  const key = randomBytes(32);
  const names = knownNames(NAMES);
  return selfIssuedContext({ sessionId: randomUUID(), key, names, source: "emitted", commitments });
}
