import { all, any, installed, not, REGISTER } from "./conditions.ts";
import type { Condition, Rule } from "./rule.ts";

/** Frameworks that build a provider or a way out of their own, past the register. */
export const OWN_PROVIDERS: readonly Rule[] = [
  {
    id: "own-provider-shinzo",
    severity: "warning",
    seen: installed("@shinzolabs/instrumentation-mcp"),
    message:
      "it builds an SDK of its own and takes no processor: its exporter sends spans as they are",
    fix: "let its exporterEndpoint be that of `auditspan collect`",
  },
  {
    id: "own-provider-claude",
    severity: "warning",
    seen: installed("@anthropic-ai/claude-agent-sdk"),
    message: "it starts a program of its own that no processor reaches",
    fix: "let the OTEL_EXPORTER_OTLP_ENDPOINT of that program be that of `auditspan collect`",
  },
  ownProvider("traceloop", installed("@traceloop/node-server-sdk"), "initialize"),
  ownProvider("adk", installed("@google/adk"), "maybeSetOtelProviders"),
  ownProvider("strands", installed("@strands-agents/sdk"), "setupTracer"),
  ownProvider("genkit", installed("genkit"), "enableTelemetry"),
  ownProvider("voltagent", installed("@voltagent/core"), "VoltAgentObservability"),
  ownProvider("a365", installed("@microsoft/agents-a365-observability"), "ObservabilityBuilder"),
  {
    id: "own-tracing-mastra",
    severity: "warning",
    seen: all(
      installed("@mastra/core"),
      not(any(installed("@mastra/otel-exporter"), installed("@mastra/otel-bridge"))),
    ),
    message: "Mastra's tracing is not OpenTelemetry's, so no span of it reaches a processor",
    fix: "install @mastra/otel-exporter and give it an AuditSpanExporter, or @mastra/otel-bridge",
  },
];

/** Who registers first has the spans: a second provider gets none. */
function ownProvider(name: string, seen: Condition, entry: string): Rule {
  return {
    id: `own-provider-${name}`,
    severity: (subject) => (REGISTER(subject) === undefined ? "warning" : "note"),
    seen,
    message: `${entry} registers a provider with an exporter of its own, unless one is registered before`,
    fix: "load the register with --import, before the application; where it cannot be, give that provider an AuditSpanProcessor",
  };
}
