import { describe, expect, test } from "vitest";
import type { AnyAttributes } from "../record.ts";
import { told } from "../testing/told.ts";

function ai(operation: string, attributes: AnyAttributes = {}): ReturnType<typeof told> {
  return told({
    scope: { name: "ai" },
    attributes: { "ai.operationId": operation, ...attributes },
  });
}

test.each([
  ["ai.generateText", "agent_invocation"],
  ["ai.streamObject", "agent_invocation"],
  ["ai.generateText.doGenerate", "model_completion"],
  ["ai.streamText.doStream", "model_completion"],
  ["ai.embedMany", "workflow_step"],
  ["ai.embedMany.doEmbed", "embedding"],
  ["ai.rerank.doRerank", "retrieval"],
  ["ai.alice", "operation"],
  ["__proto__", "operation"],
])("%s is %s", (operation, type) => {
  expect(ai(operation).type).toBe(type);
});

test("a completion has its model, its usage and its settings", () => {
  const { details, steps } = ai("ai.streamText.doStream", {
    "gen_ai.system": "openai.chat",
    "ai.model.id": "gpt-4o-mini-2024-07-18",
    "gen_ai.response.model": "gpt-4o-mini",
    "ai.response.finishReason": "tool-calls",
    "ai.usage.inputTokens": 12,
    "ai.usage.outputTokens": 34,
    "ai.usage.cachedInputTokens": 5,
    "ai.settings.maxOutputTokens": 100,
    "ai.settings.seed": 42,
    "gen_ai.request.temperature": 0.25,
    "ai.telemetry.functionId": "support",
    "ai.prompt.messages": JSON.stringify([
      { role: "system", content: "instruction" },
      { role: "user", content: [{ type: "text", text: "question" }] },
    ]),
    "ai.response.reasoning": "thoughts",
    "ai.response.text": "answer",
    "ai.response.toolCalls": JSON.stringify([
      { toolCallId: "1", toolName: "lookup", input: { customer: "Alice" } },
    ]),
  });
  expect(steps).toEqual(["instruction", "question", "reasoning", "answer", "tool_selection"]);
  expect(details).toEqual({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.agent.name": "support",
    "gen_ai.request.model": "gpt-4o-mini",
    "gen_ai.response.model": "gpt-4o-mini",
    "gen_ai.response.finish_reasons": ["tool_calls"],
    "gen_ai.usage.input_tokens": 12,
    "gen_ai.usage.output_tokens": 34,
    "gen_ai.usage.cache_read.input_tokens": 5,
    "gen_ai.request.max_tokens": 100,
    "gen_ai.request.seed": true,
    "gen_ai.request.temperature": 0.25,
    "gen_ai.request.stream": true,
  });
});

test("names of version 4 are read as well", () => {
  const { details } = ai("ai.generateText.doGenerate", {
    "ai.usage.promptTokens": 1,
    "ai.usage.completionTokens": 2,
    "ai.settings.maxTokens": 3,
  });
  expect(details).toMatchObject({
    "gen_ai.usage.input_tokens": 1,
    "gen_ai.usage.output_tokens": 2,
    "gen_ai.request.max_tokens": 3,
  });
});

test("an object that was generated is structured output", () => {
  const { steps } = ai("ai.generateObject.doGenerate", { "ai.response.object": '{"a":"Alice"}' });
  expect(steps).toEqual(["structured_output"]);
});

describe("a tool call", () => {
  const call = {
    "ai.toolCall.name": "lookup",
    "ai.toolCall.args": '{"customer":"Alice"}',
    "ai.toolCall.result": '{"iban":"DE00"}',
  };

  test("has its name and steps, and nothing of either side", () => {
    expect(ai("ai.toolCall", call)).toMatchObject({
      type: "tool_call",
      steps: ["tool_selection", "tool_result"],
      details: { "gen_ai.tool.name": "lookup", "gen_ai.operation.name": "execute_tool" },
    });
  });

  test("of a tool that nobody registered is told by its steps", () => {
    expect(ai("ai.toolCall", { ...call, "ai.toolCall.name": "alice" })).toMatchObject({
      type: "unregistered_tool",
      steps: ["tool_selection", "tool_result"],
    });
  });
});

test("values of the wrong kind are dropped and counted, and other keys are not read", () => {
  const { details } = ai("ai.embed.doEmbed", {
    "ai.usage.tokens": "Alice",
    "ai.settings.temperature": "warm",
    "ai.values": ["Alice"],
    "ai.settings.context.userId": "alice",
    "ai.telemetry.metadata.customer": "Alice",
    "ai.request.headers.x-user": "alice",
  });
  expect(details).toEqual({
    "gen_ai.operation.name": "embeddings",
    "auditspan.dropped_attributes": 2,
  });
});
