import type { ModelAnswer, ModelRequest } from "../support-agent/src/model-script.ts";
import { toResponseBody, type Json } from "../support-agent/src/response-body.ts";
import { toStreamEvents } from "../support-agent/src/stream-events.ts";
import { openAiFailure } from "./openai-failure.ts";
import type { Exchange, ScriptedAnswer } from "./script.ts";
import { textOf, type Wire } from "./wire.ts";

/** OpenAI's Responses API. */
export const responses: Wire = {
  path: "/v1/responses",
  read({ input }) {
    if (typeof input === "string") return [{ by: "user", text: input }];
    return (input as Json[]).map(toExchange);
  },
  body: (answer, request) => whole(toResponseBody(...asAsked(answer, request)), answer, request),
  events: (answer, request) =>
    toStreamEvents(...asAsked(answer, request)).map((event) => ({
      event: event.type,
      data:
        "response" in event
          ? { ...event, response: whole(event["response"] as Json, answer, request) }
          : event,
    })),
  failure: openAiFailure,
};

function toExchange({ type, role, content }: Json): Exchange {
  if (type === "function_call_output") return { by: "tool" };
  return role === "user" ? { by: "user", text: textOf(content) } : { by: "model" };
}

function asAsked(answer: ScriptedAnswer, request: Json): [ModelAnswer, ModelRequest] {
  const model = String(request["model"]);
  return [
    { ...answer, model: answer.model ?? `${model}-2025-08-07` },
    { model, input: Array.isArray(request["input"]) ? request["input"] : [] },
  ];
}

/** A response with what the API repeats of the request, and what it says of its own. */
function whole(response: Json, { usage, id }: ScriptedAnswer, request: Json): Json {
  return {
    ...response,
    instructions: request["instructions"] ?? null,
    service_tier: id,
    usage: {
      input_tokens: usage.input,
      input_tokens_details: { cached_tokens: usage.cached },
      output_tokens: usage.output,
      output_tokens_details: { reasoning_tokens: usage.reasoning },
      total_tokens: usage.input + usage.output,
    },
  };
}
