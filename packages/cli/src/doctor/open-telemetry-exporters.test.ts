import { expect, test } from "vitest";
import { fixtureSubject, seenIds } from "../testing/fixture-app.ts";
import { OPEN_TELEMETRY_EXPORTERS } from "./open-telemetry-exporters.ts";
import { applyRules } from "./rule.ts";

test.each<[ids: string[], env: Record<string, string>]>([
  [["console-exporter"], { OTEL_TRACES_EXPORTER: "console" }],
  [["console-exporter"], { OTEL_LOGS_EXPORTER: " Console " }],
  [["console-exporter"], { OTEL_TRACES_EXPORTER: "otlp,console" }],
  [["raw-exporter"], { OTEL_TRACES_EXPORTER: "otlp" }],
  [["raw-exporter"], { OTEL_LOGS_EXPORTER: "otlp" }],
  // What is none beside others is not none to the SDK.
  [["raw-exporter"], { OTEL_TRACES_EXPORTER: "none,otlp" }],
  [[], { OTEL_TRACES_EXPORTER: "none", OTEL_LOGS_EXPORTER: "none" }],
  [["metrics-exporter"], { OTEL_METRICS_EXPORTER: "otlp" }],
  [["open-telemetry-debug-log"], { OTEL_LOG_LEVEL: "DEBUG" }],
  [["open-telemetry-debug-log"], { OTEL_LOG_LEVEL: "all" }],
  [[], { OTEL_LOG_LEVEL: "info" }],
  [["client-debug-log"], { OPENAI_LOG: "debug" }],
  [["client-debug-log"], { ANTHROPIC_LOG: "debug" }],
  [[], { OPENAI_LOG: "warn" }],
  [["agents-content-log"], { OPENAI_AGENTS_DONT_LOG_MODEL_DATA: "0" }],
  [[], { OPENAI_AGENTS_DONT_LOG_MODEL_DATA: "1" }],
  [["config-file"], { OTEL_CONFIG_FILE: "otel.yaml" }],
])("%j for %j", (ids, env) => {
  expect(seenIds(OPEN_TELEMETRY_EXPORTERS, {}, env)).toEqual(ids);
});

test("NodeSDK exports by default, and says so where the setting is missing", () => {
  const app = { packages: { "@opentelemetry/sdk-node": "0.301.0" } };
  const half = fixtureSubject(app, { OTEL_TRACES_EXPORTER: "none" });
  expect(applyRules(OPEN_TELEMETRY_EXPORTERS, half)).toMatchObject([
    { id: "default-exporter", where: [expect.any(String), "OTEL_LOGS_EXPORTER (not set)"] },
  ]);
  const none = { OTEL_TRACES_EXPORTER: "none", OTEL_LOGS_EXPORTER: "none" };
  expect(seenIds(OPEN_TELEMETRY_EXPORTERS, app, none)).toEqual([]);
  expect(seenIds(OPEN_TELEMETRY_EXPORTERS, app, { OTEL_SDK_DISABLED: "true" })).toEqual([]);
});

test("a NodeSDK that only a framework brings is not the application's", () => {
  const framework = { version: "1.0.0", dependencies: { "@opentelemetry/sdk-node": "*" } };
  const packages = { "@opentelemetry/sdk-node": "0.52.1", genkit: framework };
  const app = { manifest: { dependencies: { genkit: "*" } }, packages };
  expect(seenIds(OPEN_TELEMETRY_EXPORTERS, app)).toEqual([]);
});

test("the stock register is seen in NODE_OPTIONS and in a script", () => {
  const start = "node --import @opentelemetry/auto-instrumentations-node/register app.js";
  expect(seenIds(OPEN_TELEMETRY_EXPORTERS, {}, { NODE_OPTIONS: start })).toEqual([
    "default-exporter",
  ]);
  const manifest = { scripts: { start } };
  const subject = fixtureSubject({ manifest });
  expect(applyRules(OPEN_TELEMETRY_EXPORTERS, subject)[0]?.where[0]).toBe(
    "package.json (script start)",
  );
});
