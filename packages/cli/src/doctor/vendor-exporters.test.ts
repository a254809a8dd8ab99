import { expect, test } from "vitest";
import { seenIds } from "../testing/fixture-app.ts";
import { applyRules } from "./rule.ts";
import { VENDOR_EXPORTERS } from "./vendor-exporters.ts";

test.each<[id: string, name: string, env: Record<string, string>]>([
  ["langfuse-exporter", "@langfuse/otel", { LANGFUSE_SECRET_KEY: "k" }],
  ["langsmith-exporter", "langsmith", { LANGCHAIN_TRACING_V2: "true" }],
  ["langsmith-exporter", "@langchain/core", { LANGSMITH_TRACING: "true" }],
  ["openai-agents-exporter", "@openai/agents", {}],
  ["traceloop-exporter", "@traceloop/node-server-sdk", { TRACELOOP_API_KEY: "k" }],
  ["mastra-exporter", "@mastra/observability", { MASTRA_CLOUD_ACCESS_TOKEN: "k" }],
  [
    "voltagent-exporter",
    "@voltagent/core",
    { VOLTAGENT_PUBLIC_KEY: "k", VOLTAGENT_SECRET_KEY: "k" },
  ],
  [
    "a365-exporter",
    "@microsoft/agents-a365-observability",
    { ENABLE_A365_OBSERVABILITY_EXPORTER: "1" },
  ],
  ["genkit-exporter", "genkit", { GENKIT_ENV: "dev" }],
  ["genkit-exporter", "genkit", { GENKIT_TELEMETRY_SERVER: "http://x" }],
  ["phoenix-exporter", "@arizeai/phoenix-otel", { PHOENIX_COLLECTOR_ENDPOINT: "http://x" }],
  ["datadog-exporter", "dd-trace", { DD_LLMOBS_ENABLED: "1" }],
  ["sentry-exporter", "@sentry/node", { SENTRY_DSN: "https://x" }],
  ["new-relic-exporter", "newrelic", { NEW_RELIC_LICENSE_KEY: "k" }],
])("%s is told for %s", (id, name, env) => {
  expect(seenIds(VENDOR_EXPORTERS, { packages: { [name]: "1.0.0" } }, env)).toEqual([id]);
});

test.each<[name: string, env: Record<string, string>]>([
  ["@langfuse/otel", { LANGFUSE_SECRET_KEY: "k", LANGFUSE_TRACING_ENABLED: "false" }],
  ["@langfuse/otel", {}],
  ["langsmith", { LANGSMITH_TRACING: "false" }],
  ["@openai/agents", { OPENAI_AGENTS_DISABLE_TRACING: "1" }],
  ["@traceloop/node-server-sdk", { TRACELOOP_API_KEY: "" }],
  ["@voltagent/core", { VOLTAGENT_PUBLIC_KEY: "k" }],
  ["@microsoft/agents-a365-observability", { ENABLE_A365_OBSERVABILITY_EXPORTER: "false" }],
  ["genkit", { GENKIT_ENV: "prod" }],
  [
    "newrelic",
    { NEW_RELIC_LICENSE_KEY: "k", NEW_RELIC_AI_MONITORING_RECORD_CONTENT_ENABLED: "false" },
  ],
  ["express", { SENTRY_DSN: "https://x", LANGFUSE_SECRET_KEY: "k", LANGSMITH_TRACING: "true" }],
])("nothing is told for %s with %j", (name, env) => {
  expect(seenIds(VENDOR_EXPORTERS, { packages: { [name]: "1.0.0" } }, env)).toEqual([]);
});

test("where the packages are not known, a variable is enough", () => {
  const subject = {
    env: { LANGFUSE_SECRET_KEY: "k" },
    nodeVersion: undefined,
    commandLine: "",
    cwd: "/",
    fromEnvFile: false,
    app: undefined,
  };
  expect(applyRules(VENDOR_EXPORTERS, subject)).toMatchObject([
    { id: "langfuse-exporter", severity: "error", where: ["LANGFUSE_SECRET_KEY"] },
  ]);
});
