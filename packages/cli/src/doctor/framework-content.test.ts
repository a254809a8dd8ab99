import { expect, test } from "vitest";
import { seenIds } from "../testing/fixture-app.ts";
import { FRAMEWORK_CONTENT } from "./framework-content.ts";

test.each<[ids: string[], name: string, version: string, env: Record<string, string>]>([
  [["ai-sdk-content"], "ai", "7.0.173", {}],
  [[], "ai", "4.3.0", {}],
  [["openai-instrumentation-content"], "@opentelemetry/instrumentation-openai", "0.22.0", {}],
  [
    [],
    "@opentelemetry/instrumentation-openai",
    "0.22.0",
    { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "true" },
  ],
  [["mastra-content"], "@mastra/otel-exporter", "1.4.0", {}],
  [["langfuse-content"], "@langfuse/otel", "5.11.1", {}],
  [["openai-agents-content"], "@openai/agents", "0.20.0", {}],
  [["no-content-switch"], "@strands-agents/sdk", "1.19.0", {}],
  [["no-content-switch", "a365-baggage"], "@microsoft/agents-a365-observability", "1.0.0", {}],
  [
    ["no-content-switch"],
    "@microsoft/agents-a365-observability",
    "1.0.0",
    { OTEL_PROPAGATORS: "tracecontext" },
  ],
])("%j for %s %s with %j", (ids, name, version, env) => {
  expect(seenIds(FRAMEWORK_CONTENT, { packages: { [name]: version } }, env)).toEqual(ids);
});
