import type { ModelAnswer, ModelItem, ModelRequest } from "./model-script.ts";

export type Json = Record<string, unknown>;

/** The body of OpenAI's `POST /v1/responses`. */
export interface ResponseBody extends Json {
  readonly status: "completed" | "incomplete";
  readonly output: readonly Json[];
}

/** Puts an answer on the wire. Identifiers are derived from the answer's id. */
export function toResponseBody(answer: ModelAnswer, request: ModelRequest): ResponseBody {
  const { id, model, incompleteReason: reason } = answer;
  return {
    id: `resp_${id}`,
    object: "response",
    created_at: Math.floor(Date.now() / 1000),
    status: reason === undefined ? "completed" : "incomplete",
    incomplete_details: reason === undefined ? null : { reason },
    model,
    output: answer.items.map((item, index) => toOutputItem(item, `${id}_${index}`)),
    usage: toUsage(answer, request),
  };
}

function toOutputItem(item: ModelItem, id: string): Json {
  if (item.type === "reasoning") {
    return {
      type: "reasoning",
      id: `rs_${id}`,
      summary: [{ type: "summary_text", text: item.text }],
      encrypted_content: Buffer.from(item.text).toString("base64"),
    };
  }
  if (item.type === "call") {
    return {
      type: "function_call",
      id: `fc_${id}`,
      call_id: `call_${id}`,
      name: item.tool,
      arguments: JSON.stringify(item.input),
      status: "completed",
    };
  }
  const content =
    item.type === "text"
      ? { type: "output_text", text: item.text, annotations: [] }
      : { type: "refusal", refusal: item.text };
  return {
    type: "message",
    role: "assistant",
    id: `msg_${id}`,
    status: "completed",
    content: [content],
  };
}

function toUsage({ items }: ModelAnswer, { input }: ModelRequest): Json {
  const inputTokens = tokens(input);
  const outputTokens = tokens(items);
  const reasoningTokens = tokens(items.filter((item) => item.type === "reasoning"));
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: Math.floor(inputTokens / 2) },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
  };
}

// Four characters are about a token of English.
function tokens(value: readonly unknown[]): number {
  return value.length === 0 ? 0 : Math.ceil(JSON.stringify(value).length / 4);
}
