import { KNOWN_GAPS } from "@auditspan/core";
import { any, declared, installed } from "./conditions.ts";
import type { Condition, Rule } from "./rule.ts";

/** Packages by which an application shows that it uses a framework. */
const SIGNS: Readonly<Record<keyof typeof KNOWN_GAPS, Condition>> = {
  "Vercel AI SDK 7": installed("ai", ">=7"),
  "Vercel AI SDK 5 and 6": installed("ai", ">=5 <7"),
  "OpenAI SDK with OpenTelemetry's instrumentation": installed(
    "@opentelemetry/instrumentation-openai",
  ),
  "Anthropic SDK": installed("@anthropic-ai/sdk"),
  "Claude Agent SDK and Claude Code": installed("@anthropic-ai/claude-agent-sdk"),
  OpenInference: any(
    ...["openai", "anthropic", "bedrock", "mcp"].map((client) =>
      installed(`@arizeai/openinference-instrumentation-${client}`),
    ),
  ),
  "LangChain and LangGraph": installed("@arizeai/openinference-instrumentation-langchain"),
  "OpenAI Agents": any(installed("@openai/agents"), installed("@openai/agents-core")),
  "OpenLLMetry (Traceloop)": installed("@traceloop/node-server-sdk"),
  "Model Context Protocol": installed("@shinzolabs/instrumentation-mcp"),
  Mastra: installed("@mastra/core"),
  Langfuse: installed("@langfuse/tracing"),
  // LangChain brings it in any case.
  LangSmith: declared("langsmith"),
  "Strands Agents": installed("@strands-agents/sdk"),
  VoltAgent: installed("@voltagent/core"),
  "Microsoft Agent 365": installed("@microsoft/agents-a365-observability"),
  "Google ADK": installed("@google/adk"),
  Genkit: installed("genkit"),
};

/** What the telemetry of an installed framework does not tell: the same words as in its reference page. */
export const FRAMEWORK_GAPS: readonly Rule[] = Object.entries(SIGNS).map(([name, seen]) => ({
  id: "framework-gaps",
  severity: "note",
  seen,
  message: `${name}: ${KNOWN_GAPS[name as keyof typeof KNOWN_GAPS].gaps.join(" ")}`,
  fix: `docs/frameworks.md, section "${name}", says what is told and kept`,
}));
