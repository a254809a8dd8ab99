import { expect, test } from "vitest";
import { project } from "../project.ts";
import type { AnyAttributes } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { KNOWN, told } from "../testing/told.ts";

function action(subtype: string, name: string, attributes: AnyAttributes = {}): AnyAttributes {
  return {
    "genkit:type": "action",
    "genkit:metadata:subtype": subtype,
    "genkit:name": name,
    ...attributes,
  };
}

const INPUT = {
  messages: [
    { role: "system", content: [{ text: "help" }] },
    { role: "user", content: [{ text: "who is Alice?" }, { media: { url: "data:" } }] },
  ],
  config: { temperature: 0.5, maxOutputTokens: 100, topP: 0.9, topK: 4 },
};
const OUTPUT = {
  finishReason: "stop",
  message: {
    role: "model",
    content: [
      { reasoning: "the customer is Alice" },
      { text: "I look it up" },
      { toolRequest: { name: "stranger", input: { name: "Alice" } } },
    ],
  },
  usage: { inputTokens: 211, outputTokens: 37, thoughtsTokens: 9, cachedContentTokens: 7 },
  raw: { model: "a-model-2025-08-07" },
};

function call(output: object = OUTPUT, input: object = INPUT): AnyAttributes {
  const content = {
    "genkit:input": JSON.stringify(input),
    "genkit:output": JSON.stringify(output),
  };
  return action("model", "openai/a-model", content);
}

test.each([
  ["model", "model_completion"],
  ["tool", "tool_call"],
  ["flow", "agent_invocation"],
  ["embedder", "embedding"],
  ["retriever", "retrieval"],
  ["reranker", "retrieval"],
  ["executable-prompt", "workflow_step"],
  ["something else", "operation"],
])("an action of the subtype %s is a %s", (subtype, type) => {
  expect(told({ attributes: action(subtype, "lookup") }).type).toBe(type);
});

test.each(["util", "flowStep"])("a span of the type %s is a step", (type) => {
  expect(told({ attributes: { "genkit:type": type } }).type).toBe("workflow_step");
});

test("the facts of a call stand inside the JSON texts of input and output", () => {
  expect(told({ attributes: call() }).details).toEqual({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "openai",
    "gen_ai.request.model": "a-model",
    "gen_ai.response.model": "a-model",
    "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.usage.input_tokens": 211,
    "gen_ai.usage.output_tokens": 37,
    "gen_ai.usage.cache_read.input_tokens": 7,
    "gen_ai.usage.reasoning.output_tokens": 9,
    "gen_ai.request.max_tokens": 100,
    "gen_ai.request.temperature": 0.5,
    "gen_ai.request.top_p": 0.9,
    "gen_ai.request.top_k": 4,
  });
});

test("the generation around a call repeats its tokens, and they are not read there", () => {
  const attributes = { ...call(), "genkit:type": "util", "genkit:metadata:subtype": undefined };
  const { type, steps, details } = told({ attributes });
  expect([type, steps, Object.keys(details)]).toEqual(["workflow_step", [], []]);
});

test.each([
  ["googleai/a-model", "gcp.gemini"],
  ["vertexai/a-model", "gcp.vertex_ai"],
])("of %s the provider is %s", (name, provider) => {
  const { details } = told({ attributes: action("model", name) });
  expect(details).toMatchObject({
    "gen_ai.provider.name": provider,
    "gen_ai.request.model": "a-model",
  });
});

test("a blocked answer is one that a filter stopped", () => {
  const { details } = told({ attributes: call({ finishReason: "blocked" }) });
  expect(details["gen_ai.response.finish_reasons"]).toEqual(["content_filter"]);
});

test("the steps of a call are those of its messages, and a stranger's call is an event", () => {
  const [event, ...more] = project(spanRecord({ attributes: call() }), projectionContext(KNOWN));
  expect(event?.attributes["auditspan.step.kinds"]).toEqual([
    "instruction",
    "question",
    "media",
    "reasoning",
    "answer",
    "tool_selection",
  ]);
  expect(more.map(({ type }) => type)).toEqual(["unregistered_tool"]);
});

test("a conversation that goes on tells the tool's answer alone", () => {
  const messages = [
    ...INPUT.messages,
    { role: "model", content: [{ toolRequest: { name: "lookup", input: {} } }] },
    { role: "tool", content: [{ toolResponse: { name: "lookup", output: { found: true } } }] },
  ];
  const { steps } = told({ attributes: call({}, { messages }) });
  expect(steps[0]).toBe("tool_result");
  expect(steps).not.toContain("question");
});

test("an action is named by its own attribute, and is kept if it is known", () => {
  const tool = told({ attributes: action("tool", "lookup") });
  expect(tool.details["gen_ai.tool.name"]).toBe("lookup");
  const flow = told({ attributes: action("flow", "support") });
  expect(flow.details["gen_ai.agent.name"]).toBe("support");
  expect(told({ attributes: action("tool", "Alice") }).type).toBe("unregistered_tool");
});

test("a tool shows what went in and came out", () => {
  const content = { "genkit:input": '{"name":"Alice"}', "genkit:output": '"found"' };
  const { steps } = told({ attributes: action("tool", "lookup", content) });
  expect(steps).toEqual(["tool_selection", "tool_result"]);
});

test("documents that were found are counted", () => {
  const found = { "genkit:output": JSON.stringify({ documents: [{}, {}] }) };
  const { details } = told({ attributes: action("retriever", "docs", found) });
  expect(details["auditspan.retrieval.documents"]).toBe(2);
});

test("a failed call has the HTTP status that stands as type of its exception", () => {
  const events = [{ name: "exception", attributes: { "exception.type": "400" } }];
  const failed = told({ attributes: action("model", "openai/a-model"), events, statusCode: 2 });
  expect(failed.outcome).toBe("failure");
  expect(failed.details["error.type"]).toBe("4xx");
});
