import { readCount } from "../kind-readers.ts";
import { boundedJson } from "../messages/bounded-json.ts";
import { isFields } from "../messages/read-message.ts";
import type { AnyAttributes, LogRecord, SpanRecord } from "../record.ts";

/** The span that would have told what an event tells. */
const SPAN_TYPES: Readonly<Record<string, string>> = {
  user_prompt: "interaction",
  api_request: "llm_request",
  api_error: "llm_request",
  tool_decision: "tool.blocked_on_user",
  tool_result: "tool",
};
const EVENT_PREFIX = "claude_code.";
const MAX_DURATION_MS = 86_400_000;

/**
 * The span that a log event of Claude Code stands for, or undefined for events that tell no action.
 *
 * With tracing on, spans tell the same actions, and each event names one: then it is not read.
 */
export function claudeCodeLogSpan(log: LogRecord): SpanRecord | undefined {
  if (log.spanId !== "") return undefined;
  const name = log.eventName.startsWith(EVENT_PREFIX)
    ? log.eventName.slice(EVENT_PREFIX.length)
    : log.eventName;
  const type = Object.hasOwn(SPAN_TYPES, name) ? SPAN_TYPES[name] : undefined;
  if (type === undefined) return undefined;
  return {
    signal: "span",
    traceId: log.traceId,
    spanId: "",
    parentSpanId: undefined,
    name: "",
    kind: 0,
    startTime: log.time - durationOf(log.attributes),
    endTime: log.time,
    attributes: {
      ...log.attributes,
      "span.type": type,
      "gen_ai.tool.name": toolNameOf(log.attributes),
      ...(name === "api_error" ? { success: false } : undefined),
    },
    events: [],
    statusCode: 0,
    scope: log.scope,
    resource: log.resource,
  };
}

// Tools of MCP servers share one name in events; theirs stands in the parameters, if at all.
function toolNameOf(attributes: AnyAttributes): unknown {
  const { tool_name: name, tool_parameters: text } = attributes;
  if (name !== "mcp_tool" || typeof text !== "string") return name;
  const parameters = boundedJson(text);
  return isFields(parameters) ? (parameters["mcp_tool_name"] ?? name) : name;
}

// Nanoseconds of a duration in milliseconds.
function durationOf(attributes: AnyAttributes): bigint {
  return BigInt(readCount(attributes["duration_ms"], MAX_DURATION_MS) ?? 0) * 1_000_000n;
}
