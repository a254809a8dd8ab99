import { readInput, readOutput } from "../messages/messages.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect } from "./dialect.ts";
import { toolSteps } from "./gen-ai.ts";

const TYPES: Readonly<Record<string, string>> = {
  model: "model_completion",
  "background-model": "model_completion",
  tool: "tool_call",
  "tool.v2": "tool_call",
  flow: "agent_invocation",
  agent: "agent_invocation",
  embedder: "embedding",
  retriever: "retrieval",
  reranker: "retrieval",
  prompt: "workflow_step",
  "executable-prompt": "workflow_step",
  util: "workflow_step",
};
/** Spans that are no action: `generate` around a model call, steps of a flow. */
const LAYERS: ReadonlySet<unknown> = new Set(["util", "flowStep", "promptTemplate", "dotprompt"]);

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  embedding: "embeddings",
  tool_call: "execute_tool",
  retrieval: "retrieval",
  agent_invocation: "invoke_agent",
};
/** Names of plugins that are not those of the provider. */
const PROVIDERS: Readonly<Record<string, string>> = {
  googleai: "gcp.gemini",
  vertexai: "gcp.vertex_ai",
};

const INPUT = "genkit:input";
const OUTPUT = "genkit:output";

/** Genkit: keys with colons, and all facts of a call inside the JSON texts of input and output. */
export const genkit: Dialect = {
  name: "genkit",
  title: "Genkit",
  scopes: ["genkit-tracer"],
  speaks: ({ attributes }) => attributes["genkit:type"] !== undefined,
  types: Object.values(TYPES),
  typeOf,
  fields: {
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    "gen_ai.provider.name": (reader) => provider(modelName(reader)),
    "gen_ai.agent.name": (reader) => nameOf(reader, "agent_invocation"),
    "gen_ai.request.model": modelName,
    "gen_ai.response.model": (reader) =>
      ofCall(reader, OUTPUT, "raw", "model") ?? ofCall(reader, OUTPUT, "raw", "modelVersion"),
    "gen_ai.response.finish_reasons": (reader) => ofCall(reader, OUTPUT, "finishReason"),
    "gen_ai.usage.input_tokens": (reader) => ofCall(reader, OUTPUT, "usage", "inputTokens"),
    "gen_ai.usage.output_tokens": (reader) => ofCall(reader, OUTPUT, "usage", "outputTokens"),
    "gen_ai.usage.cache_read.input_tokens": (reader) =>
      ofCall(reader, OUTPUT, "usage", "cachedContentTokens"),
    "gen_ai.usage.reasoning.output_tokens": (reader) =>
      ofCall(reader, OUTPUT, "usage", "thoughtsTokens"),
    "gen_ai.request.max_tokens": (reader) => ofCall(reader, INPUT, "config", "maxOutputTokens"),
    "gen_ai.request.temperature": (reader) => ofCall(reader, INPUT, "config", "temperature"),
    "gen_ai.request.top_p": (reader) => ofCall(reader, INPUT, "config", "topP"),
    "gen_ai.request.top_k": (reader) => ofCall(reader, INPUT, "config", "topK"),
    "gen_ai.tool.name": (reader) => nameOf(reader, "tool_call"),
    "auditspan.retrieval.documents": (reader) => documents(reader),
  },
  content: (reader, type) => {
    if (type === "model_completion") return callContent(reader);
    return type === "tool_call" || type === "unregistered_tool"
      ? toolSteps(reader.get(INPUT), reader.get(OUTPUT))
      : NOTHING;
  },
};

function typeOf({ attributes }: SpanRecord): string | undefined {
  const subtype = attributes["genkit:metadata:subtype"];
  if (typeof subtype === "string" && Object.hasOwn(TYPES, subtype)) return TYPES[subtype];
  return LAYERS.has(attributes["genkit:type"]) ? "workflow_step" : undefined;
}

function nameOf({ record, attributes }: RecordReader, type: string): unknown {
  return typeOf(record) === type ? attributes["genkit:name"] : undefined;
}

// `PLUGIN/MODEL`
function modelName(reader: RecordReader): unknown {
  return nameOf(reader, "model_completion") ?? nameOf(reader, "embedding");
}

function provider(model: unknown): string | undefined {
  if (typeof model !== "string" || !model.includes("/")) return undefined;
  const plugin = model.slice(0, model.indexOf("/"));
  return Object.hasOwn(PROVIDERS, plugin) ? PROVIDERS[plugin] : plugin;
}

// `generate` around a call repeats its input and output.
function ofCall(reader: RecordReader, key: string, ...path: readonly string[]): unknown {
  return typeOf(reader.record) === "model_completion" ? inside(reader, key, ...path) : undefined;
}

function inside(reader: RecordReader, key: string, ...path: readonly string[]): unknown {
  let value: unknown = reader.object(key);
  for (const name of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

function documents(reader: RecordReader): number | undefined {
  if (typeOf(reader.record) !== "retrieval") return undefined;
  const found = inside(reader, OUTPUT, "documents");
  return Array.isArray(found) ? found.length : undefined;
}

function callContent(reader: RecordReader): Content {
  const answer = reader.object(OUTPUT);
  const { parts } = readOutput(answer?.["message"] ?? answer?.["candidates"]);
  return {
    input: readInput(reader.object(INPUT)?.["messages"]).parts,
    output: parts,
    commit: { input: reader.get(INPUT), output: reader.get(OUTPUT) },
  };
}

const NOTHING: Content = { input: [], output: [] };
