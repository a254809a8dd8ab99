import { readInput, readInstructions, readOutput } from "../messages/messages.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";
import { genAi, toolSteps } from "./gen-ai.ts";

const SCOPE = "gcp.vertex.agent";
const REQUEST = "gcp.vertex.agent.llm_request";
const RESPONSE = "gcp.vertex.agent.llm_response";
const ARGUMENTS = "gcp.vertex.agent.tool_call_args";
const TOOL_SPAN = "execute_tool ";
const AGENT_SPAN = "invoke_agent ";
const TRANSFER = "transfer_to_agent";

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  tool_call: "execute_tool",
  agent_invocation: "invoke_agent",
  agent_handoff: "handoff",
};

/**
 * Google ADK. A call that failed leaves a span without a single attribute and no status, so the name
 * of the span says what it was; a transfer to another agent is a tool there.
 */
export const adk: Dialect = {
  name: "adk",
  title: "Google ADK",
  scopes: [SCOPE],
  speaks: ({ scope }) => scope.name === SCOPE,
  types: [...genAi.types, "agent_handoff"],
  typeOf,
  fields: {
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    // `gen_ai.system` is the name of the framework here.
    "gen_ai.provider.name": "gen_ai.provider.name",
    "gen_ai.agent.name": ({ record, attributes }) =>
      attributes["gen_ai.agent.name"] ?? nameBehind(record, AGENT_SPAN),
    "gen_ai.request.model": "gen_ai.request.model",
    "gen_ai.response.finish_reasons": "gen_ai.response.finish_reasons",
    "gen_ai.usage.input_tokens": "gen_ai.usage.input_tokens",
    "gen_ai.usage.output_tokens": "gen_ai.usage.output_tokens",
    "gen_ai.usage.cache_read.input_tokens": (reader) => usage(reader, "cachedContentTokenCount"),
    "gen_ai.usage.reasoning.output_tokens": (reader) => usage(reader, "thoughtsTokenCount"),
    "gen_ai.request.max_tokens": "gen_ai.request.max_tokens",
    "gen_ai.request.top_p": "gen_ai.request.top_p",
    "gen_ai.tool.name": ({ record }) =>
      typeOf(record) === "tool_call" ? toolOf(record) : undefined,
    "gen_ai.tool.call.id": "gen_ai.tool.call.id",
    "gen_ai.tool.type": "gen_ai.tool.type",
    "auditspan.handoff.target": (reader) => {
      if (typeOf(reader.record) !== "agent_handoff") return undefined;
      const args = reader.object(ARGUMENTS);
      return args?.["agentName"] ?? args?.["agent_name"];
    },
  },
  outcomeOf,
  content: (reader, type) => {
    if (type === "model_completion") return callContent(reader);
    return type === "tool_call" || type === "unregistered_tool" || type === "agent_handoff"
      ? toolSteps(reader.get(ARGUMENTS), reader.get("gcp.vertex.agent.tool_response"))
      : NOTHING;
  },
};

function typeOf(record: SpanRecord): string | undefined {
  const { name } = record;
  if (name === "call_llm") return "model_completion";
  // The root around a run, and the sum of parallel tools, which all have spans of their own
  if (name === "invocation" || name === "execute_tool (merged)") return "workflow_step";
  if (name.startsWith(AGENT_SPAN)) return "agent_invocation";
  if (name.startsWith(TOOL_SPAN)) {
    return toolOf(record) === TRANSFER ? "agent_handoff" : "tool_call";
  }
  if (name.startsWith("execute_node") || name.startsWith("invoke_workflow")) return "workflow_step";
  return genAi.typeOf(record);
}

function toolOf(record: SpanRecord): unknown {
  return record.attributes["gen_ai.tool.name"] ?? nameBehind(record, TOOL_SPAN);
}

function nameBehind({ name }: SpanRecord, prefix: string): string | undefined {
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

// Attributes are written when a call comes back.
function outcomeOf({ record }: RecordReader): Outcome | undefined {
  const type = typeOf(record);
  if (type !== "model_completion" && type !== "tool_call" && type !== "agent_handoff") {
    return undefined;
  }
  for (const _ in record.attributes) return undefined;
  return "failure";
}

function usage(reader: RecordReader, key: string): unknown {
  const counts = reader.object(RESPONSE)?.["usageMetadata"];
  return typeof counts === "object" && counts !== null
    ? (counts as Record<string, unknown>)[key]
    : undefined;
}

function callContent(reader: RecordReader): Content {
  const request = reader.object(REQUEST);
  const input = readInput(request?.["contents"]);
  const config = request?.["config"] as { readonly systemInstruction?: unknown } | undefined;
  const instructions = input.continued ? [] : readInstructions(config?.systemInstruction);
  const { parts, finishReasons } = readOutput(reader.object(RESPONSE)?.["content"]);
  return {
    input: [...instructions, ...input.parts],
    // The transfer is the framework's own tool: no manifest lists it, and it has its own event.
    output: parts.map((part) =>
      part.toolName === TRANSFER ? { ...part, toolName: undefined } : part,
    ),
    finishReasons,
    commit: { input: reader.get(REQUEST), output: reader.get(RESPONSE) },
  };
}

const NOTHING: Content = { input: [], output: [] };
