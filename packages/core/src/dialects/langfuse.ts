import { readInput, readOutput } from "../messages/messages.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";
import { toolSteps } from "./gen-ai.ts";

const TYPES: Readonly<Record<string, string>> = {
  generation: "model_completion",
  embedding: "embedding",
  tool: "tool_call",
  retriever: "retrieval",
  agent: "agent_invocation",
  guardrail: "guardrail_check",
  evaluator: "guardrail_check",
  chain: "workflow_step",
  span: "workflow_step",
};

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  embedding: "embeddings",
  tool_call: "execute_tool",
  retrieval: "retrieval",
  agent_invocation: "invoke_agent",
  guardrail_check: "guardrail",
};

const TYPE = "langfuse.observation.type";
const INPUT = "langfuse.observation.input";
const OUTPUT = "langfuse.observation.output";
const USAGE = "langfuse.observation.usage_details";
const LEVEL = "langfuse.observation.level";
const PARAMETERS = "langfuse.observation.model.parameters";

/** Langfuse SDK: manual observations, the OpenAI wrapper and the LangChain handler. */
export const langfuse: Dialect = {
  name: "langfuse",
  title: "Langfuse SDK",
  scopes: ["langfuse-sdk"],
  speaks: ({ attributes }) => attributes[TYPE] !== undefined,
  types: Object.values(TYPES),
  typeOf,
  fields: {
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    "gen_ai.provider.name": "langfuse.observation.metadata.ls_provider",
    "gen_ai.agent.name": (reader) =>
      reader.get("langfuse.observation.metadata.lc_agent_name") ??
      nameOf(reader, "agent_invocation"),
    // The response overwrites the model name; LangChain's handler keeps the one that was asked for.
    "gen_ai.request.model": [
      "langfuse.observation.metadata.ls_model_name",
      "langfuse.observation.model.name",
    ],
    // A call that failed was answered by no model; its name is still the one that was asked for.
    "gen_ai.response.model": (reader) =>
      reader.get(LEVEL) === "ERROR" ? undefined : reader.get("langfuse.observation.model.name"),
    "gen_ai.usage.input_tokens": (reader) => tokens(reader, "input"),
    "gen_ai.usage.output_tokens": (reader) => tokens(reader, "output"),
    "gen_ai.usage.cache_read.input_tokens": (reader) =>
      usage(reader, "input_cached_tokens", "input_cache_read", "cache_read_input_tokens"),
    "gen_ai.usage.cache_creation.input_tokens": (reader) =>
      usage(reader, "input_cache_creation", "cache_creation_input_tokens"),
    "gen_ai.usage.reasoning.output_tokens": (reader) =>
      usage(reader, "output_reasoning_tokens", "output_reasoning"),
    "gen_ai.request.max_tokens": (reader) =>
      parameter(reader, "max_tokens", "max_output_tokens", "max_completion_tokens", "maxTokens"),
    "gen_ai.request.temperature": (reader) => parameter(reader, "temperature"),
    "gen_ai.request.top_p": (reader) => parameter(reader, "top_p", "topP"),
    "gen_ai.request.frequency_penalty": (reader) => parameter(reader, "frequency_penalty"),
    "gen_ai.request.presence_penalty": (reader) => parameter(reader, "presence_penalty"),
    "gen_ai.request.stream": (reader) => parameter(reader, "stream"),
    "gen_ai.request.seed": (reader) => (parameter(reader, "seed") === undefined ? undefined : true),
    "gen_ai.tool.name": (reader) => nameOf(reader, "tool_call"),
    "auditspan.retrieval.documents": (reader) =>
      typeOf(reader.record) === "retrieval" ? reader.list(OUTPUT)?.length : undefined,
  },
  outcomeOf,
  content: (reader, type) => {
    if (type === "tool_call" || type === "unregistered_tool") {
      return toolSteps(reader.get(INPUT), reader.get(OUTPUT));
    }
    return type === "model_completion" ? callContent(reader) : NOTHING;
  },
};

function typeOf({ attributes }: SpanRecord): string | undefined {
  const type = attributes[TYPE];
  return typeof type === "string" && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

// What an observation is about has no attribute: it is the name of the span.
function nameOf({ record }: RecordReader, type: string): string | undefined {
  return typeOf(record) === type ? record.name : undefined;
}

// The status of the span stays unset where the handler, and not the code, saw the failure.
function outcomeOf(reader: RecordReader): Outcome | undefined {
  if (reader.get(LEVEL) === "ERROR") return "failure";
  if (reader.get(TYPE) !== "guardrail") return undefined;
  const verdict = reader.object(OUTPUT);
  const stopped =
    verdict?.["blocked"] === true ||
    verdict?.["triggered"] === true ||
    verdict?.["passed"] === false ||
    verdict?.["allowed"] === false;
  return stopped ? "denied" : undefined;
}

/**
 * One side of the usage. Langfuse subtracts the details (cached, reasoning, audio) from their sum and
 * lists them beside it, unless the total says that the details are part of it.
 */
function tokens(reader: RecordReader, side: "input" | "output"): number | undefined {
  const counts = reader.object(USAGE);
  const own = counts?.[side];
  if (counts === undefined || typeof own !== "number") return undefined;
  const { input, output, total } = counts;
  if (typeof input === "number" && typeof output === "number" && input + output === total) {
    return own;
  }
  let sum = 0;
  for (const key of SIDES[side]) {
    const count = counts[key];
    if (typeof count === "number") sum += count;
  }
  return sum;
}

const SIDES = {
  input: [
    "input",
    "input_cached_tokens",
    "input_cache_read",
    "input_cache_creation",
    "cache_read_input_tokens",
    "cache_creation_input_tokens",
    "input_audio_tokens",
    "input_audio",
  ],
  output: [
    "output",
    "output_reasoning_tokens",
    "output_reasoning",
    "output_audio_tokens",
    "output_audio",
    "output_accepted_prediction_tokens",
    "output_rejected_prediction_tokens",
  ],
} as const;

function usage(reader: RecordReader, ...keys: readonly string[]): unknown {
  return firstOf(reader.object(USAGE), keys);
}

function parameter(reader: RecordReader, ...keys: readonly string[]): unknown {
  return firstOf(reader.object(PARAMETERS), keys);
}

function firstOf(
  fields: Readonly<Record<string, unknown>> | undefined,
  keys: readonly string[],
): unknown {
  for (const key of keys) {
    const value = fields?.[key];
    if (value !== undefined && value !== null) return value;
  }
  return undefined;
}

function callContent(reader: RecordReader): Content {
  const messages = reader.get(INPUT);
  const answer = reader.get(OUTPUT);
  const output = readOutput(answer);
  return {
    input: readInput(messages).parts,
    output: output.parts,
    finishReasons: output.finishReasons,
    commit: { input: messages, output: answer },
  };
}

const NOTHING: Content = { input: [], output: [] };
