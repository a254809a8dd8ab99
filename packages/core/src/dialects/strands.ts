import { readOutput } from "../messages/messages.ts";
import { spanEventContent } from "../messages/span-event-content.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect } from "./dialect.ts";
import { genAi, toolSteps } from "./gen-ai.ts";

const TYPES: Readonly<Record<string, string>> = {
  chat: "model_completion",
  execute_tool: "tool_call",
  invoke_agent: "agent_invocation",
  invoke_graph: "workflow_step",
  invoke_swarm: "workflow_step",
  execute_node: "workflow_step",
  "memory.search": "memory_read",
  "memory.inject": "workflow_step",
  "memory.extract": "workflow_step",
  "memory.add": "memory_write",
};

const OUTPUT = "gen_ai.output.messages";
const DETAILS = "gen_ai.client.inference.operation.details";

const { "gen_ai.provider.name": _service, ...genAiFields } = genAi.fields;

/**
 * Strands Agents, in its three forms: content in events of the span with old names, with new names,
 * or as attributes.
 *
 * The provider is not read, because Strands writes the name of the service there, and the token
 * counts of agents and nodes are not, because they repeat those of the model calls inside.
 */
export const strands: Dialect = {
  name: "strands",
  title: "Strands Agents",
  scopes: [],
  speaks: ({ attributes }) => attributes["gen_ai.event.start_time"] !== undefined,
  types: Object.values(TYPES),
  typeOf,
  fields: {
    ...genAiFields,
    // A graph or swarm has its kind in the place of its name.
    "gen_ai.agent.name": ({ attributes }) =>
      isOrchestrator(attributes["gen_ai.operation.name"])
        ? attributes["gen_ai.agent.id"]
        : attributes["gen_ai.agent.name"],
    "gen_ai.usage.input_tokens": ofCall("gen_ai.usage.input_tokens"),
    "gen_ai.usage.output_tokens": ofCall("gen_ai.usage.output_tokens"),
    "gen_ai.usage.cache_read.input_tokens": ofCall("gen_ai.usage.cache_read.input_tokens"),
    "gen_ai.usage.cache_creation.input_tokens": ofCall("gen_ai.usage.cache_creation.input_tokens"),
    "auditspan.retrieval.documents": "memory.result.count",
  },
  outcomeOf: (reader) => (reader.get("gen_ai.tool.status") === "error" ? "failure" : undefined),
  content: (reader, type) => {
    if (type === "model_completion") return callContent(reader);
    if (type === "tool_call" || type === "unregistered_tool") return toolContent(reader);
    return type === "memory_read" || type === "memory_write" ? memoryContent(reader) : NOTHING;
  },
};

function typeOf({ attributes }: SpanRecord): string | undefined {
  const operation = attributes["gen_ai.operation.name"];
  if (attributes["agent_loop.cycle_id"] !== undefined) return "workflow_step";
  return typeof operation === "string" && Object.hasOwn(TYPES, operation)
    ? TYPES[operation]
    : undefined;
}

function isOrchestrator(operation: unknown): boolean {
  return operation === "invoke_graph" || operation === "invoke_swarm";
}

function ofCall(key: string): (reader: RecordReader) => unknown {
  return ({ record, attributes }) =>
    typeOf(record) === "model_completion" ? attributes[key] : undefined;
}

function callContent(reader: RecordReader): Content {
  const own = genAi.content!(reader, "model_completion");
  if (own.input.length > 0 || own.output.length > 0) return own;
  const told = spanEventContent(reader.record.events);
  return {
    input: told.input,
    output: told.output,
    finishReasons: told.finishReasons,
    commit: { input: textOf(told.inputContents), output: textOf(told.outputContents) },
  };
}

function toolContent(reader: RecordReader): Content {
  const inEvent = (event: string, key: string): unknown =>
    reader.record.events.find(({ name, attributes }) => name === event && attributes?.[key])
      ?.attributes?.[key];
  const args =
    reader.get("gen_ai.tool.call.arguments") ?? inEvent("gen_ai.tool.message", "content");
  const result = reader.get("gen_ai.tool.call.result") ?? inEvent("gen_ai.choice", "message");
  if (result !== undefined) return toolSteps(args, result);
  // With new names, what came of a tool that failed stands in messages alone.
  const messages = reader.get(OUTPUT) ?? inEvent(DETAILS, OUTPUT);
  const { input, commit } = toolSteps(args, undefined);
  return { input, output: readOutput(messages).parts, commit: { ...commit, result: messages } };
}

function memoryContent({ record: { events } }: RecordReader): Content {
  const contentOf = (event: string): unknown =>
    events.find(({ name }) => name === event)?.attributes?.["content"];
  return {
    ...NOTHING,
    commit: {
      query: contentOf("memory.query"),
      result: contentOf("memory.results"),
      input: contentOf("memory.content"),
    },
  };
}

function textOf(contents: readonly unknown[]): unknown {
  return contents.length > 1 ? contents : contents[0];
}

const NOTHING: Content = { input: [], output: [] };
