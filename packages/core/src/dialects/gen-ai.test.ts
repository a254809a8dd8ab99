import { describe, expect, test } from "vitest";
import { project } from "../project.ts";
import type { AnyAttributes } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { told } from "../testing/told.ts";

function chat(attributes: AnyAttributes): ReturnType<typeof told> {
  return told({ attributes: { "gen_ai.operation.name": "chat", ...attributes } });
}

const message = (role: string, content: string): object => ({
  role,
  parts: [{ type: "text", content }],
});

test.each([
  ["chat", "model_completion"],
  ["generate_content", "model_completion"],
  ["text_completion", "model_completion"],
  ["embeddings", "embedding"],
  ["invoke_agent", "agent_invocation"],
  ["create_agent", "agent_invocation"],
  ["invoke_workflow", "workflow_step"],
  ["agent_step", "workflow_step"],
  ["retrieval", "retrieval"],
  ["rerank", "retrieval"],
  ["Alice", "operation"],
  ["constructor", "operation"],
])("the operation %s is %s", (operation, type) => {
  expect(told({ attributes: { "gen_ai.operation.name": operation } }).type).toBe(type);
});

test("a completion has its model, its usage and its settings", () => {
  const { type, risk, details } = chat({
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o-2024-08-06",
    "gen_ai.response.model": "gpt-4o",
    "gen_ai.response.finish_reasons": ["tool_calls", "Alice"],
    "gen_ai.output.type": "json",
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.usage.output_tokens": 34,
    "gen_ai.usage.cache_read.input_tokens": 5,
    "gen_ai.usage.reasoning.output_tokens": 6,
    "gen_ai.request.max_tokens": 100,
    "gen_ai.request.choice.count": 2,
    "gen_ai.request.seed": 42,
    "gen_ai.request.temperature": 0.5,
    "gen_ai.request.stream": true,
    "server.address": "alice.example",
  });
  expect([type, risk]).toEqual(["model_completion", "low"]);
  expect(details).toEqual({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.response.model": "gpt-4o",
    "gen_ai.response.finish_reasons": ["tool_calls", "other"],
    "gen_ai.output.type": "json",
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.usage.output_tokens": 34,
    "gen_ai.usage.cache_read.input_tokens": 5,
    "gen_ai.usage.reasoning.output_tokens": 6,
    "gen_ai.request.max_tokens": 100,
    "gen_ai.request.choice.count": 2,
    "gen_ai.request.seed": true,
    "gen_ai.request.temperature": 0.5,
    "gen_ai.request.stream": true,
    "server.address": "unregistered",
  });
});

test("older names are read where the newer ones are not there", () => {
  const old = {
    "gen_ai.system": "openai",
    "gen_ai.usage.prompt_tokens": 1,
    "gen_ai.usage.completion_tokens": 2,
    "gen_ai.openai.request.seed": 3,
  };
  expect(chat(old).details).toMatchObject({
    "gen_ai.provider.name": "openai",
    "gen_ai.usage.input_tokens": 1,
    "gen_ai.usage.output_tokens": 2,
    "gen_ai.request.seed": true,
  });
  const both = { ...old, "gen_ai.provider.name": "anthropic", "gen_ai.usage.input_tokens": 9 };
  expect(chat(both).details).toMatchObject({
    "gen_ai.provider.name": "anthropic",
    "gen_ai.usage.input_tokens": 9,
  });
});

test("values of the wrong kind are dropped and counted, and other keys are not read", () => {
  const { details } = chat({
    "gen_ai.usage.input_tokens": "Alice",
    "gen_ai.request.temperature": [1],
    "gen_ai.request.stream": "true",
    "gen_ai.request.stop_sequences": ["Alice"],
    "gen_ai.conversation.id": "alice",
    "gen_ai.prompt": "Alice",
    "user.id": "alice",
  });
  expect(details).toEqual({
    "gen_ai.operation.name": "chat",
    "auditspan.dropped_attributes": 3,
  });
});

test("ids of the provider are digests where commitments are made, else nothing", () => {
  const attributes = { "gen_ai.operation.name": "chat", "gen_ai.response.id": "chatcmpl-alice" };
  expect(told({ attributes }).details).not.toHaveProperty(["gen_ai.response.id"]);
  const context = projectionContext(undefined, { commitments: true });
  const [event] = project(spanRecord({ attributes }), context);
  expect(event!.attributes["gen_ai.response.id"]).toBe(
    context.keyed("gen_ai.response.id", "chatcmpl-alice"),
  );
});

describe("steps", () => {
  const instructions = { "gen_ai.system_instructions": [{ type: "text", content: "instruction" }] };

  test("begin with the instructions in the first call of a conversation", () => {
    const { steps } = chat({
      ...instructions,
      "gen_ai.input.messages": JSON.stringify([message("user", "question")]),
      "gen_ai.output.messages": JSON.stringify([message("assistant", "answer")]),
    });
    expect(steps).toEqual(["instruction", "question", "answer"]);
  });

  test("leave out instructions and history in a later call", () => {
    const { steps } = chat({
      ...instructions,
      "gen_ai.input.messages": [
        message("user", "question"),
        message("assistant", "answer"),
        message("user", "another"),
      ],
      "gen_ai.output.messages": [message("assistant", "answer")],
    });
    expect(steps).toEqual(["question", "answer"]);
  });

  test("of a tool call are its arguments and its result", () => {
    const attributes = {
      "gen_ai.operation.name": "execute_tool",
      "gen_ai.tool.name": "lookup",
      "gen_ai.tool.type": "function",
      "gen_ai.tool.call.arguments": '{"customer":"Alice"}',
      "gen_ai.tool.call.result": "Alice",
    };
    expect(told({ attributes })).toMatchObject({
      type: "tool_call",
      risk: "medium",
      steps: ["tool_selection", "tool_result"],
      details: { "gen_ai.tool.name": "lookup", "gen_ai.tool.type": "function" },
    });
  });
});

test("a finish reason that stands in a message only is kept", () => {
  const answer = { ...message("assistant", "a"), finish_reason: "length" };
  expect(chat({ "gen_ai.output.messages": [answer] }).details).toMatchObject({
    "gen_ai.response.finish_reasons": ["length"],
  });
});
