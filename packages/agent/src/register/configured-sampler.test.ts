import * as sdk from "@opentelemetry/sdk-trace-base";
import { expect, test } from "vitest";
import { configuredSampler } from "./configured-sampler.ts";

function samplerOf(name?: string, arg?: string) {
  const lines: string[] = [];
  const env = { OTEL_TRACES_SAMPLER: name, OTEL_TRACES_SAMPLER_ARG: arg };
  return { text: String(configuredSampler(sdk, env, (line) => lines.push(line))), lines };
}

test.each([
  [undefined, undefined, /^ParentBased\{root=AlwaysOnSampler/],
  ["always_on", undefined, /^AlwaysOnSampler$/],
  ["always_off", undefined, /^AlwaysOffSampler$/],
  ["traceidratio", "0.25", /^TraceIdRatioBased\{0.25\}$/],
  ["traceidratio", undefined, /^TraceIdRatioBased\{1\}$/],
  ["parentbased_always_off", undefined, /^ParentBased\{root=AlwaysOffSampler/],
  ["parentbased_traceidratio", "0.5", /^ParentBased\{root=TraceIdRatioBased\{0.5\}/],
])("%s with %s is what the specification says", (name, arg, text) => {
  expect(samplerOf(name, arg)).toEqual({ text: expect.stringMatching(text), lines: [] });
});

test("a sampler that nobody knows is said, and the default taken", () => {
  const { text, lines } = samplerOf("jaeger_remote");
  expect(text).toMatch(/^ParentBased\{root=AlwaysOn/);
  expect(lines).toEqual([expect.stringMatching(/^OTEL_TRACES_SAMPLER: /)]);
});

test.each(["2", "-1", "much"])("a ratio of %s is said, and 1 taken", (arg) => {
  const { text, lines } = samplerOf("traceidratio", arg);
  expect(text).toBe("TraceIdRatioBased{1}");
  expect(lines).toEqual([expect.stringMatching(/^OTEL_TRACES_SAMPLER_ARG: /)]);
});
