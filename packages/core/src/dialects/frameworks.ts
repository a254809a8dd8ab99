import { a365 } from "./a365.ts";
import { adk } from "./adk.ts";
import { anthropicSdk } from "./anthropic-sdk.ts";
import { claudeCode } from "./claude-code.ts";
import type { Dialect } from "./dialect.ts";
import { genAi } from "./gen-ai.ts";
import { genkit } from "./genkit.ts";
import type { FrameworkName } from "./known-gaps.ts";
import { langChain } from "./langchain.ts";
import { langfuse } from "./langfuse.ts";
import { langSmith } from "./langsmith.ts";
import { mastra } from "./mastra.ts";
import { mcp } from "./mcp.ts";
import { openAiAgents } from "./openai-agents.ts";
import { openInference } from "./openinference.ts";
import { openLlmetry } from "./openllmetry.ts";
import { strands } from "./strands.ts";
import { vercelAi } from "./vercel-ai.ts";
import { voltAgent } from "./voltagent.ts";

/** An agent framework as a reader looks for it, with the dialect that reads its telemetry. */
export interface Framework {
  readonly name: FrameworkName;
  readonly dialect: Dialect;
  /** Recorded runs in `test/corpus/runs` that the dialect is tested on. */
  readonly runs: readonly string[];
  /**
   * The packages that it was checked against. The version stands in the recorded run, or here where
   * traffic was recorded and is not part of the corpus.
   */
  readonly packages: Readonly<Record<string, "recorded" | (string & {})>>;
}

/** Every framework of the reference page, in its order. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    name: "Vercel AI SDK 7",
    dialect: genAi,
    runs: ["ai7-otel"],
    packages: { ai: "recorded", "@ai-sdk/otel": "recorded" },
  },
  {
    name: "Vercel AI SDK 5 and 6",
    dialect: vercelAi,
    runs: [],
    packages: { ai: "5.0.277, 6.0.326, and 7.0.173 with LegacyOpenTelemetry" },
  },
  {
    name: "OpenAI SDK with OpenTelemetry's instrumentation",
    dialect: genAi,
    runs: ["otel-openai", "otel-openai-json"],
    packages: { openai: "recorded", "@opentelemetry/instrumentation-openai": "recorded" },
  },
  {
    name: "Anthropic SDK",
    dialect: anthropicSdk,
    runs: ["anthropic-native-content"],
    packages: { "@anthropic-ai/sdk": "recorded" },
  },
  {
    name: "Claude Agent SDK and Claude Code",
    dialect: claudeCode,
    runs: ["claude-agent-sdk-content"],
    packages: { "@anthropic-ai/claude-agent-sdk": "recorded" },
  },
  {
    name: "OpenInference",
    dialect: openInference,
    runs: ["oi-openai"],
    packages: {
      "@arizeai/openinference-instrumentation-openai": "recorded",
      "@arizeai/openinference-instrumentation-anthropic": "recorded",
      "@arizeai/openinference-instrumentation-bedrock": "recorded",
      "@arizeai/openinference-instrumentation-mcp": "recorded",
      "@arizeai/openinference-core": "recorded",
      openai: "recorded",
    },
  },
  {
    name: "LangChain and LangGraph",
    dialect: langChain,
    runs: ["oi-langchain"],
    packages: {
      "@arizeai/openinference-instrumentation-langchain": "recorded",
      langchain: "recorded",
      "@langchain/core": "recorded",
      "@langchain/langgraph": "recorded",
    },
  },
  {
    name: "OpenAI Agents",
    dialect: openAiAgents,
    runs: ["openai-agents-openinference"],
    packages: {
      "@openai/agents": "recorded",
      "@arizeai/openinference-instrumentation-openai-agents": "recorded",
    },
  },
  {
    name: "OpenLLMetry (Traceloop)",
    dialect: openLlmetry,
    runs: ["openllmetry", "mcp-traceloop"],
    packages: {
      "@traceloop/node-server-sdk": "recorded",
      "@traceloop/instrumentation-mcp": "recorded",
      openai: "recorded",
      "@anthropic-ai/sdk": "recorded",
      langchain: "recorded",
    },
  },
  {
    name: "Model Context Protocol",
    dialect: mcp,
    runs: ["mcp-traceloop"],
    packages: {
      "@modelcontextprotocol/sdk": "recorded",
      "@shinzolabs/instrumentation-mcp": "recorded",
    },
  },
  {
    name: "Mastra",
    dialect: mastra,
    runs: ["mastra-otel"],
    packages: {
      "@mastra/core": "recorded",
      "@mastra/observability": "recorded",
      "@mastra/otel-exporter": "recorded",
      "@mastra/otel-bridge": "recorded",
      "@mastra/arize": "recorded",
    },
  },
  {
    name: "Langfuse",
    dialect: langfuse,
    runs: ["langfuse"],
    packages: {
      "@langfuse/tracing": "recorded",
      "@langfuse/openai": "recorded",
      "@langfuse/langchain": "recorded",
    },
  },
  {
    name: "LangSmith",
    dialect: langSmith,
    runs: [],
    packages: { langsmith: "0.12.0" },
  },
  {
    name: "Strands Agents",
    dialect: strands,
    runs: ["strands"],
    packages: { "@strands-agents/sdk": "recorded" },
  },
  {
    name: "VoltAgent",
    dialect: voltAgent,
    runs: [],
    packages: { "@voltagent/core": "2.10.0" },
  },
  {
    name: "Microsoft Agent 365",
    dialect: a365,
    runs: [],
    packages: { "@microsoft/agents-a365-observability": "1.0.0" },
  },
  { name: "Google ADK", dialect: adk, runs: [], packages: { "@google/adk": "2.0.0" } },
  { name: "Genkit", dialect: genkit, runs: [], packages: { genkit: "1.42.0" } },
];
