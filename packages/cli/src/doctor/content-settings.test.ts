import { expect, test } from "vitest";
import { fixtureSubject, seenIds } from "../testing/fixture-app.ts";
import { CONTENT_SETTINGS } from "./content-settings.ts";
import { applyRules } from "./rule.ts";

const TRACELOOP = {
  "@traceloop/node-server-sdk": "0.27.0",
  "@traceloop/instrumentation-anthropic": "0.27.0",
};
const SDK = { "@opentelemetry/sdk-node": "0.301.0" };

test.each<[ids: string[], packages: Record<string, string>, env: Record<string, string>]>([
  [["genai-content"], {}, { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "true" }],
  [["genai-content"], {}, { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "span_only" }],
  [[], {}, { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: "false" }],
  [["traceloop-content"], TRACELOOP, {}],
  [["traceloop-content-left"], TRACELOOP, { TRACELOOP_TRACE_CONTENT: "false" }],
  [
    ["openinference-hide"],
    { "@arizeai/openinference-core": "2.7.1" },
    { OPENINFERENCE_HIDE_INPUTS: "true" },
  ],
  [[], { "@arizeai/openinference-core": "2.7.1" }, { OPENINFERENCE_HIDE_INPUTS: "false" }],
  [["langsmith-hide"], { langsmith: "0.12.0" }, { LANGCHAIN_HIDE_INPUTS: "true" }],
  [["adk-content"], { "@google/adk": "2.0.0" }, {}],
  [[], { "@google/adk": "2.0.0" }, { ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS: "false" }],
  [["claude-code-content"], {}, { OTEL_LOG_USER_PROMPTS: "1" }],
  [["claude-code-content"], {}, { OTEL_LOG_RAW_API_BODIES: "1" }],
  [["resource-detectors"], {}, { OTEL_NODE_RESOURCE_DETECTORS: "env,process" }],
  [[], {}, { OTEL_NODE_RESOURCE_DETECTORS: "env,serviceinstance" }],
  [["resource-of-a-person"], {}, { OTEL_RESOURCE_ATTRIBUTES: "service.name=a, enduser.id=x" }],
  [[], {}, { OTEL_RESOURCE_ATTRIBUTES: "service.name=user.id" }],
  [["baggage"], {}, { OTEL_PROPAGATORS: "tracecontext,baggage" }],
  [["resource-detectors", "baggage"], SDK, {}],
  [[], SDK, { OTEL_PROPAGATORS: "tracecontext", OTEL_NODE_RESOURCE_DETECTORS: "none" }],
  [[], SDK, { OTEL_SDK_DISABLED: "true" }],
])("%j for %j with %j", (ids, packages, env) => {
  expect(seenIds(CONTENT_SETTINGS, { packages }, env)).toEqual(ids);
});

test("strict makes notes of what concerns its own provider, and of nothing else", () => {
  const severities = (AUDITSPAN_STRICT: string): string[] =>
    applyRules(
      CONTENT_SETTINGS,
      fixtureSubject({ packages: SDK }, { AUDITSPAN_STRICT, OTEL_LOG_USER_PROMPTS: "1" }),
    ).map(({ id, severity }) => `${severity} ${id}`);
  expect(severities("1")).toEqual([
    "warning claude-code-content",
    "note resource-detectors",
    "warning baggage",
  ]);
  expect(severities("0")).toContain("warning resource-detectors");
});

test("each switch that is set is told by its name", () => {
  const env = { OPENINFERENCE_HIDE_OUTPUTS: "true", OPENINFERENCE_HIDE_INPUTS: "true" };
  const subject = fixtureSubject({ packages: { "@arizeai/openinference-core": "2.7.1" } }, env);
  expect(applyRules(CONTENT_SETTINGS, subject)[0]?.where).toEqual([
    "OPENINFERENCE_HIDE_INPUTS",
    "OPENINFERENCE_HIDE_OUTPUTS",
    "@arizeai/openinference-core 2.7.1 (node_modules/@arizeai/openinference-core/package.json)",
  ]);
});
