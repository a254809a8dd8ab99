import { readInput, readInstructions, readOutput } from "../messages/messages.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";
import { toolSteps } from "./gen-ai.ts";

const KIND = "langsmith.span.kind";
const PROMPT = "gen_ai.prompt";
const COMPLETION = "gen_ai.completion";
const USAGE = "langsmith.usage_metadata";

const TYPES: Readonly<Record<string, string>> = {
  llm: "model_completion",
  tool: "tool_call",
  retriever: "retrieval",
  embedding: "embedding",
  chain: "workflow_step",
  prompt: "workflow_step",
  parser: "workflow_step",
};

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  embedding: "embeddings",
  tool_call: "execute_tool",
  retrieval: "retrieval",
  agent_invocation: "invoke_agent",
};

/**
 * LangSmith in OpenTelemetry mode.
 *
 * Its own kind is read and not the operation, which names a retriever after embeddings. The status
 * is that of the last update, so a failure is seen by its exception event alone. A streamed call has
 * no span of its own: it is merged into the root around it, which then is the model call.
 */
export const langSmith: Dialect = {
  name: "langsmith",
  title: "LangSmith in OpenTelemetry mode",
  scopes: ["langsmith"],
  speaks: ({ attributes }) => attributes[KIND] !== undefined,
  types: [...Object.values(TYPES), "agent_invocation"],
  typeOf,
  fields: {
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    // Of all but model calls it says "langchain".
    "gen_ai.provider.name": ({ record, attributes }) =>
      attributes["langsmith.metadata.ls_provider"] ??
      (typeOf(record) === "model_completion" ? attributes["gen_ai.system"] : undefined),
    "gen_ai.agent.name": ({ record, attributes }) =>
      attributes["langsmith.metadata.lc_agent_name"] ??
      (typeOf(record) === "agent_invocation" ? record.name : undefined),
    "gen_ai.request.model": ["gen_ai.request.model", "langsmith.metadata.ls_model_name"],
    "gen_ai.response.model": "gen_ai.response.model",
    "gen_ai.response.id": "gen_ai.response.id",
    "gen_ai.response.finish_reasons": (reader) => finishReasons(reader),
    "gen_ai.usage.input_tokens": (reader) => tokens(reader, "input_tokens"),
    "gen_ai.usage.output_tokens": (reader) => tokens(reader, "output_tokens"),
    "gen_ai.usage.cache_read.input_tokens": (reader) =>
      tokenDetails(reader, "input_token_details", "cache_read"),
    "gen_ai.usage.cache_creation.input_tokens": (reader) =>
      tokenDetails(reader, "input_token_details", "cache_creation"),
    "gen_ai.usage.reasoning.output_tokens": (reader) =>
      tokenDetails(reader, "output_token_details", "reasoning"),
    "gen_ai.request.max_tokens": ["gen_ai.request.max_tokens", "langsmith.metadata.ls_max_tokens"],
    "gen_ai.request.temperature": [
      "gen_ai.request.temperature",
      "langsmith.metadata.ls_temperature",
    ],
    "gen_ai.request.top_p": "gen_ai.request.top_p",
    "gen_ai.request.frequency_penalty": "gen_ai.request.frequency_penalty",
    "gen_ai.request.presence_penalty": "gen_ai.request.presence_penalty",
    "gen_ai.request.stream": "langsmith.request.streaming",
    "gen_ai.tool.name": "gen_ai.tool.name",
    "gen_ai.tool.call.id": "gen_ai.tool.call.id",
    "auditspan.retrieval.documents": (reader) => documents(reader),
  },
  outcomeOf,
  content: (reader, type) => {
    if (type === "model_completion") return callContent(reader);
    return type === "tool_call" || type === "unregistered_tool"
      ? toolSteps(reader.get(PROMPT), reader.get(COMPLETION))
      : NOTHING;
  },
};

function typeOf({ attributes }: SpanRecord): string | undefined {
  const kind = attributes[KIND];
  if (kind === "chain" && attributes["langsmith.is_root"] === true) return "agent_invocation";
  return typeof kind === "string" && Object.hasOwn(TYPES, kind) ? TYPES[kind] : undefined;
}

function outcomeOf({ record }: RecordReader): Outcome | undefined {
  return record.events.some(({ name }) => name === "exception") ? "failure" : undefined;
}

// One text for all choices: "stop, length"
function finishReasons(reader: RecordReader): unknown {
  const reasons = reader.get("gen_ai.response.finish_reasons");
  return typeof reasons === "string" ? reasons.split(", ", MAX_CHOICES) : reasons;
}

const MAX_CHOICES = 16;

function tokens(reader: RecordReader, key: "input_tokens" | "output_tokens"): unknown {
  if (!isCall(reader)) return undefined;
  return reader.get(`gen_ai.usage.${key}`) ?? reader.object(USAGE)?.[key];
}

function tokenDetails(
  reader: RecordReader,
  side: "input_token_details" | "output_token_details",
  key: string,
): unknown {
  if (!isCall(reader)) return undefined;
  const details =
    reader.object(`gen_ai.usage.${side}`) ??
    (reader.object(USAGE)?.[side] as Readonly<Record<string, unknown>> | undefined);
  return details?.[key];
}

// Runs around a call repeat its tokens.
function isCall({ record }: RecordReader): boolean {
  const type = typeOf(record);
  return type === "model_completion" || type === "embedding";
}

function documents(reader: RecordReader): number | undefined {
  if (typeOf(reader.record) !== "retrieval") return undefined;
  const found = reader.object(COMPLETION);
  const list = found?.["outputs"] ?? found?.["documents"] ?? found?.["output"];
  return Array.isArray(list) ? list.length : undefined;
}

function callContent(reader: RecordReader): Content {
  const prompt = reader.object(PROMPT);
  const answer = reader.object(COMPLETION);
  const input = readInput(prompt?.["messages"] ?? prompt?.["input"]);
  // Responses calls have instructions beside the input.
  const instructions = input.continued ? [] : readInstructions(prompt?.["instructions"]);
  const output = readOutput(answer?.["outputs"] ?? answer);
  return {
    input: [...instructions, ...input.parts],
    output: output.parts,
    finishReasons: output.finishReasons,
    commit: { input: reader.get(PROMPT), output: reader.get(COMPLETION) },
  };
}

const NOTHING: Content = { input: [], output: [] };
