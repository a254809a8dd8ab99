import { flattenedMessages } from "../messages/flattened-messages.ts";
import { readInput, readInstructions, readOutput } from "../messages/messages.ts";
import type { SpanRecord } from "../record.ts";
import { RecordReader } from "../record-reader.ts";
import type { Content, Dialect } from "./dialect.ts";
import { toolSteps } from "./gen-ai.ts";

const TYPES: Readonly<Record<string, string>> = {
  LLM: "model_completion",
  EMBEDDING: "embedding",
  TOOL: "tool_call",
  RETRIEVER: "retrieval",
  RERANKER: "retrieval",
  AGENT: "agent_invocation",
  CHAIN: "workflow_step",
  PROMPT: "workflow_step",
  GUARDRAIL: "guardrail_check",
  EVALUATOR: "guardrail_check",
};

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  embedding: "embeddings",
  tool_call: "execute_tool",
  retrieval: "retrieval",
  agent_invocation: "invoke_agent",
};

/** Names of platforms in `llm.provider` that the GenAI registry has others for. */
const PROVIDERS: Readonly<Record<string, string>> = {
  aws: "aws.bedrock",
  azure: "azure.ai.openai",
};

/**
 * OpenInference: OpenAI, Anthropic and Bedrock, the wrappers of `openinference-core`, and
 * what the processor for the Vercel AI SDK adds.
 */
export const openInference: Dialect = {
  name: "openinference",
  title: "OpenInference",
  scopes: [
    "@arizeai/openinference-instrumentation-openai",
    "@arizeai/openinference-instrumentation-anthropic",
    "@arizeai/openinference-instrumentation-bedrock",
    "@arizeai/openinference-instrumentation-mcp",
    "openinference-core",
  ],
  speaks: ({ attributes }) => attributes["openinference.span.kind"] !== undefined,
  types: Object.values(TYPES),
  typeOf,
  fields: {
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    "gen_ai.provider.name": (reader) => provider(reader),
    "gen_ai.agent.name": (reader) =>
      reader.get("agent.name") ??
      reader.object("metadata")?.["lc_agent_name"] ??
      (typeOf(reader.record) === "agent_invocation" ? reader.record.name : undefined),
    // The response overwrites the model name, so the request's own parameters come first.
    "gen_ai.request.model": (reader) =>
      reader.object("llm.invocation_parameters")?.["model"] ??
      reader.first("llm.request.model_name", "llm.model_name", "embedding.model_name"),
    "gen_ai.response.model": ["llm.response.model_name", "llm.model_name"],
    "gen_ai.response.finish_reasons": ["llm.finish_reason", "llm.stop_reason"],
    "gen_ai.usage.input_tokens": "llm.token_count.prompt",
    "gen_ai.usage.output_tokens": "llm.token_count.completion",
    "gen_ai.usage.cache_read.input_tokens": "llm.token_count.prompt_details.cache_read",
    "gen_ai.usage.cache_creation.input_tokens": "llm.token_count.prompt_details.cache_write",
    "gen_ai.usage.reasoning.output_tokens": "llm.token_count.completion_details.reasoning",
    "gen_ai.request.max_tokens": (reader) =>
      parameter(reader, "max_tokens", "max_output_tokens", "maxTokens"),
    "gen_ai.request.temperature": (reader) => parameter(reader, "temperature"),
    "gen_ai.request.top_p": (reader) => parameter(reader, "top_p", "topP"),
    "gen_ai.request.stream": (reader) => parameter(reader, "stream"),
    "gen_ai.request.seed": (reader) => (parameter(reader, "seed") === undefined ? undefined : true),
    // The wrappers of the core name a tool by its span alone.
    "gen_ai.tool.name": ({ record, attributes }) =>
      attributes["tool.name"] ?? (typeOf(record) === "tool_call" ? record.name : undefined),
    "gen_ai.tool.call.id": "tool_call.id",
    "auditspan.retrieval.documents": (reader) => documents(reader),
  },
  content: (reader, type) => {
    if (type === "tool_call" || type === "unregistered_tool")
      return toolSteps(shown(reader, "input.value"), shown(reader, "output.value"));
    return type === "model_completion" ? modelContent(reader) : NOTHING;
  },
};

function typeOf(record: SpanRecord): string | undefined {
  const kind = record.attributes["openinference.span.kind"];
  const type = typeof kind === "string" && Object.hasOwn(TYPES, kind) ? TYPES[kind] : undefined;
  return type === "workflow_step" && isLangChainAgent(record) ? "agent_invocation" : type;
}

// LangChain agents are chains; only the root of one is the agent, its nodes are steps.
function isLangChainAgent(record: SpanRecord): boolean {
  if (record.parentSpanId !== undefined) return false;
  return (
    new RecordReader(record).object("metadata")?.["ls_integration"] === "langchain_create_agent"
  );
}

function modelContent(reader: RecordReader): Content {
  const { attributes } = reader;
  const input = readInput(flattenedMessages(attributes, "llm.input_messages", "input"));
  // Anthropic has instructions beside the messages, among the parameters.
  const instructions = input.continued ? [] : readInstructions(parameter(reader, "system"));
  const flattened = readOutput(flattenedMessages(attributes, "llm.output_messages", "output"));
  const raw = shown(reader, "output.value");
  // Where the flattened answer holds a role alone, its parts stand in the raw answer.
  const output =
    flattened.parts.length > 0 || raw === undefined
      ? flattened
      : readOutput(reader.messages("output.value"));
  return {
    input: [...instructions, ...input.parts],
    output: output.parts,
    finishReasons: output.finishReasons,
    commit: { input: shown(reader, "input.value"), output: raw },
  };
}

/** A value that OpenInference was not told to hide: what it puts in its place is nobody's content. */
export function shown(reader: RecordReader, key: string): unknown {
  const value = reader.get(key);
  return value === "__REDACTED__" ? undefined : value;
}

function provider(reader: RecordReader): unknown {
  const named = reader.first("llm.provider", "llm.system");
  return typeof named === "string" && Object.hasOwn(PROVIDERS, named) ? PROVIDERS[named] : named;
}

function parameter(reader: RecordReader, ...names: readonly string[]): unknown {
  const parameters = reader.object("llm.invocation_parameters");
  for (const name of names) {
    const value = parameters?.[name];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function documents({ attributes, record }: RecordReader): number | undefined {
  if (typeOf(record) !== "retrieval") return undefined;
  let count = 0;
  const known = ["content", "id", "metadata", "score"];
  const at = (key: string): unknown => attributes[`retrieval.documents.${count}.document.${key}`];
  while (count < 1000 && known.some((key) => at(key) !== undefined)) count++;
  return count;
}

const NOTHING: Content = { input: [], output: [] };
