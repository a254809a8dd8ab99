import { expect, test } from "vitest";
import type { AnyAttributes } from "../record.ts";
import { told } from "../testing/told.ts";

const scope = { name: "Agent365Sdk" };

function a365(operation: string, attributes: AnyAttributes = {}) {
  return { scope, attributes: { "gen_ai.operation.name": operation, ...attributes } };
}

test.each([
  ["Chat", "model_completion", "chat"],
  ["TextCompletion", "model_completion", "text_completion"],
  ["GenerateContent", "model_completion", "generate_content"],
  ["execute_tool", "unregistered_tool", "execute_tool"],
  ["invoke_agent", "agent_invocation", "invoke_agent"],
  ["output_messages", "workflow_step", "other"],
])("%s is a %s", (operation, type, name) => {
  const event = told(a365(operation));
  expect(event.type).toBe(type);
  expect(event.details["gen_ai.operation.name"]).toBe(name);
});

test("a capital operation is read whatever the scope is called", () => {
  expect(told({ attributes: { "gen_ai.operation.name": "Chat" } }).type).toBe("model_completion");
});

test("a call shows model, tokens and finish reason by their usual names", () => {
  const { details } = told(
    a365("Chat", {
      "gen_ai.request.model": "a-model",
      "gen_ai.usage.input_tokens": 211,
      "gen_ai.usage.output_tokens": 37,
      "gen_ai.response.finish_reasons": ["tool_call"],
    }),
  );
  expect(details).toMatchObject({
    "gen_ai.request.model": "a-model",
    "gen_ai.usage.input_tokens": 211,
    "gen_ai.usage.output_tokens": 37,
    "gen_ai.response.finish_reasons": ["tool_calls"],
  });
});

const THOUGHTS = { "microsoft.a365.agent.thought.process": "the customer is Alice" };

function messages(...parts: object[]): string {
  return JSON.stringify({ version: "0.1.0", messages: [{ role: "assistant", parts }] });
}

test("what the model thought in an attribute of its own is a step before the answer", () => {
  const answer = messages({ type: "text", content: "hello" });
  const call = a365("Chat", { ...THOUGHTS, "gen_ai.output.messages": answer });
  expect(told(call).steps).toEqual(["reasoning", "answer"]);
});

test("reasoning that also stands in the answer is told once", () => {
  const answer = messages({ type: "reasoning", content: "Alice" }, { type: "text", content: "hi" });
  const call = a365("Chat", { ...THOUGHTS, "gen_ai.output.messages": answer });
  expect(told(call).steps).toEqual(["reasoning", "answer"]);
});

test("a tool shows what went in and came out, and its kind", () => {
  const tool = a365("execute_tool", {
    "gen_ai.tool.name": "lookup",
    "gen_ai.tool.type": "datastore",
    "gen_ai.tool.call.arguments": '{"name":"Alice"}',
    "gen_ai.tool.call.result": "found",
  });
  const { type, steps, details } = told(tool);
  expect(type).toBe("tool_call");
  expect(steps).toEqual(["tool_selection", "tool_result"]);
  expect(details["gen_ai.tool.type"]).toBe("datastore");
});

test.each([
  ["TaskCanceledException", "cancelled"],
  ["404", "4xx"],
  ["TypeError", "TypeError"],
  ["Alice", "other"],
])("the error type %s of a failed span is %s", (given, kept) => {
  const { outcome, details } = told({ ...a365("Chat", { "error.type": given }), statusCode: 2 });
  expect(outcome).toBe("failure");
  expect(details["error.type"]).toBe(kept);
});
