import { readInput } from "../messages/messages.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";
import { toolSteps } from "./gen-ai.ts";

const TYPES: Readonly<Record<string, string>> = {
  llm: "model_completion",
  tool: "tool_call",
  retriever: "retrieval",
  vector: "retrieval",
  embedding: "embedding",
  guardrail: "guardrail_check",
  memory: "memory_read",
  middleware: "workflow_step",
  scorer: "workflow_step",
  summary: "workflow_step",
  "workflow-step": "workflow_step",
};

const OPERATIONS: Readonly<Record<string, string>> = {
  model_completion: "chat",
  embedding: "embeddings",
  tool_call: "execute_tool",
  agent_handoff: "handoff",
  agent_invocation: "invoke_agent",
  retrieval: "retrieval",
  guardrail_check: "guardrail",
};

/** The tool through which an agent hands a task to its sub-agents. */
const DELEGATE = "delegate_task";

/**
 * VoltAgent. One model span covers all calls of a run and counts the tokens of the last one; the
 * agent around it repeats the sum of all, which is not read.
 */
export const voltAgent: Dialect = {
  name: "voltagent",
  title: "VoltAgent",
  scopes: ["@voltagent/core"],
  speaks: ({ attributes }) =>
    attributes["entity.type"] !== undefined && attributes["entity.id"] !== undefined,
  types: [...Object.values(TYPES), "agent_invocation", "memory_write", "agent_handoff"],
  typeOf,
  fields: {
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    "gen_ai.provider.name": "llm.provider",
    // The spans of a sub-agent carry the name of its parent as that of the entity.
    "gen_ai.agent.name": ({ attributes }) =>
      attributes["entity.type"] === "agent"
        ? (attributes["subagent.name"] ?? attributes["entity.name"])
        : undefined,
    "gen_ai.request.model": ["llm.model", "embedding.model", "ai.model.name"],
    "gen_ai.response.finish_reasons": "llm.finish_reason",
    "gen_ai.usage.input_tokens": "llm.usage.prompt_tokens",
    "gen_ai.usage.output_tokens": "llm.usage.completion_tokens",
    "gen_ai.usage.cache_read.input_tokens": "llm.usage.cached_tokens",
    "gen_ai.usage.reasoning.output_tokens": "llm.usage.reasoning_tokens",
    "gen_ai.request.max_tokens": "llm.max_output_tokens",
    "gen_ai.request.temperature": "llm.temperature",
    "gen_ai.request.top_p": "llm.top_p",
    "gen_ai.request.stream": "llm.stream",
    "gen_ai.tool.name": "tool.name",
    "gen_ai.tool.call.id": "tool.call.id",
    "auditspan.handoff.target": (reader) =>
      typeOf(reader.record) === "agent_handoff" ? firstTarget(reader) : undefined,
    "auditspan.retrieval.documents": "retriever.document_count",
  },
  outcomeOf: ({ attributes }): Outcome | undefined =>
    attributes["guardrail.pass"] === false || attributes["guardrail.action"] === "block"
      ? "denied"
      : undefined,
  contentInLogs: ["@voltagent/core"],
  content: (reader, type) => {
    if (type === "model_completion") return callContent(reader);
    return type === "tool_call" || type === "unregistered_tool" || type === "agent_handoff"
      ? toolSteps(reader.get("input"), reader.get("output"))
      : NOTHING;
  },
};

function typeOf({ name, attributes }: SpanRecord): string | undefined {
  const named = attributes["span.type"];
  if (named === undefined) {
    // The root of a run has no type of its own.
    return attributes["entity.type"] === "agent" ? "agent_invocation" : "workflow_step";
  }
  if (named === "memory" && attributes["memory.operation"] !== "read") return "memory_write";
  if (named === "tool") {
    if (attributes["tool.name"] === DELEGATE) return "agent_handoff";
    // A part of the tool that searches for tools, under the same name.
    if (name.startsWith("tool.search.")) return "workflow_step";
  }
  return typeof named === "string" && Object.hasOwn(TYPES, named) ? TYPES[named] : undefined;
}

function firstTarget(reader: RecordReader): unknown {
  const targets = reader.object("input")?.["targetAgents"];
  return Array.isArray(targets) ? targets[0] : undefined;
}

// What came out of the calls stands in log records alone, the tools that do not exist among it.
function callContent(reader: RecordReader): Content {
  const messages = reader.get("llm.messages");
  return { input: readInput(messages).parts, output: [], commit: { input: messages } };
}

const NOTHING: Content = { input: [], output: [] };
