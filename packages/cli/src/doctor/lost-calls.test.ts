import { expect, test } from "vitest";
import { fixtureSubject, seenIds } from "../testing/fixture-app.ts";
import { LOST_CALLS } from "./lost-calls.ts";
import { applyRules } from "./rule.ts";

const OI = "@arizeai/openinference-instrumentation-";

test.each<[ids: string[], packages: Record<string, string>]>([
  [
    ["openinference-openai-failed-calls", "openinference-broken-streams"],
    { [`${OI}openai`]: "4.2.7" },
  ],
  [[], { [`${OI}openai`]: "4.2.8" }],
  [
    ["openinference-broken-streams", "openinference-anthropic-broken-streams"],
    { [`${OI}anthropic`]: "0.2.8" },
  ],
  [["openai-agents-failed-runs"], { [`${OI}openai-agents`]: "0.2.15" }],
  [
    ["openai-instrumentation-streams", "openai-instrumentation-parse"],
    { "@opentelemetry/instrumentation-openai": "0.22.0", openai: "6.49.0" },
  ],
  [
    ["openai-instrumentation-streams"],
    { "@opentelemetry/instrumentation-openai": "0.22.0", openai: "5.0.0" },
  ],
  [
    ["traceloop-openai-version"],
    { "@traceloop/instrumentation-openai": "0.27.0", openai: "7.57.0" },
  ],
  [[], { "@traceloop/instrumentation-openai": "0.27.0", openai: "6.49.0" }],
  [
    ["traceloop-anthropic-version"],
    { "@traceloop/instrumentation-anthropic": "0.27.0", "@anthropic-ai/sdk": "1.12.0" },
  ],
  [[], { "@traceloop/instrumentation-anthropic": "0.27.0", "@anthropic-ai/sdk": "0.137.0" }],
  [["traceloop-failed-calls"], { "@traceloop/node-server-sdk": "0.27.0" }],
  [
    ["traceloop-mcp-hook"],
    { "@traceloop/instrumentation-mcp": "0.27.0", "@modelcontextprotocol/sdk": "1.32.2" },
  ],
  [["adk-failed-calls"], { "@google/adk": "2.0.0" }],
  [["langsmith-structure"], { langsmith: "0.12.0", langchain: "1.5.14" }],
  [[], { langsmith: "0.12.0", langchain: "1.5.14", [`${OI}langchain`]: "4.1.1" }],
  [
    ["genkit-exporter-line"],
    {
      "@opentelemetry/sdk-trace-base": "1.25.1",
      "@opentelemetry/exporter-trace-otlp-proto": "0.301.1",
    },
  ],
  [
    [],
    {
      "@opentelemetry/sdk-trace-base": "1.25.1",
      "@opentelemetry/exporter-trace-otlp-proto": "0.52.1",
    },
  ],
])("%j for %j", (ids, packages) => {
  expect(seenIds(LOST_CALLS, { packages })).toEqual(ids);
});

test("a package is told with its version and the place of each copy", () => {
  const packages = {
    "@google/adk": "2.0.0",
    other: { dependencies: { "@google/adk": "*" } },
    "other/node_modules/@google/adk": "1.5.0",
  };
  expect(applyRules(LOST_CALLS, fixtureSubject({ packages }))[0]?.where).toEqual([
    "@google/adk 2.0.0 (node_modules/@google/adk/package.json)",
    "@google/adk 1.5.0 (node_modules/other/node_modules/@google/adk/package.json)",
  ]);
});

test("LangSmith that LangChain brings is told where its OpenTelemetry mode is on", () => {
  const langchain = { version: "1.5.14", dependencies: { langsmith: "*" } };
  const app = {
    manifest: { dependencies: { langchain: "*" } },
    packages: { langchain, langsmith: "0.12.0" },
  };
  expect(seenIds(LOST_CALLS, app)).toEqual([]);
  expect(seenIds(LOST_CALLS, app, { LANGSMITH_OTEL_ENABLED: "true" })).toEqual([
    "langsmith-structure",
  ]);
});
