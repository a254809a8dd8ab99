import { SAYS, type Turn } from "../shop/conversation.ts";
import type { ModelItem } from "../support-agent/src/model-script.ts";
import { CUSTOMER } from "../support-agent/src/personal-data.ts";
import type { Json } from "../support-agent/src/response-body.ts";
import type { Exchange, ScriptedAnswer } from "./script.ts";
import { pieces, textOf, type ServerSentEvent, type Wire } from "./wire.ts";

/** Anthropic's Messages API. */
export const anthropicMessages: Wire = {
  path: "/v1/messages",
  read: ({ messages, thread }) => [
    ...held(thread as Thread | undefined),
    ...(messages as Json[]).flatMap(toExchanges),
  ],
  body: (answer, request) => ({
    ...envelope(answer, request),
    content: answer.items.map((item, index) => block(item, `${answer.id}_${index}`)),
    stop_reason: stopReason(answer),
    usage: { ...inputUsage(answer), output_tokens: answer.usage.output },
  }),
  events(answer, request) {
    const start = { ...envelope(answer, request), content: [], stop_reason: null };
    const events: Json[] = [
      {
        type: "message_start",
        message: { ...start, usage: { ...inputUsage(answer), output_tokens: 1 } },
      },
      ...answer.items.flatMap((item, index) => blockEvents(item, answer.id, index)),
      {
        type: "message_delta",
        delta: { stop_reason: stopReason(answer), stop_sequence: null },
        usage: { output_tokens: answer.usage.output },
      },
      { type: "message_stop" },
    ];
    return events.map((data): ServerSentEvent => ({ event: String(data["type"]), data }));
  },
  failure: ({ message }) => ({
    type: "error",
    error: { type: `invalid_prompt_of_${CUSTOMER.email}`, message },
    request_id: `req_${CUSTOMER.email}`,
  }),
};

interface Thread {
  readonly previous_message_id?: string;
}

// A thread that goes on names the answer before; what was said until then stands with the server.
function held(thread: Thread | undefined): Exchange[] {
  const [, turn, results] = /_([a-z]+)_(\d+)$/.exec(thread?.previous_message_id ?? "") ?? [];
  if (turn === undefined) return [];
  const tools = Array.from({ length: Number(results) }, (): Exchange => ({ by: "tool" }));
  return [{ by: "user", text: SAYS[turn as Turn] }, ...tools];
}

// Tool results come as blocks of a user's message.
function toExchanges({ role, content }: Json): Exchange[] {
  if (role !== "user") return [{ by: "model" }];
  const results = Array.isArray(content)
    ? (content as Json[]).filter(({ type }) => type === "tool_result")
    : [];
  return results.length > 0
    ? results.map(() => ({ by: "tool" }))
    : [{ by: "user", text: textOf(content) }];
}

function envelope({ id, model }: ScriptedAnswer, request: Json): Json {
  return {
    id: `msg_${id}`,
    type: "message",
    role: "assistant",
    model: model ?? `${String(request["model"])}-20251101`,
    stop_sequence: null,
  };
}

function block(item: ModelItem, id: string): Json {
  if (item.type === "reasoning") {
    const signature = Buffer.from(item.text).toString("base64");
    return { type: "thinking", thinking: item.text, signature };
  }
  if (item.type === "call") {
    return { type: "tool_use", id: `toolu_${id}`, name: item.tool, input: item.input };
  }
  return { type: "text", text: item.text };
}

function blockEvents(item: ModelItem, id: string, index: number): Json[] {
  const whole = block(item, `${id}_${index}`);
  const deltas = blockDeltas(item, whole);
  return [
    { type: "content_block_start", index, content_block: { ...whole, ...UNSAID[item.type] } },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ];
}

// What is still empty when a stream announces a block.
const UNSAID: Readonly<Record<ModelItem["type"], Json>> = {
  reasoning: { thinking: "", signature: "" },
  call: { input: {} },
  text: { text: "" },
  refusal: { text: "" },
};

function blockDeltas(item: ModelItem, whole: Json): Json[] {
  if (item.type === "call") {
    return pieces(JSON.stringify(item.input)).map((partial_json) => ({
      type: "input_json_delta",
      partial_json,
    }));
  }
  if (item.type === "reasoning") {
    return [
      ...pieces(item.text).map((thinking) => ({ type: "thinking_delta", thinking })),
      { type: "signature_delta", signature: whole["signature"] },
    ];
  }
  return pieces(item.text).map((text) => ({ type: "text_delta", text }));
}

function stopReason({ items, incompleteReason }: ScriptedAnswer): string {
  if (incompleteReason !== undefined) return incompleteReason;
  if (items.some(({ type }) => type === "call")) return "tool_use";
  return items.some(({ type }) => type === "refusal") ? "refusal" : "end_turn";
}

// Anthropic counts what it read from its cache beside the input, not among it.
function inputUsage({ usage }: ScriptedAnswer): Json {
  return {
    input_tokens: usage.input - usage.cached,
    cache_read_input_tokens: usage.cached,
    cache_creation_input_tokens: 0,
  };
}
