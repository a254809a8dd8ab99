import { createTraceState, ROOT_CONTEXT, SpanKind } from "@opentelemetry/api";
import { AlwaysOffSampler, AlwaysOnSampler, SamplingDecision } from "@opentelemetry/sdk-trace-base";
import type { Sampler } from "@opentelemetry/sdk-trace-base";
import { expect, test } from "vitest";
import { alwaysRecord } from "./always-record.ts";

const ask = (sampler: Pick<Sampler, "shouldSample">) =>
  sampler.shouldSample(
    ROOT_CONTEXT,
    "0af7651916cd43dd8448eb211c80319c",
    "n",
    SpanKind.CLIENT,
    {},
    [],
  );

test("what would not be recorded is recorded, unsampled", () => {
  expect(ask(alwaysRecord(new AlwaysOffSampler())).decision).toBe(1);
});

test("a sampled span stays sampled", () => {
  expect(ask(alwaysRecord(new AlwaysOnSampler())).decision).toBe(2);
});

test("attributes and trace state of the sampler are kept", () => {
  const traceState = createTraceState("a=b");
  const sampler: Sampler = {
    shouldSample: () => ({
      decision: SamplingDecision.NOT_RECORD,
      attributes: { rule: 1 },
      traceState,
    }),
    toString: () => "Mine",
  };
  expect(ask(alwaysRecord(sampler))).toEqual({ decision: 1, attributes: { rule: 1 }, traceState });
});

test("the wrapped sampler is named", () => {
  expect(alwaysRecord(new AlwaysOffSampler()).toString()).toBe("AlwaysRecord{AlwaysOffSampler}");
});

test("the sampler's arguments and receiver are passed on", () => {
  const calls: unknown[][] = [];
  const sampler = {
    decision: 0,
    shouldSample(...args: unknown[]) {
      calls.push(args);
      return { decision: this.decision };
    },
  };
  expect(ask(alwaysRecord(sampler) as never).decision).toBe(1);
  expect(calls[0]?.slice(1, 4)).toEqual(["0af7651916cd43dd8448eb211c80319c", "n", SpanKind.CLIENT]);
});
