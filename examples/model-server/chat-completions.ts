import type { ModelItem } from "../support-agent/src/model-script.ts";
import type { Json } from "../support-agent/src/response-body.ts";
import { openAiFailure } from "./openai-failure.ts";
import type { Exchange, ScriptedAnswer } from "./script.ts";
import { pieces, textOf, type ServerSentEvent, type Wire } from "./wire.ts";

/** OpenAI's Chat Completions API, with the reasoning where compatible servers put it. */
export const chatCompletions: Wire = {
  path: "/v1/chat/completions",
  read: ({ messages }) => (messages as Json[]).map(toExchange),
  body: (answer, request) => ({
    ...envelope(answer, request, "chat.completion"),
    choices: [{ index: 0, message: message(answer), finish_reason: finishReason(answer) }],
    usage: toUsage(answer),
  }),
  events(answer, request) {
    const chunk = (choices: Json[], usage: Json | null = null): ServerSentEvent => ({
      data: { ...envelope(answer, request, "chat.completion.chunk"), choices, usage },
    });
    const deltas = [{ role: "assistant", content: "" }, ...answer.items.flatMap(itemDeltas)];
    const wantsUsage = (request["stream_options"] as Json | undefined)?.["include_usage"] === true;
    return [
      ...deltas.map((delta) => chunk([{ index: 0, delta, finish_reason: null }])),
      chunk([{ index: 0, delta: {}, finish_reason: finishReason(answer) }]),
      ...(wantsUsage ? [chunk([], toUsage(answer))] : []),
      { data: "[DONE]" },
    ];
  },
  failure: openAiFailure,
};

function toExchange({ role, content }: Json): Exchange {
  if (role === "tool") return { by: "tool" };
  return role === "user" ? { by: "user", text: textOf(content) } : { by: "model" };
}

function envelope({ id, model }: ScriptedAnswer, request: Json, object: string): Json {
  return {
    id: `chatcmpl-${id}`,
    object,
    created: Math.floor(Date.now() / 1000),
    model: model ?? `${String(request["model"])}-2025-08-07`,
    service_tier: id,
    system_fingerprint: id,
  };
}

function message({ id, items }: ScriptedAnswer): Json {
  const calls = items.flatMap((item, i) => (item.type === "call" ? [toolCall(item, id, i)] : []));
  return {
    role: "assistant",
    content: textOfType(items, "text"),
    refusal: textOfType(items, "refusal"),
    reasoning_content: textOfType(items, "reasoning"),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

function textOfType(
  items: readonly ModelItem[],
  type: "text" | "refusal" | "reasoning",
): string | null {
  const texts = items.flatMap((item) => (item.type === type ? [item.text] : []));
  return texts.length === 0 ? null : texts.join("\n");
}

type Call = Extract<ModelItem, { type: "call" }>;

function toolCall({ tool, input }: Call, id: string, index: number): Json {
  const call = { name: tool, arguments: JSON.stringify(input) };
  return { id: `call_${id}_${index}`, type: "function", function: call };
}

const DELTAS = { text: "content", refusal: "refusal", reasoning: "reasoning_content" } as const;

function itemDeltas(item: ModelItem, index: number): Json[] {
  if (item.type !== "call") {
    return pieces(item.text).map((text) => ({ [DELTAS[item.type]]: text }));
  }
  const args = JSON.stringify(item.input);
  const whole = toolCall(item, "streamed", index);
  const opened = { ...whole, index: 0, function: { name: item.tool, arguments: "" } };
  return [
    { tool_calls: [opened] },
    ...pieces(args).map((text) => ({ tool_calls: [{ index: 0, function: { arguments: text } }] })),
  ];
}

function finishReason({ items, incompleteReason }: ScriptedAnswer): string {
  return incompleteReason ?? (items.some(({ type }) => type === "call") ? "tool_calls" : "stop");
}

function toUsage({ usage }: ScriptedAnswer): Json {
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: { cached_tokens: usage.cached },
    completion_tokens_details: { reasoning_tokens: usage.reasoning },
  };
}
