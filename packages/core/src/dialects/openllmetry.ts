import { readInput, readOutput } from "../messages/messages.ts";
import { numberedMessages } from "../messages/numbered-messages.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";
import { genAi, toolSteps } from "./gen-ai.ts";
import { vectorCallOf, vectorDocuments, vectorVerb } from "./openllmetry-vectors.ts";

const MCP_SUFFIX = ".mcp";

const BY_OPERATION: Readonly<Record<string, string>> = {
  guard: "guardrail_check",
  workflow: "workflow_step",
  image_generation: "model_completion",
  image_edit: "model_completion",
  image_variation: "model_completion",
};

const BY_KIND: Readonly<Record<string, string>> = {
  workflow: "workflow_step",
  task: "workflow_step",
  session: "workflow_step",
  agent: "agent_invocation",
  tool: "tool_call",
};

/** `llm.request.type`, of instrumentations and manual spans without an operation name. */
const BY_REQUEST: Readonly<Record<string, string>> = {
  chat: "model_completion",
  completion: "model_completion",
  embedding: "embedding",
  rerank: "retrieval",
};

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  embedding: "embeddings",
  tool_call: "execute_tool",
  retrieval: "retrieval",
  agent_invocation: "invoke_agent",
  guardrail_check: "guardrail",
};

/** OpenLLMetry (Traceloop): decorators, model, LangChain, vector store and MCP instrumentations. */
export const openLlmetry: Dialect = {
  name: "openllmetry",
  title: "OpenLLMetry (Traceloop) with its decorators, guardrails, vector stores and MCP",
  scopes: [
    "@traceloop/node-server-sdk",
    "@traceloop/instrumentation-anthropic",
    "@traceloop/instrumentation-bedrock",
    "@traceloop/instrumentation-chromadb",
    "@traceloop/instrumentation-cohere",
    "@traceloop/instrumentation-google-generativeai",
    "@traceloop/instrumentation-langchain",
    "@traceloop/instrumentation-llamaindex",
    "@traceloop/instrumentation-mcp",
    "@traceloop/instrumentation-openai",
    "@traceloop/instrumentation-pinecone",
    "@traceloop/instrumentation-qdrant",
    "@traceloop/instrumentation-together-ai",
    "@traceloop/instrumentation-vertexai",
  ],
  speaks: ({ scope, attributes }) =>
    scope.name.startsWith("@traceloop/") ||
    attributes["traceloop.span.kind"] !== undefined ||
    attributes["llm.request.type"] !== undefined,
  types: [
    ...genAi.types,
    ...[BY_OPERATION, BY_KIND, BY_REQUEST].flatMap((table) => Object.values(table)),
    "db_query",
  ],
  typeOf,
  fields: {
    ...genAi.fields,
    "gen_ai.operation.name": (reader) =>
      OPERATIONS[typeOf(reader.record) ?? ""] ?? reader.get("gen_ai.operation.name"),
    "gen_ai.agent.name": (reader) =>
      reader.get("gen_ai.agent.name") ?? ofKind(reader, "agent", "traceloop.entity.name"),
    "gen_ai.usage.cache_read.input_tokens": [
      "gen_ai.usage.cache_read.input_tokens",
      "gen_ai.usage.cache_read_input_tokens",
    ],
    "gen_ai.usage.cache_creation.input_tokens": [
      "gen_ai.usage.cache_creation.input_tokens",
      "gen_ai.usage.cache_creation_input_tokens",
    ],
    "gen_ai.usage.reasoning.output_tokens": [
      "gen_ai.usage.reasoning.output_tokens",
      "gen_ai.usage.reasoning_tokens",
    ],
    "gen_ai.request.top_k": ["gen_ai.request.top_k", "llm.top_k"],
    "gen_ai.request.frequency_penalty": [
      "gen_ai.request.frequency_penalty",
      "llm.frequency_penalty",
    ],
    "gen_ai.request.presence_penalty": ["gen_ai.request.presence_penalty", "llm.presence_penalty"],
    // LangChain tools carry the name of their class here, which the names file may list.
    "gen_ai.tool.name": (reader) =>
      typeOf(reader.record) === "tool_call"
        ? reader.first("gen_ai.tool.name", "traceloop.entity.name")
        : undefined,
    "mcp.method.name": ({ record }) => mcpMethod(record),
    "db.system.name": "db.system",
    "db.operation.name": ({ record }) => {
      const type = typeOf(record);
      return type === "retrieval" || type === "db_query" ? vectorVerb(record) : undefined;
    },
    "auditspan.retrieval.documents": ({ record }) =>
      typeOf(record) === "retrieval" ? vectorDocuments(record) : undefined,
  },
  content,
  outcomeOf,
};

function typeOf(record: SpanRecord): string | undefined {
  const { attributes } = record;
  return (
    genAi.typeOf(record) ??
    listed(BY_OPERATION, attributes["gen_ai.operation.name"]) ??
    listed(BY_KIND, attributes["traceloop.span.kind"]) ??
    listed(BY_REQUEST, attributes["llm.request.type"]) ??
    vectorCallOf(record)
  );
}

function content(reader: RecordReader, type: string): Content {
  if (type === "tool_call" || type === "unregistered_tool") {
    return toolSteps(reader.get("traceloop.entity.input"), reader.get("traceloop.entity.output"));
  }
  if (type !== "model_completion") return { input: [], output: [] };
  const { attributes } = reader;
  const isNumbered =
    attributes["gen_ai.prompt.0.role"] !== undefined ||
    attributes["gen_ai.completion.0.role"] !== undefined;
  if (!isNumbered) return genAi.content!(reader, type);
  const output = readOutput(numberedMessages(attributes, "gen_ai.completion", "output"));
  return {
    input: readInput(numberedMessages(attributes, "gen_ai.prompt", "input")).parts,
    output: output.parts,
    finishReasons: output.finishReasons,
  };
}

// A guard that fails has stopped what it guards; one that threw has the status of an error.
function outcomeOf(reader: RecordReader): Outcome | undefined {
  const failed = reader.get("gen_ai.guardrail.status") === "FAILED";
  return failed && reader.record.statusCode !== 2 ? "denied" : undefined;
}

// The method is in the name of the span alone; its kind lets no other word through.
function mcpMethod({ scope, name, attributes }: SpanRecord): string | undefined {
  if (name.endsWith(MCP_SUFFIX)) return name.slice(0, -MCP_SUFFIX.length);
  const isTool = attributes["traceloop.span.kind"] === "tool";
  return isTool && scope.name.endsWith("mcp") ? "tools/call" : undefined;
}

function ofKind({ attributes }: RecordReader, kind: string, key: string): unknown {
  return attributes["traceloop.span.kind"] === kind ? attributes[key] : undefined;
}

function listed(types: Readonly<Record<string, string>>, word: unknown): string | undefined {
  return typeof word === "string" && Object.hasOwn(types, word) ? types[word] : undefined;
}
