import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Dialect, Outcome } from "./dialect.ts";
import { mastraContent } from "./mastra-content.ts";

const TYPES: Readonly<Record<string, string>> = {
  agent_run: "agent_invocation",
  model_inference: "model_completion",
  tool_call: "tool_call",
  mcp_tool_call: "tool_call",
  provider_tool_call: "tool_call",
  client_tool_call: "tool_call",
  memory_operation: "memory_read",
  rag_embedding: "embedding",
  rag_vector_operation: "retrieval",
};
/** Layers around calls, workflows and their parts, parts of a stream, transforms. */
const STEPS: ReadonlySet<string> = new Set([
  "model_generation",
  "model_step",
  "model_chunk",
  "processor_run",
  "mapping",
  "workflow_run",
  "workflow_step",
  "workflow_conditional",
  "workflow_conditional_eval",
  "workflow_parallel",
  "workflow_loop",
  "workflow_sleep",
  "workflow_wait_event",
  "rag_ingestion",
  "rag_action",
  "graph_action",
  "skill_action",
  "scorer_run",
  "scorer_step",
]);

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  embedding: "embeddings",
  tool_call: "execute_tool",
  agent_handoff: "handoff",
  agent_invocation: "invoke_agent",
  retrieval: "retrieval",
};

const TYPE = "mastra.span.type";
/** Mastra hands a task to a sub-agent through a tool of this name. */
const SUB_AGENT = "agent-";
const CLIENT_TOOL = "client_tool_call ";
const REASONS = "gen_ai.response.finish_reasons";

/**
 * Mastra: the OTel exporter and bridge, and the Arize exporter, which writes OpenInference names
 * beside the types of Mastra.
 *
 * Until 1.3 the generation, which covers all calls of a run, carries the names, the model and the
 * sum of the tokens; where the calls inside it have spans, it is a step.
 */
export const mastra: Dialect = {
  name: "mastra",
  title: "Mastra: OTel exporter and bridge, Arize exporter",
  scopes: ["@mastra/otel-exporter", "@mastra/otel-bridge"],
  speaks: ({ attributes }) => attributes[TYPE] !== undefined,
  types: [...Object.values(TYPES), "workflow_step", "memory_write", "agent_handoff"],
  typeOf,
  fields: {
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    "gen_ai.provider.name": ["gen_ai.provider.name", "llm.provider"],
    "gen_ai.agent.name": ["gen_ai.agent.name", "agent.name"],
    "gen_ai.request.model": ["gen_ai.request.model", "llm.model_name"],
    "gen_ai.response.model": "gen_ai.response.model",
    "gen_ai.response.id": "gen_ai.response.id",
    [REASONS]: finishReasons,
    "gen_ai.usage.input_tokens": ["gen_ai.usage.input_tokens", "llm.token_count.prompt"],
    "gen_ai.usage.output_tokens": ["gen_ai.usage.output_tokens", "llm.token_count.completion"],
    "gen_ai.usage.cache_read.input_tokens": [
      "gen_ai.usage.cache_read.input_tokens",
      "llm.token_count.prompt_details.cache_read",
    ],
    "gen_ai.usage.cache_creation.input_tokens": [
      "gen_ai.usage.cache_creation.input_tokens",
      "llm.token_count.prompt_details.cache_write",
    ],
    "gen_ai.usage.reasoning.output_tokens": [
      "gen_ai.usage.reasoning_tokens",
      "llm.token_count.completion_details.reasoning",
    ],
    "gen_ai.request.max_tokens": "gen_ai.request.max_tokens",
    "gen_ai.request.temperature": "gen_ai.request.temperature",
    "gen_ai.request.top_p": "gen_ai.request.top_p",
    "gen_ai.request.top_k": "gen_ai.request.top_k",
    "gen_ai.request.frequency_penalty": "gen_ai.request.frequency_penalty",
    "gen_ai.request.presence_penalty": "gen_ai.request.presence_penalty",
    "gen_ai.request.seed": (reader) =>
      reader.get("gen_ai.request.seed") === undefined ? undefined : true,
    "gen_ai.tool.name": ({ record }) => toolName(record),
    "gen_ai.tool.call.id": ["gen_ai.tool.call.id", "tool_call.id"],
    "mcp.method.name": "mcp.method.name",
    "auditspan.handoff.target": ({ record }) =>
      typeOf(record) === "agent_handoff"
        ? String(toolName(record)).slice(SUB_AGENT.length)
        : undefined,
  },
  outcomeOf,
  content: mastraContent,
};

function typeOf(record: SpanRecord): string | undefined {
  const { attributes } = record;
  const named = attributes[TYPE];
  if (typeof named !== "string") return undefined;
  if (named === "model_generation" && isCall(record)) return "model_completion";
  if (named === "memory_operation" && holdsAnswer(attributes)) return "memory_write";
  const type = Object.hasOwn(TYPES, named) ? TYPES[named] : undefined;
  if (type === "tool_call" && isSubAgent(record)) return "agent_handoff";
  return type ?? (STEPS.has(named) ? "workflow_step" : undefined);
}

// Until 1.3 a generation is told as the chat call.
function isCall({ attributes }: SpanRecord): boolean {
  return (
    attributes["gen_ai.operation.name"] === "chat" || attributes["llm.model_name"] !== undefined
  );
}

function isSubAgent(record: SpanRecord): boolean {
  const name = toolName(record);
  return typeof name === "string" && name.startsWith(SUB_AGENT);
}

// Whether messages were recalled or saved has no attribute: what is saved has an answer in it. Within
// a text of the messages the quotation marks would be escaped.
function holdsAnswer(attributes: SpanRecord["attributes"]): boolean {
  const input = attributes["mastra.memory_operation.input"];
  return typeof input === "string" && input.includes('"role":"assistant"');
}

// A tool of the client stands in the name of the span alone.
function toolName({ name, attributes }: SpanRecord): unknown {
  const own = attributes["gen_ai.tool.name"] ?? attributes["tool.name"];
  if (own !== undefined || attributes[TYPE] !== "client_tool_call") return own;
  return name.startsWith(CLIENT_TOOL) ? name.slice(CLIENT_TOOL.length) : undefined;
}

// One reason, as the JSON text of a list.
function finishReasons(reader: RecordReader): unknown {
  return reader.list(REASONS) ?? reader.get(REASONS);
}

function outcomeOf(reader: RecordReader): Outcome | undefined {
  const type = reader.get(TYPE);
  // The call leaves for the client; nobody here sees it run.
  if (type === "client_tool_call") return "unknown";
  if (reader.list(REASONS)?.includes("error")) return "failure";
  if (type === "model_inference" && answersNothing(reader)) return "unknown";
  const status = reader.first("mastra.workflow_run.status", "mastra.workflow_step.status");
  if (status === "failed") return "failure";
  return status === "tripwire" ? "denied" : undefined;
}

// Until 1.3 nothing tells a failed call from one with an empty answer.
function answersNothing(reader: RecordReader): boolean {
  const answer = reader.object("mastra.model_inference.output");
  if (answer === undefined || answer["text"] !== "") return false;
  const calls = answer["toolCalls"];
  return !Array.isArray(calls) || calls.length === 0;
}
