import { expect, test } from "vitest";
import type { AuditEvent } from "../audit-event.ts";
import { fold } from "../fold.ts";
import { createFoldState } from "../fold-state.ts";
import type { AnyAttributes, LogRecord, SpanRecord } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { logRecord, spanRecord, START } from "../testing/records.ts";

const TOOL = "00000000000000aa";
const context = projectionContext({ tools: ["Bash", "lookup"], models: ["claude-sonnet-5"] });

function span(type: string, attributes: AnyAttributes = {}, parts: Partial<SpanRecord> = {}) {
  const scope = { name: "com.anthropic.claude_code.tracing" };
  return spanRecord({ scope, attributes: { "span.type": type, ...attributes }, ...parts });
}

function event(name: string, attributes: AnyAttributes, parts: Partial<LogRecord> = {}) {
  const scope = { name: "com.anthropic.claude_code.events" };
  return logRecord({ scope, spanId: "", eventName: name, attributes, ...parts });
}

function told(...records: (SpanRecord | LogRecord)[]): AuditEvent[] {
  const state = createFoldState();
  return records.flatMap((record) => fold(state, record, context, 0));
}

const flat = (event: AuditEvent | undefined): object => ({
  type: event?.type,
  ...event?.attributes,
});

test("a model call is read by its bare names", () => {
  const [call] = told(
    span("llm_request", {
      model: "claude-sonnet-5",
      input_tokens: 211,
      output_tokens: 37,
      cache_read_tokens: 64,
      cache_creation_tokens: 16,
      success: true,
      stop_reason: "tool_use",
    }),
  );
  expect(flat(call)).toMatchObject({
    type: "model_completion",
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "claude-sonnet-5",
    "gen_ai.usage.input_tokens": 211,
    "gen_ai.usage.output_tokens": 37,
    "gen_ai.usage.cache_read.input_tokens": 64,
    "gen_ai.usage.cache_creation.input_tokens": 16,
    "gen_ai.response.finish_reasons": ["tool_calls"],
    "auditspan.event.outcome": "success",
  });
});

test("a model call that failed has the class of its status, and none of its text", () => {
  const attributes = { success: false, status_code: 429, error: "Alice", error_class: "Alice" };
  const [call] = told(span("llm_request", attributes));
  expect(flat(call)).toMatchObject({
    "auditspan.event.outcome": "failure",
    "error.type": "4xx",
    "http.response.status_code": 429,
  });
});

test("an interaction is an agent, with the length of a prompt that it hides", () => {
  const attributes = { user_prompt: "<REDACTED>", user_prompt_length: 199 };
  const [agent] = told(span("interaction", attributes));
  expect(flat(agent)).toMatchObject({
    type: "agent_invocation",
    "auditspan.step.kinds": ["question"],
    "auditspan.step.shapes": ["text"],
    "auditspan.step.tokens": [50],
  });
});

test("a tool call is one event with the name of the call and the outcome of its execution", () => {
  const events = told(
    span("tool.blocked_on_user", { decision: "accept", source: "config" }, { parentSpanId: TOOL }),
    span(
      "tool.execution",
      { success: false, "error.type": "tool_error" },
      { parentSpanId: TOOL, spanId: "00000000000000bb", statusCode: 2 },
    ),
    span(
      "tool",
      { "gen_ai.tool.name": "lookup", tool_name: "mcp__crm__lookup" },
      {
        spanId: TOOL,
        events: [{ name: "tool.output", attributes: { output: '{"name":"Alice"}' } }],
      },
    ),
  );
  expect(events.map(({ type }) => type)).toEqual(["human_approval", "workflow_step", "tool_call"]);
  expect(flat(events[0])).toMatchObject({
    "auditspan.event.outcome": "success",
    "auditspan.approval.source": "config",
  });
  expect(flat(events[2])).toMatchObject({
    "gen_ai.tool.name": "lookup",
    "auditspan.event.outcome": "failure",
    "error.type": "tool_error",
    "auditspan.step.kinds": ["tool_result"],
  });
});

test("a tool call that a person refuses is denied", () => {
  const refused = { decision: "reject", source: "user_reject" };
  const [approval, call] = told(
    span("tool.blocked_on_user", refused, { parentSpanId: TOOL }),
    span("tool", { tool_name: "Bash" }, { spanId: TOOL }),
  );
  expect(flat(approval)).toMatchObject({
    type: "human_approval",
    "auditspan.event.outcome": "denied",
    "auditspan.approval.source": "user_reject",
  });
  expect(flat(call)).toMatchObject({ type: "tool_call", "auditspan.event.outcome": "denied" });
});

test("a decision that nobody knows has no outcome", () => {
  const [approval] = told(span("tool.blocked_on_user", { decision: "alice", source: "alice" }));
  expect(flat(approval)).toMatchObject({
    "auditspan.event.outcome": "unknown",
    "auditspan.approval.source": "other",
  });
});

test("what the source of a log event means elsewhere is no approval", () => {
  const [call] = told(span("llm_request", { source: "config" }));
  expect(call?.attributes).not.toHaveProperty("auditspan.approval.source");
});

test("without tracing, log events tell the actions", () => {
  const events = told(
    event("claude_code.user_prompt", { prompt: "<REDACTED>", prompt_length: "40" }),
    event("api_request", { model: "claude-sonnet-5", input_tokens: 1, duration_ms: 1500 }),
    event("api_error", { status_code: 500 }),
    event("tool_decision", { decision: "reject", source: "hook", tool_name: "Bash" }),
    event("tool_result", { tool_name: "Bash", success: "false" }),
    event("tool_result", {
      tool_name: "mcp_tool",
      tool_parameters: '{"mcp_server_name":"crm","mcp_tool_name":"lookup"}',
      tool_input: '{"name":"Alice"}',
      success: "true",
    }),
    event("plugin_loaded", {}),
  );
  expect(events.map(flat)).toMatchObject([
    { type: "agent_invocation", "auditspan.step.tokens": [10] },
    { type: "model_completion", "gen_ai.usage.input_tokens": 1 },
    { type: "model_completion", "auditspan.event.outcome": "failure", "error.type": "5xx" },
    { type: "human_approval", "auditspan.event.outcome": "denied" },
    { type: "tool_call", "gen_ai.tool.name": "Bash", "auditspan.event.outcome": "failure" },
    { type: "tool_call", "gen_ai.tool.name": "lookup", "auditspan.step.kinds": ["tool_selection"] },
  ]);
  expect(events[1]).toMatchObject({ startTime: START - 1_500_000_000n, endTime: START });
  const ids = new Set(events.map(({ attributes }) => attributes["auditspan.event.id"]));
  expect(ids.size).toBe(6);
});

test("with tracing, log events tell nothing that spans do not", () => {
  const attributes = { model: "claude-sonnet-5", input_tokens: 1 };
  expect(told(event("api_request", attributes, { spanId: TOOL }))).toEqual([]);
});
