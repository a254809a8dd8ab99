import { describe, expect, test } from "vitest";
import type { SpanRecord } from "../record.ts";
import { told } from "../testing/told.ts";

function observation(
  type: string,
  fields: Readonly<Record<string, unknown>> = {},
  parts: Partial<SpanRecord> = {},
): Partial<SpanRecord> {
  const attributes: Record<string, unknown> = { "langfuse.observation.type": type };
  for (const [name, value] of Object.entries(fields)) {
    attributes[`langfuse.observation.${name}`] = value;
  }
  return { scope: { name: "langfuse-sdk" }, ...parts, attributes };
}

test.each([
  ["generation", "model_completion"],
  ["embedding", "embedding"],
  ["retriever", "retrieval"],
  ["agent", "agent_invocation"],
  ["guardrail", "guardrail_check"],
  ["evaluator", "guardrail_check"],
  ["chain", "workflow_step"],
  ["span", "workflow_step"],
  ["event", "operation"],
])("%s is a %s", (type, expected) => {
  expect(told(observation(type)).type).toBe(expected);
});

test("a tool is named by its span, and so is an agent", () => {
  const tool = told(observation("tool", {}, { name: "lookup" }));
  expect([tool.type, tool.details["gen_ai.tool.name"]]).toEqual(["tool_call", "lookup"]);
  const stranger = told(observation("tool", {}, { name: "delete alice" }));
  expect(stranger.type).toBe("unregistered_tool");
  const agent = told(observation("agent", {}, { name: "support" }));
  expect(agent.details["gen_ai.agent.name"]).toBe("support");
  const chain = told(observation("span", { "metadata.lc_agent_name": "billing" }));
  expect(chain.details["gen_ai.agent.name"]).toBe("billing");
});

const tokensOf = (usage: object): unknown[] => {
  const { details } = told(observation("generation", { usage_details: JSON.stringify(usage) }));
  return [
    "input_tokens",
    "output_tokens",
    "cache_read.input_tokens",
    "reasoning.output_tokens",
  ].map((name) => details[`gen_ai.usage.${name}`]);
};

describe("tokens", () => {
  test("are summed up where details were subtracted from them", () => {
    const openAi = {
      input: 147,
      output: 25,
      total: 248,
      input_cached_tokens: 64,
      output_reasoning_tokens: 12,
    };
    expect(tokensOf(openAi)).toEqual([211, 37, 64, 12]);
    const langChain = {
      input: 147,
      output: 25,
      total: 248,
      input_cache_read: 64,
      output_reasoning: 12,
    };
    expect(tokensOf(langChain)).toEqual([211, 37, 64, 12]);
  });

  test("are taken as they are where the total says that nothing was subtracted", () => {
    const usage = { input: 211, output: 37, total: 248, input_cached_tokens: 64 };
    expect(tokensOf(usage)).toEqual([211, 37, 64, undefined]);
  });

  test("have details under several names", () => {
    const input = {
      input: 1,
      input_cached_tokens: 2,
      input_cache_read: 4,
      input_cache_creation: 8,
      cache_read_input_tokens: 16,
      cache_creation_input_tokens: 32,
      input_audio_tokens: 64,
      input_audio: 128,
    };
    const output = {
      output: 1,
      output_reasoning_tokens: 2,
      output_reasoning: 4,
      output_audio_tokens: 8,
      output_audio: 16,
      output_accepted_prediction_tokens: 32,
      output_rejected_prediction_tokens: 64,
    };
    expect(tokensOf({ ...input, ...output }).slice(0, 2)).toEqual([255, 127]);
  });

  test("may be given without a total", () => {
    expect(tokensOf({ input: 5 })).toEqual([5, undefined, undefined, undefined]);
  });
});

test("the model that was asked for is the one that LangChain's handler kept", () => {
  const models = { "model.name": "a-model-2026-07-18", "metadata.ls_model_name": "a-model" };
  const { details } = told(observation("generation", models));
  expect(details["gen_ai.request.model"]).toBe("a-model");
  expect(details["gen_ai.response.model"]).toBe("a-model");
});

test("a call that failed was answered by no model", () => {
  const { details } = told(observation("generation", { "model.name": "a-model", level: "ERROR" }));
  expect(details["gen_ai.request.model"]).toBe("a-model");
  expect(details).not.toHaveProperty("gen_ai.response.model");
});

test("parameters of a request are read from their JSON text", () => {
  const parameters = { temperature: 0.2, max_tokens: 100, stream: true, user: "alice" };
  const { details } = told(
    observation("generation", { "model.parameters": JSON.stringify(parameters) }),
  );
  expect(details).toMatchObject({
    "gen_ai.request.temperature": 0.2,
    "gen_ai.request.max_tokens": 100,
    "gen_ai.request.stream": true,
  });
  expect(JSON.stringify(details)).not.toContain("alice");
});

test("the steps of a call are read from its input and output", () => {
  const input = { messages: [{ role: "user", content: "question" }], tools: [] };
  const output = {
    role: "assistant",
    content: null,
    reasoning_content: "thoughts",
    tool_calls: [{ type: "function", function: { name: "lookup", arguments: "{}" } }],
  };
  const content = { input: JSON.stringify(input), output: JSON.stringify(output) };
  expect(told(observation("generation", content)).steps).toEqual([
    "question",
    "reasoning",
    "tool_selection",
  ]);
});

test("reasoning that was counted is a step, though no text shows it", () => {
  const usage = JSON.stringify({ input: 10, output: 5, output_reasoning_tokens: 12 });
  const content = { input: "question", output: "answer", usage_details: usage };
  expect(told(observation("generation", content)).steps).toEqual([
    "question",
    "reasoning",
    "answer",
  ]);
});

test("a retriever tells how many documents it found", () => {
  const output = JSON.stringify([{ id: "1" }, { id: "2" }]);
  const { details } = told(observation("retriever", { output }));
  expect(details["auditspan.retrieval.documents"]).toBe(2);
});

describe("outcome", () => {
  test("an error level is a failure, though the span has no status", () => {
    const failed = told(observation("generation", { level: "ERROR", status_message: "400 alice" }));
    expect(failed.outcome).toBe("failure");
    expect(failed.details["error.type"]).toBe("other");
    expect(told(observation("generation", { level: "WARNING" })).outcome).toBe("success");
  });

  test.each([
    [{ blocked: true }, "denied"],
    [{ triggered: true }, "denied"],
    [{ passed: false }, "denied"],
    [{ allowed: false }, "denied"],
    [{ blocked: false }, "success"],
    [{ why: "blocked" }, "success"],
  ])("a guardrail that says %o is told as %s", (verdict, outcome) => {
    const guardrail = observation("guardrail", { output: JSON.stringify(verdict) });
    expect(told(guardrail).outcome).toBe(outcome);
  });
});

test("a usage whose counts are no numbers stops nothing", () => {
  const usage = JSON.stringify({ input: 1, output: { valueOf: 1, toString: 1 } });
  expect(told(observation("generation", { usage_details: usage })).type).toBe("model_completion");
});
