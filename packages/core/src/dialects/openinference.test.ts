import { describe, expect, test } from "vitest";
import { project } from "../project.ts";
import type { AnyAttributes } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { KNOWN, told } from "../testing/told.ts";

function oi(kind: string, attributes: AnyAttributes = {}): AnyAttributes {
  return { "openinference.span.kind": kind, ...attributes };
}

test.each([
  ["LLM", "model_completion"],
  ["EMBEDDING", "embedding"],
  ["TOOL", "unregistered_tool"],
  ["RETRIEVER", "retrieval"],
  ["RERANKER", "retrieval"],
  ["AGENT", "agent_invocation"],
  ["CHAIN", "workflow_step"],
  ["PROMPT", "workflow_step"],
  ["GUARDRAIL", "guardrail_check"],
  ["EVALUATOR", "guardrail_check"],
  ["something else", "operation"],
])("the kind %s is a %s", (kind, type) => {
  expect(told({ attributes: oi(kind) }).type).toBe(type);
});

test("a tool that the wrappers of the core traced is named by its span", () => {
  const named = told({ name: "lookup", attributes: oi("TOOL") });
  expect(named).toMatchObject({ type: "tool_call", details: { "gen_ai.tool.name": "lookup" } });
  const attributes = oi("TOOL", { "tool.name": "lookup" });
  expect(told({ name: "Alice", attributes }).type).toBe("tool_call");
  expect(told({ name: "lookup", attributes: oi("CHAIN") }).details).toEqual({});
});

test.each([
  ["openai", "openai"],
  ["aws", "aws.bedrock"],
  ["azure", "azure.ai.openai"],
  ["Alice", "unregistered"],
])("the provider %s is %s", (given, provider) => {
  const { details } = told({ attributes: oi("LLM", { "llm.provider": given }) });
  expect(details["gen_ai.provider.name"]).toBe(provider);
});

const ANSWER = "llm.output_messages.0.message";
const ANTHROPIC = oi("LLM", {
  "llm.request.model_name": "a-model",
  "llm.response.model_name": "a-model-20250929",
  "llm.model_name": "Alice",
  "llm.finish_reason": "tool_use",
  "llm.invocation_parameters": JSON.stringify({ max_tokens: 100, system: "help" }),
  "llm.input_messages.0.message.role": "user",
  "llm.input_messages.0.message.content": "who is Alice?",
  [`${ANSWER}.role`]: "assistant",
  [`${ANSWER}.contents.0.message_content.type`]: "reasoning",
  [`${ANSWER}.contents.0.message_content.text`]: "the customer is Alice",
  [`${ANSWER}.contents.1.message_content.type`]: "tool_use",
  [`${ANSWER}.contents.1.tool_call.function.name`]: "stranger",
  [`${ANSWER}.contents.1.tool_call.function.arguments`]: "{}",
  [`${ANSWER}.tool_calls.0.tool_call.function.name`]: "stranger",
  [`${ANSWER}.tool_calls.0.tool_call.function.arguments`]: "{}",
});

describe("an Anthropic call", () => {
  test("shows both models, its limit and why it ended", () => {
    expect(told({ attributes: ANTHROPIC }).details).toMatchObject({
      "gen_ai.request.model": "a-model",
      "gen_ai.response.model": "a-model",
      "gen_ai.request.max_tokens": 100,
      "gen_ai.response.finish_reasons": ["tool_calls"],
    });
  });

  test("shows its instructions, and each proposed call once", () => {
    const [event, ...more] = project(
      spanRecord({ attributes: ANTHROPIC }),
      projectionContext(KNOWN),
    );
    expect(event?.attributes["auditspan.step.kinds"]).toEqual([
      "instruction",
      "question",
      "reasoning",
      "tool_selection",
    ]);
    expect(more.map(({ type }) => type)).toEqual(["unregistered_tool"]);
  });

  test("that goes on begins with the result of the tool", () => {
    const { steps } = told({
      attributes: {
        ...ANTHROPIC,
        "llm.input_messages.1.message.role": "assistant",
        "llm.input_messages.2.message.role": "user",
        "llm.input_messages.2.message.content": "found",
        "llm.input_messages.2.message.tool_call_id": "toolu_1",
      },
    });
    expect(steps).toEqual(["tool_result", "reasoning", "tool_selection"]);
  });
});

test("a Bedrock call shows its settings and its stop reason by the names of Bedrock", () => {
  const { details } = told({
    attributes: oi("LLM", {
      "llm.stop_reason": "max_tokens",
      "llm.invocation_parameters": JSON.stringify({ maxTokens: 50, topP: 0.9, temperature: 0.2 }),
    }),
  });
  expect(details).toMatchObject({
    "gen_ai.response.finish_reasons": ["length"],
    "gen_ai.request.max_tokens": 50,
    "gen_ai.request.top_p": 0.9,
    "gen_ai.request.temperature": 0.2,
  });
});

test.each([
  ["ValidationException", "invalid_request_error"],
  ["ThrottlingException", "rate_limit_error"],
  ["AccessDeniedException", "permission_error"],
])("the exception %s of Bedrock is a %s", (given, kept) => {
  const events = [{ name: "exception", attributes: { "exception.type": given } }];
  const { details } = told({ attributes: oi("LLM"), events, statusCode: 2 });
  expect(details["error.type"]).toBe(kept);
});

test("documents that were found are counted", () => {
  const documents = {
    "retrieval.documents.0.document.content": "Alice",
    "retrieval.documents.1.document.score": 0.5,
  };
  const { details } = told({ attributes: oi("RETRIEVER", documents) });
  expect(details["auditspan.retrieval.documents"]).toBe(2);
});

test("what was hidden is no content", () => {
  const hidden = { "input.value": "__REDACTED__", "output.value": "__REDACTED__" };
  expect(told({ attributes: oi("LLM", hidden) }).steps).toEqual([]);
  expect(told({ name: "lookup", attributes: oi("TOOL", hidden) }).steps).toEqual([]);
});

test("spans that the Vercel processor adds names to stay those of the AI SDK", () => {
  const attributes = oi("LLM", {
    "gen_ai.operation.name": "chat",
    "gen_ai.usage.input_tokens": 211,
    "llm.token_count.prompt": 999,
  });
  const { details } = told({ scope: { name: "gen_ai" }, attributes });
  expect(details["gen_ai.usage.input_tokens"]).toBe(211);
});
