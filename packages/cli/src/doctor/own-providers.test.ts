import { expect, test } from "vitest";
import { fixtureSubject, seenIds } from "../testing/fixture-app.ts";
import { OWN_PROVIDERS } from "./own-providers.ts";
import { applyRules } from "./rule.ts";

test.each([
  ["own-provider-shinzo", "@shinzolabs/instrumentation-mcp"],
  ["own-provider-claude", "@anthropic-ai/claude-agent-sdk"],
  ["own-provider-traceloop", "@traceloop/node-server-sdk"],
  ["own-provider-adk", "@google/adk"],
  ["own-provider-strands", "@strands-agents/sdk"],
  ["own-provider-genkit", "genkit"],
  ["own-provider-voltagent", "@voltagent/core"],
  ["own-provider-a365", "@microsoft/agents-a365-observability"],
  ["own-tracing-mastra", "@mastra/core"],
])("%s is told for %s", (id, name) => {
  expect(seenIds(OWN_PROVIDERS, { packages: { [name]: "1.0.0" } })).toEqual([id]);
});

test("a provider that comes second is a note where the register comes first", () => {
  const packages = { genkit: "1.42.0", "@shinzolabs/instrumentation-mcp": "1.1.0" };
  const env = { NODE_OPTIONS: "--import @auditspan/agent/register" };
  expect(
    applyRules(OWN_PROVIDERS, fixtureSubject({ packages }, env)).map(({ severity }) => severity),
  ).toEqual(["warning", "note"]);
});

test("Mastra with a way to OpenTelemetry is not told", () => {
  const packages = { "@mastra/core": "1.71.0", "@mastra/otel-bridge": "1.5.4" };
  expect(seenIds(OWN_PROVIDERS, { packages })).toEqual([]);
});
