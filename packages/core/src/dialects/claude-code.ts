import { readCount } from "../kind-readers.ts";
import type { SpanRecord } from "../record.ts";
import type { RecordReader } from "../record-reader.ts";
import { contentLength, shapeOf } from "../messages/shape.ts";
import { claudeCodeLogSpan } from "./claude-code-logs.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";
import { toolSteps } from "./gen-ai.ts";

const TYPES: Readonly<Record<string, string>> = {
  interaction: "agent_invocation",
  llm_request: "model_completion",
  tool: "tool_call",
  "tool.blocked_on_user": "human_approval",
  "tool.execution": "workflow_step",
  hook: "workflow_step",
};

const OPERATIONS: Readonly<Record<string, string>> = {
  agent_invocation: "invoke_agent",
  model_completion: "chat",
  tool_call: "execute_tool",
};

const MAX_LENGTH = 1 << 30;

const DECISIONS: Readonly<Record<string, Outcome>> = { accept: "success", reject: "denied" };

/**
 * Claude Code and the Claude Agent SDK: spans of the binary they start, and its log events where
 * tracing is off.
 *
 * A tool call is three spans: the call has the name, and a part each for the permission and the
 * execution, which say how it ended.
 */
export const claudeCode: Dialect = {
  name: "claude-code",
  title: "Claude Agent SDK, Claude Code",
  scopes: ["com.anthropic.claude_code.tracing", "com.anthropic.claude_code.events"],
  speaks: ({ scope }) => scope.name.startsWith("com.anthropic.claude_code."),
  types: Object.values(TYPES),
  typeOf,
  fields: {
    "gen_ai.operation.name": ({ record }) => OPERATIONS[typeOf(record) ?? ""],
    "gen_ai.provider.name": ["gen_ai.provider.name", "gen_ai.system"],
    "gen_ai.agent.name": "gen_ai.agent.name",
    "gen_ai.request.model": ["gen_ai.request.model", "model"],
    "gen_ai.response.model": "gen_ai.response.model",
    "gen_ai.response.id": ["gen_ai.response.id", "request_id"],
    "gen_ai.response.finish_reasons": ["gen_ai.response.finish_reasons", "stop_reason"],
    "gen_ai.usage.input_tokens": ["gen_ai.usage.input_tokens", "input_tokens"],
    "gen_ai.usage.output_tokens": ["gen_ai.usage.output_tokens", "output_tokens"],
    "gen_ai.usage.cache_read.input_tokens": [
      "gen_ai.usage.cache_read.input_tokens",
      "cache_read_tokens",
    ],
    "gen_ai.usage.cache_creation.input_tokens": [
      "gen_ai.usage.cache_creation.input_tokens",
      "cache_creation_tokens",
    ],
    "gen_ai.tool.name": ["gen_ai.tool.name", "tool_name"],
    "gen_ai.tool.call.id": ["gen_ai.tool.call.id", "tool_use_id"],
    "http.response.status_code": "status_code",
    "auditspan.approval.source": (reader) =>
      typeOf(reader.record) === "human_approval" ? reader.get("source") : undefined,
  },
  content,
  outcomeOf,
  errorOf: (reader) => (hasFailed(reader) ? reader.first("status_code", "error_class") : undefined),
  decidesParent: ({ attributes }) => {
    const type = attributes["span.type"];
    return type === "tool.execution" || type === "tool.blocked_on_user";
  },
  spanOfLog: claudeCodeLogSpan,
};

function typeOf({ attributes }: SpanRecord): string | undefined {
  const type = attributes["span.type"];
  return typeof type === "string" && Object.hasOwn(TYPES, type) ? TYPES[type] : undefined;
}

function outcomeOf(reader: RecordReader): Outcome | undefined {
  if (typeOf(reader.record) !== "human_approval") return hasFailed(reader) ? "failure" : undefined;
  const decision = reader.get("decision");
  return typeof decision === "string" && Object.hasOwn(DECISIONS, decision)
    ? DECISIONS[decision]
    : "unknown";
}

// Spans say it as a boolean, log events as text.
function hasFailed(reader: RecordReader): boolean {
  const success = reader.get("success");
  return success === false || success === "false";
}

function content(reader: RecordReader, type: string): Content {
  if (type === "agent_invocation") return promptContent(reader);
  if (type !== "tool_call") return NOTHING;
  const output = reader.record.events.find(({ name }) => name === "tool.output")?.attributes;
  return toolSteps(
    reader.first("tool_input", "full_command"),
    output?.["output"] ?? reader.get("tool_result"),
  );
}

// The length is told even where the prompt itself is redacted.
function promptContent(reader: RecordReader): Content {
  const prompt = reader.first("user_prompt", "prompt");
  if (prompt === undefined) return NOTHING;
  const stated = readCount(reader.first("user_prompt_length", "prompt_length"), MAX_LENGTH);
  const length = stated ?? contentLength(prompt);
  return {
    input: [{ kind: "question", shape: shapeOf(prompt), length }],
    output: [],
    commit: { input: prompt },
  };
}

const NOTHING: Content = { input: [], output: [] };
