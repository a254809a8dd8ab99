import { readInput, readOutput } from "../messages/messages.ts";
import { boundedJson } from "../messages/bounded-json.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";
import { toolSteps } from "./gen-ai.ts";

const TYPES: Readonly<Record<string, string>> = {
  "ai.generateText": "agent_invocation",
  "ai.streamText": "agent_invocation",
  "ai.generateObject": "agent_invocation",
  "ai.streamObject": "agent_invocation",
  "ai.generateText.doGenerate": "model_completion",
  "ai.streamText.doStream": "model_completion",
  "ai.generateObject.doGenerate": "model_completion",
  "ai.streamObject.doStream": "model_completion",
  "ai.embed": "workflow_step",
  "ai.embedMany": "workflow_step",
  "ai.embed.doEmbed": "embedding",
  "ai.embedMany.doEmbed": "embedding",
  "ai.rerank": "workflow_step",
  "ai.rerank.doRerank": "retrieval",
  "ai.toolCall": "tool_call",
};

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  embedding: "embeddings",
  tool_call: "execute_tool",
  agent_invocation: "invoke_agent",
  retrieval: "rerank",
};

/** Vercel AI SDK 5 and 6, and `LegacyOpenTelemetry` of 7: the `ai.*` attributes. */
export const vercelAi: Dialect = {
  name: "vercel-ai",
  title: "Vercel AI SDK 5 and 6, LegacyOpenTelemetry of 7",
  scopes: ["ai"],
  speaks: ({ attributes }) => attributes["ai.operationId"] !== undefined,
  types: Object.values(TYPES),
  typeOf: ({ attributes }) => typeOf(attributes["ai.operationId"]),
  fields: {
    "gen_ai.operation.name": (reader) => OPERATIONS[typeOf(reader.get("ai.operationId")) ?? ""],
    "gen_ai.provider.name": ["gen_ai.system", "ai.model.provider"],
    "gen_ai.agent.name": ["ai.telemetry.functionId", "resource.name"],
    "gen_ai.request.model": ["gen_ai.request.model", "ai.model.id"],
    "gen_ai.response.model": ["gen_ai.response.model", "ai.response.model"],
    "gen_ai.response.id": ["gen_ai.response.id", "ai.response.id"],
    "gen_ai.response.finish_reasons": [
      "gen_ai.response.finish_reasons",
      "ai.response.finishReason",
    ],
    "gen_ai.usage.input_tokens": [
      "gen_ai.usage.input_tokens",
      "ai.usage.inputTokens",
      "ai.usage.promptTokens",
      "ai.usage.tokens",
    ],
    "gen_ai.usage.output_tokens": [
      "gen_ai.usage.output_tokens",
      "ai.usage.outputTokens",
      "ai.usage.completionTokens",
    ],
    "gen_ai.usage.cache_read.input_tokens": [
      "ai.usage.cachedInputTokens",
      "ai.usage.inputTokenDetails.cacheReadTokens",
    ],
    "gen_ai.usage.cache_creation.input_tokens": "ai.usage.inputTokenDetails.cacheWriteTokens",
    "gen_ai.usage.reasoning.output_tokens": [
      "ai.usage.reasoningTokens",
      "ai.usage.outputTokenDetails.reasoningTokens",
    ],
    "gen_ai.request.max_tokens": [
      "gen_ai.request.max_tokens",
      "ai.settings.maxOutputTokens",
      "ai.settings.maxTokens",
    ],
    "gen_ai.request.temperature": ["gen_ai.request.temperature", "ai.settings.temperature"],
    "gen_ai.request.top_p": ["gen_ai.request.top_p", "ai.settings.topP"],
    "gen_ai.request.top_k": ["gen_ai.request.top_k", "ai.settings.topK"],
    "gen_ai.request.frequency_penalty": "gen_ai.request.frequency_penalty",
    "gen_ai.request.presence_penalty": "gen_ai.request.presence_penalty",
    "gen_ai.request.seed": (reader) =>
      reader.get("ai.settings.seed") === undefined ? undefined : true,
    "gen_ai.request.stream": (reader) => {
      const operation = reader.get("ai.operationId");
      return typeof operation === "string" && operation.startsWith("ai.stream") ? true : undefined;
    },
    "gen_ai.tool.name": "ai.toolCall.name",
    "gen_ai.tool.call.id": "ai.toolCall.id",
    "auditspan.retrieval.documents": ({ attributes }) => {
      const ranking = attributes["ai.ranking"];
      return Array.isArray(ranking) ? ranking.length : undefined;
    },
    "http.response.status_code": "http.response.status_code",
  },
  outcomeOf,
  content: (reader, type) => {
    if (type === "tool_call") {
      return toolSteps(
        reader.first("ai.toolCall.args", "ai.toolCall.input"),
        reader.get("ai.toolCall.result"),
      );
    }
    return type === "model_completion" ? modelContent(reader) : { input: [], output: [] };
  },
};

function typeOf(operation: unknown): string | undefined {
  return typeof operation === "string" && Object.hasOwn(TYPES, operation)
    ? TYPES[operation]
    : undefined;
}

// A call that was aborted ends without an answer and without an error.
function outcomeOf(reader: RecordReader): Outcome | undefined {
  if (typeOf(reader.get("ai.operationId")) !== "model_completion") return undefined;
  const reason = reader.first("ai.response.finishReason", "gen_ai.response.finish_reasons");
  return reason === undefined ? "unknown" : undefined;
}

function modelContent(reader: RecordReader): Content {
  const prompt = reader.first("ai.prompt.messages", "ai.prompt");
  const answer = {
    role: "assistant",
    reasoning: reader.get("ai.response.reasoning"),
    content: reader.first("ai.response.text", "ai.response.object"),
    tool_calls: toolCalls(reader.get("ai.response.toolCalls")),
  };
  return {
    input: readInput(prompt).parts,
    output: readOutput([answer]).parts,
    commit: { input: prompt, output: reader.first("ai.response.text", "ai.response.object") },
  };
}

function toolCalls(value: unknown): unknown {
  return typeof value === "string" ? boundedJson(value) : value;
}
