import { expect, test } from "vitest";
import { project } from "../project.ts";
import type { AnyAttributes, SpanRecord } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";

const context = projectionContext({ tools: ["lookup"], models: ["claude-sonnet-5"] });

function told(attributes: AnyAttributes, parts: Partial<SpanRecord> = {}): object {
  const scope = { name: "com.anthropic.sdk.typescript" };
  const [event] = project(spanRecord({ scope, attributes, statusCode: 1, ...parts }), context);
  return { type: event?.type, ...event?.attributes };
}

const CALL = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "anthropic",
  "gen_ai.request.model": "claude-sonnet-5",
};

test("a call has the stop reason and the cache tokens of this SDK", () => {
  const event = told({
    ...CALL,
    "anthropic.message.stop_reason": "tool_use",
    "gen_ai.usage.input_tokens": 21,
    "gen_ai.usage.cache_write.input_tokens": 5,
    "gen_ai.usage.cache_read.input_tokens": 3,
    "http.request.method": "POST",
    "http.response.status_code": 200,
  });
  expect(event).toMatchObject({
    type: "model_completion",
    "gen_ai.request.model": "claude-sonnet-5",
    "gen_ai.response.finish_reasons": ["tool_calls"],
    "gen_ai.usage.input_tokens": 21,
    "gen_ai.usage.cache_creation.input_tokens": 5,
    "gen_ai.usage.cache_read.input_tokens": 3,
    "http.request.method": "POST",
    "auditspan.event.outcome": "success",
  });
});

test("a stop reason that the provider made up is told as other", () => {
  const event = told({ ...CALL, "anthropic.message.stop_reason": "stop_alice" });
  expect(event).toMatchObject({ "gen_ai.response.finish_reasons": ["other"] });
});

test.each([
  ["overloaded_error", "overloaded_error"],
  ["connection_error", "connection_error"],
  ["teapot_alice", "other"],
])("a call that failed with %s is told as %s", (stated, kept) => {
  const event = told({ ...CALL, "error.type": stated }, { statusCode: 2 });
  expect(event).toMatchObject({ "auditspan.event.outcome": "failure", "error.type": kept });
});

test("a call that the application called off neither succeeded nor failed", () => {
  expect(told(CALL, { statusCode: 0 })).toMatchObject({ "auditspan.event.outcome": "unknown" });
  const ended = { ...CALL, "anthropic.message.stop_reason": "end_turn" };
  expect(told(ended, { statusCode: 0 })).toMatchObject({ "auditspan.event.outcome": "success" });
});

test("a tool run has its arguments and its result as steps", () => {
  const event = told({
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": "lookup",
    "gen_ai.tool.call.arguments": '{"name":"Alice"}',
    "anthropic.tool_result.content": '[{"type":"text","text":"Alice"}]',
  });
  expect(event).toMatchObject({
    type: "tool_call",
    "gen_ai.tool.name": "lookup",
    "auditspan.step.kinds": ["tool_selection", "tool_result"],
    "auditspan.step.shapes": ["object:1", "json:array"],
  });
});

test("a tool run that failed is told as a tool error", () => {
  const attributes = { "gen_ai.operation.name": "execute_tool", "error.type": "tool_error" };
  expect(told(attributes, { statusCode: 2 })).toMatchObject({ "error.type": "tool_error" });
});

test("the tool runner is an agent", () => {
  expect(told({ "gen_ai.operation.name": "invoke_agent" })).toMatchObject({
    type: "agent_invocation",
  });
});
