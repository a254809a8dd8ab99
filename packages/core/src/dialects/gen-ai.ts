import { readInput, readInstructions, readOutput } from "../messages/messages.ts";
import { contentLength, shapeOf } from "../messages/shape.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect } from "./dialect.ts";

const TYPES: Readonly<Record<string, string>> = {
  chat: "model_completion",
  generate_content: "model_completion",
  text_completion: "model_completion",
  embeddings: "embedding",
  execute_tool: "tool_call",
  invoke_agent: "agent_invocation",
  create_agent: "agent_invocation",
  invoke_workflow: "workflow_step",
  agent_step: "workflow_step",
  retrieval: "retrieval",
  rerank: "retrieval",
};

/**
 * OpenTelemetry semantic conventions for generative AI, old and new names, which the Vercel AI SDK 7
 * (`@ai-sdk/otel`) and the OpenAI instrumentation speak.
 */
export const genAi: Dialect = {
  name: "gen-ai",
  title: "OpenTelemetry GenAI conventions, Vercel AI SDK 7",
  scopes: ["gen_ai", "@opentelemetry/instrumentation-openai"],
  speaks: ({ attributes }) => attributes["gen_ai.operation.name"] !== undefined,
  types: Object.values(TYPES),
  typeOf: ({ attributes }) => {
    const operation = attributes["gen_ai.operation.name"];
    return typeof operation === "string" && Object.hasOwn(TYPES, operation)
      ? TYPES[operation]
      : undefined;
  },
  fields: {
    "gen_ai.operation.name": "gen_ai.operation.name",
    "gen_ai.provider.name": ["gen_ai.provider.name", "gen_ai.system"],
    "gen_ai.agent.name": "gen_ai.agent.name",
    "gen_ai.request.model": "gen_ai.request.model",
    "gen_ai.response.model": "gen_ai.response.model",
    "gen_ai.response.id": "gen_ai.response.id",
    "gen_ai.response.finish_reasons": "gen_ai.response.finish_reasons",
    "gen_ai.output.type": ["gen_ai.output.type", "gen_ai.openai.request.response_format"],
    "gen_ai.usage.input_tokens": ["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"],
    "gen_ai.usage.output_tokens": ["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"],
    "gen_ai.usage.cache_read.input_tokens": "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_creation.input_tokens": "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.reasoning.output_tokens": "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.request.max_tokens": "gen_ai.request.max_tokens",
    "gen_ai.request.top_k": "gen_ai.request.top_k",
    "gen_ai.request.choice.count": "gen_ai.request.choice.count",
    "gen_ai.request.seed": (reader) =>
      reader.first("gen_ai.request.seed", "gen_ai.openai.request.seed") === undefined
        ? undefined
        : true,
    "gen_ai.request.temperature": "gen_ai.request.temperature",
    "gen_ai.request.top_p": "gen_ai.request.top_p",
    "gen_ai.request.frequency_penalty": "gen_ai.request.frequency_penalty",
    "gen_ai.request.presence_penalty": "gen_ai.request.presence_penalty",
    "gen_ai.request.stream": "gen_ai.request.stream",
    "gen_ai.tool.name": "gen_ai.tool.name",
    "gen_ai.tool.call.id": "gen_ai.tool.call.id",
    "gen_ai.tool.type": "gen_ai.tool.type",
    "http.response.status_code": "http.response.status_code",
    "server.address": "server.address",
  },
  content: (reader, type) => {
    if (type === "tool_call" || type === "unregistered_tool") return toolContent(reader);
    return messageContent(reader);
  },
  contentInLogs: ["@opentelemetry/instrumentation-openai"],
};

function messageContent(reader: RecordReader): Content {
  const messages = reader.get("gen_ai.input.messages");
  const answer = reader.get("gen_ai.output.messages");
  const instructions = reader.get("gen_ai.system_instructions");
  if (messages === undefined && answer === undefined && instructions === undefined) return NOTHING;
  const input = readInput(messages);
  const output = readOutput(answer);
  // Instructions are told once, with the first call of a conversation.
  const first = instructions === undefined || input.continued ? [] : readInstructions(instructions);
  return {
    input: first.length === 0 ? input.parts : [...first, ...input.parts],
    output: output.parts,
    finishReasons: output.finishReasons,
    commit: { input: messages, output: answer, instructions },
  };
}

function toolContent(reader: RecordReader): Content {
  const args = reader.get("gen_ai.tool.call.arguments");
  const result = reader.get("gen_ai.tool.call.result");
  return toolSteps(args, result);
}

/** The steps of a tool call: what was handed in, and what came back. */
export function toolSteps(args: unknown, result: unknown): Content {
  return {
    input:
      args === undefined
        ? []
        : [{ kind: "tool_selection", shape: shapeOf(args), length: contentLength(args) }],
    output:
      result === undefined
        ? []
        : [{ kind: "tool_result", shape: shapeOf(result), length: contentLength(result) }],
    commit: { arguments: args, result },
  };
}

const NOTHING: Content = { input: [], output: [] };
