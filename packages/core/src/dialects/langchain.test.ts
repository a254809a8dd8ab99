import { expect, test } from "vitest";
import type { AnyAttributes } from "../record.ts";
import { KNOWN, told } from "../testing/told.ts";

const SCOPE = { name: "@arizeai/openinference-instrumentation-langchain" };

/** What a call tells, with the answer as LangChain writes it. */
function detailsOf(attributes: AnyAttributes, answer?: object): Readonly<Record<string, unknown>> {
  const call = {
    "openinference.span.kind": "LLM",
    "llm.model_name": "a-model",
    "llm.invocation_parameters": '{"stream":false}',
    ...(answer && { "output.value": JSON.stringify({ generations: [[answer]] }) }),
    ...attributes,
  };
  return told({ scope: SCOPE, attributes: call }, { ...KNOWN, models: ["a-model", "b-model"] })
    .details;
}

const message = (type: string, metadata: object = {}): object => ({
  message: { id: ["langchain_core", "messages", type], kwargs: { response_metadata: metadata } },
});

test.each([
  ["OpenAI's integration", message("AIMessage", { model_name: "b-model" })],
  ["Anthropic's integration", message("AIMessage", { model: "b-model" })],
  ["a stream", { ...message("AIMessageChunk"), generationInfo: { model_name: "b-model" } }],
])("the model that answered is the one that %s names", (_, answer) => {
  expect(detailsOf({}, answer)).toMatchObject({
    "gen_ai.request.model": "a-model",
    "gen_ai.response.model": "b-model",
  });
});

test("a model that answered under a stranger's name is not told as the one that was asked", () => {
  const answer = message("AIMessage", { model_name: "ft:a-model:alice" });
  expect(detailsOf({}, answer)["gen_ai.response.model"]).toBe("unregistered");
});

test("no model has answered where there is no answer", () => {
  const details = detailsOf({});
  expect(details["gen_ai.request.model"]).toBe("a-model");
  expect(details).not.toHaveProperty("gen_ai.response.model");
  expect(details).not.toHaveProperty("gen_ai.request.stream");
});

test.each([
  ["AIMessageChunk", true],
  ["AIMessage", false],
])("an answer that is an %s tells whether it was streamed, whatever was asked for", (type, is) => {
  expect(detailsOf({}, message(type))["gen_ai.request.stream"]).toBe(is);
});

test.each([
  ["openai", "openai"],
  ["amazon_bedrock", "aws.bedrock"],
  ["google_genai", "gcp.gen_ai"],
  ["Alice", "unregistered"],
])("the provider %s is %s", (provider, expected) => {
  const metadata = JSON.stringify({ ls_provider: provider });
  expect(detailsOf({ metadata })["gen_ai.provider.name"]).toBe(expected);
});

test("the state that another span holds is not read for a model", () => {
  const state = { "openinference.span.kind": "CHAIN" };
  const answer = message("AIMessage", { model_name: "b-model" });
  expect(detailsOf(state, answer)).not.toHaveProperty("gen_ai.response.model");
});
