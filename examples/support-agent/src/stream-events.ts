import type { ModelAnswer, ModelItem, ModelRequest } from "./model-script.ts";
import { toResponseBody, type Json } from "./response-body.ts";

/** One server-sent event of `POST /v1/responses` with `stream: true`. */
export interface StreamEvent extends Json {
  readonly type: string;
}

/** The events of an answer in their order; the last one carries the whole response. */
export function toStreamEvents(answer: ModelAnswer, request: ModelRequest): StreamEvent[] {
  const response = toResponseBody(answer, request);
  const events: StreamEvent[] = [
    { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
    ...answer.items.flatMap((item, index) => itemEvents(item, response.output[index] ?? {}, index)),
    { type: `response.${response.status}`, response },
  ];
  return events.map((event, index) => ({ ...event, sequence_number: index }));
}

function itemEvents(item: ModelItem, output: Json, output_index: number): StreamEvent[] {
  const part = { item_id: output["id"], output_index };
  return [
    { type: "response.output_item.added", output_index, item: { ...output, ...UNSAID[item.type] } },
    ...contentEvents(item, part),
    { type: "response.output_item.done", output_index, item: output },
  ];
}

// What is still empty when a stream announces an item.
const UNSAID: Readonly<Record<ModelItem["type"], Json>> = {
  reasoning: { summary: [] },
  call: { arguments: "", status: "in_progress" },
  text: { content: [], status: "in_progress" },
  refusal: { content: [], status: "in_progress" },
};

function contentEvents(item: ModelItem, part: Json): StreamEvent[] {
  if (item.type === "reasoning") {
    const summary = { ...part, summary_index: 0 };
    return [
      { type: "response.reasoning_summary_part.added", ...summary },
      ...deltas("response.reasoning_summary_text.delta", summary, item.text),
      { type: "response.reasoning_summary_part.done", ...summary },
    ];
  }
  if (item.type === "call") {
    const text = JSON.stringify(item.input);
    return [
      ...deltas("response.function_call_arguments.delta", part, text),
      { type: "response.function_call_arguments.done", ...part, arguments: text },
    ];
  }
  const content = { ...part, content_index: 0 };
  if (item.type === "text") return deltas("response.output_text.delta", content, item.text);
  return [
    ...deltas("response.refusal.delta", content, item.text),
    { type: "response.refusal.done", ...content, refusal: item.text },
  ];
}

function deltas(type: string, part: Json, text: string): StreamEvent[] {
  return (text.match(/\S+\s*/g) ?? []).map((delta) => ({ type, ...part, delta }));
}
