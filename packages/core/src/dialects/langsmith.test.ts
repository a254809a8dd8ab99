import { describe, expect, test } from "vitest";
import type { AnyAttributes } from "../record.ts";
import { told } from "../testing/told.ts";

function run(kind: string, attributes: AnyAttributes = {}) {
  return {
    scope: { name: "langsmith" },
    statusCode: 1,
    attributes: { "langsmith.span.kind": kind, ...attributes },
  };
}

const USAGE = {
  input_tokens: 211,
  output_tokens: 37,
  input_token_details: { cache_read: 7, cache_creation: 5 },
  output_token_details: { reasoning: 9 },
};
const PROMPT = JSON.stringify({
  model: "a-model",
  messages: [
    { role: "system", content: "help" },
    { role: "user", content: "who is Alice?" },
  ],
});
const COMPLETION = JSON.stringify({
  choices: [
    {
      finish_reason: "tool_calls",
      message: {
        role: "assistant",
        content: null,
        reasoning_content: "the customer is Alice",
        tool_calls: [{ function: { name: "lookup", arguments: "{}" } }],
      },
    },
  ],
});

test.each([
  ["llm", "chat", "model_completion"],
  ["tool", "execute_tool", "unregistered_tool"],
  ["retriever", "embeddings", "retrieval"],
  ["embedding", "embeddings", "embedding"],
  ["chain", "chain", "workflow_step"],
  ["prompt", "chat", "workflow_step"],
  ["parser", "parser", "workflow_step"],
  ["something else", "chat", "operation"],
])("a run of the kind %s is a %s span by its operation and a %s", (kind, operation, type) => {
  expect(told(run(kind, { "gen_ai.operation.name": operation })).type).toBe(type);
});

test("the root of a chain is the agent, named by LangChain or by its span", () => {
  const root = run("chain", { "langsmith.is_root": true });
  const named = { ...root.attributes, "langsmith.metadata.lc_agent_name": "billing" };
  expect(told({ ...root, name: "support" })).toMatchObject({
    type: "agent_invocation",
    details: { "gen_ai.agent.name": "support" },
  });
  expect(told({ ...root, attributes: named }).details["gen_ai.agent.name"]).toBe("billing");
});

describe("a model call", () => {
  test("shows its tokens, with details in JSON texts, and settings that are texts", () => {
    const { details } = told(
      run("llm", {
        "gen_ai.system": "langchain",
        "langsmith.metadata.ls_provider": "a-provider",
        "gen_ai.request.model": "a-model",
        "gen_ai.response.model": "a-model-2025-08-07",
        "gen_ai.usage.input_tokens": 211,
        "gen_ai.usage.output_tokens": 37,
        "gen_ai.usage.input_token_details": JSON.stringify(USAGE.input_token_details),
        "gen_ai.usage.output_token_details": JSON.stringify(USAGE.output_token_details),
        "langsmith.metadata.ls_max_tokens": "50",
        "langsmith.metadata.ls_temperature": "0.5",
        "langsmith.request.streaming": true,
      }),
    );
    expect(details).toEqual({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "a-provider",
      "gen_ai.request.model": "a-model",
      "gen_ai.response.model": "a-model",
      "gen_ai.usage.input_tokens": 211,
      "gen_ai.usage.output_tokens": 37,
      "gen_ai.usage.cache_read.input_tokens": 7,
      "gen_ai.usage.cache_creation.input_tokens": 5,
      "gen_ai.usage.reasoning.output_tokens": 9,
      "gen_ai.request.max_tokens": 50,
      "gen_ai.request.temperature": 0.5,
      "gen_ai.request.stream": true,
    });
  });

  test("has its tokens in the metadata of usage where they stand nowhere else", () => {
    const usage = { "langsmith.usage_metadata": JSON.stringify(USAGE) };
    expect(told(run("llm", usage)).details).toMatchObject({
      "gen_ai.usage.input_tokens": 211,
      "gen_ai.usage.output_tokens": 37,
      "gen_ai.usage.cache_read.input_tokens": 7,
    });
    expect(told(run("chain", usage)).details).toEqual({});
  });

  test.each([
    ["tool_calls", ["tool_calls"]],
    ["stop, length", ["stop", "length"]],
    [["stop"], ["stop"]],
  ])("has the finish reasons %j as %j", (given, kept) => {
    const { details } = told(run("llm", { "gen_ai.response.finish_reasons": given }));
    expect(details["gen_ai.response.finish_reasons"]).toEqual(kept);
  });

  test("shows the steps of a chat completion", () => {
    const { steps } = told(
      run("llm", { "gen_ai.prompt": PROMPT, "gen_ai.completion": COMPLETION }),
    );
    expect(steps).toEqual(["instruction", "question", "reasoning", "tool_selection"]);
  });

  test("shows the steps of a Responses call", () => {
    const prompt = JSON.stringify({ model: "a-model", input: "who?", instructions: "help" });
    const output = [
      { type: "reasoning", summary: [] },
      { type: "function_call", name: "lookup", arguments: "{}" },
    ];
    const completion = JSON.stringify({ output });
    const { steps } = told(
      run("llm", { "gen_ai.prompt": prompt, "gen_ai.completion": completion }),
    );
    expect(steps).toEqual(["instruction", "question", "reasoning", "tool_selection"]);
  });

  test("that LangChain made has its finish reason in the answer", () => {
    const message = { id: ["langchain", "AIMessage"], kwargs: { content: "hello" } };
    const generations = [[{ message, generationInfo: { finish_reason: "length" } }]];
    const { steps, details } = told(
      run("llm", { "gen_ai.completion": JSON.stringify({ generations }) }),
    );
    expect(steps).toEqual(["answer"]);
    expect(details["gen_ai.response.finish_reasons"]).toEqual(["length"]);
  });
});

test("an exception is a failure, whatever the status says", () => {
  const events = [{ name: "exception", attributes: { "exception.type": "Error" } }];
  const failed = told({ ...run("tool", { "gen_ai.tool.name": "lookup" }), events });
  expect(failed).toMatchObject({ type: "tool_call", outcome: "failure" });
  expect(failed.details["error.type"]).toBe("Error");
  expect(told(run("tool")).outcome).toBe("success");
});

test("a tool shows what went in and came out", () => {
  const content = { "gen_ai.prompt": '{"name":"Alice"}', "gen_ai.completion": '{"outputs":1}' };
  const { steps } = told(run("tool", { "gen_ai.tool.name": "lookup", ...content }));
  expect(steps).toEqual(["tool_selection", "tool_result"]);
});

test.each(["outputs", "documents", "output"])("documents under %s are counted", (key) => {
  const found = { "gen_ai.completion": JSON.stringify({ [key]: [{}, {}, {}] }) };
  expect(told(run("retriever", found)).details["auditspan.retrieval.documents"]).toBe(3);
});

test("spans of the Vercel AI SDK that its exporter marks are that SDK's", () => {
  const marked = run("llm", { "ai.operationId": "ai.generateText.doGenerate" });
  const { details } = told({
    ...marked,
    scope: { name: "ai" },
    attributes: {
      ...marked.attributes,
      "ai.usage.inputTokens": 3,
    },
  });
  expect(details["gen_ai.usage.input_tokens"]).toBe(3);
});
