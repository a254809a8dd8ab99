import { readOutput } from "../messages/messages.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Dialect } from "./dialect.ts";
import { openInference, shown } from "./openinference.ts";

const SCOPE = "@arizeai/openinference-instrumentation-openai-agents";
const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  tool_call: "execute_tool",
  agent_invocation: "invoke_agent",
  agent_handoff: "handoff",
  guardrail_check: "guardrail",
};
const HANDOFF = "handoff_to_";
/** Name of the span of a Responses call; that of a chat call is `generation`. */
const RESPONSES_CALL = "response";

/**
 * OpenAI Agents through OpenInference: hand-offs are tools there, a run of the whole workflow is an
 * agent, and what a Responses call thought stands in the raw answer alone.
 */
export const openAiAgents: Dialect = {
  ...openInference,
  name: "openai-agents",
  title: "OpenAI Agents through OpenInference",
  scopes: [SCOPE],
  speaks: ({ scope, attributes }) =>
    scope.name === SCOPE && attributes["openinference.span.kind"] !== undefined,
  types: [...openInference.types, "agent_handoff"],
  typeOf,
  fields: {
    ...openInference.fields,
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    "gen_ai.agent.name": (reader) =>
      reader.get("graph.node.id") ??
      (typeOf(reader.record) === "agent_handoff"
        ? reader.object("input.value")?.["from_agent"]
        : undefined),
    // A Responses call tells what it got, a chat call what it asked for and then the raw answers.
    "gen_ai.request.model": ({ record, attributes }) =>
      record.name === RESPONSES_CALL ? undefined : attributes["llm.model_name"],
    "gen_ai.response.model": (reader) =>
      reader.record.name === RESPONSES_CALL
        ? reader.get("llm.model_name")
        : chatAnswer(reader)?.["model"],
    "gen_ai.tool.name": ({ record, attributes }) =>
      typeOf(record) === "tool_call" ? attributes["tool.name"] : undefined,
    "mcp.method.name": ({ record }) => (isToolListing(record) ? "tools/list" : undefined),
    "auditspan.handoff.target": ({ record, attributes }) =>
      typeOf(record) === "agent_handoff"
        ? String(attributes["tool.name"]).slice(HANDOFF.length)
        : undefined,
  },
  outcomeOf: (reader) => (reader.get("guardrail.triggered") === true ? "denied" : undefined),
  content: (reader, type) => {
    const content = openInference.content!(reader, type);
    if (type !== "model_completion") return content;
    if (shown(reader, "output.value") === undefined) return content;
    const { parts, finishReasons } = readOutput(reader.messages("output.value"));
    return { ...content, output: parts, finishReasons };
  },
};

function typeOf(record: SpanRecord): string | undefined {
  const { attributes } = record;
  const type = openInference.typeOf(record);
  if (type === "agent_invocation") {
    // The span around a run is an agent by kind, but no agent of the graph.
    return attributes["graph.node.id"] === undefined ? "workflow_step" : type;
  }
  if (type !== "tool_call") return type;
  const tool = attributes["tool.name"];
  if (isToolListing(record)) return "operation";
  return typeof tool === "string" && tool.startsWith(HANDOFF) && isHandoff(record)
    ? "agent_handoff"
    : type;
}

function chatAnswer(reader: RecordReader): Readonly<Record<string, unknown>> | undefined {
  if (reader.get("openinference.span.kind") !== "LLM") return undefined;
  const answer = reader.list("output.value")?.[0];
  return typeof answer === "object" && answer !== null
    ? (answer as Record<string, unknown>)
    : undefined;
}

// The listing of an MCP server's tools is a tool by kind, without the name of one.
function isToolListing({ attributes }: SpanRecord): boolean {
  return attributes["openinference.span.kind"] === "TOOL" && attributes["tool.name"] === undefined;
}

function isHandoff({ name }: SpanRecord): boolean {
  return name.startsWith("handoff to ");
}
