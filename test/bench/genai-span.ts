import { SpanKind } from "@opentelemetry/api";
import type { Tracer } from "@opentelemetry/api";

const PROSE = "The customer asks whether the parcel with the blue vase has left the warehouse. ";

/** Texts of content that take turns, made beforehand: making them is the application's cost. */
const TEXTS = 512;
const INPUTS = Array.from({ length: TEXTS }, (_, i) => messages("user", i));
const OUTPUTS = Array.from({ length: TEXTS }, (_, i) => messages("assistant", i));

/** 2 KB of message content, as JSON text. */
function messages(role: string, i: number): string {
  const content = `${i} ${PROSE.repeat(26)}`.slice(0, 2048);
  return JSON.stringify([{ role, parts: [{ type: "text", content }] }]);
}

/**
 * Ends one span of a model call with 20 attributes: those that the Vercel AI SDK 7 sets, and a few of
 * an application. Two of them are 2 KB of content when asked for.
 */
export function genAiSpan(tracer: Tracer, i: number, content: boolean): void {
  const span = tracer.startSpan("chat gpt-4o-mini", { kind: SpanKind.CLIENT });
  span.setAttribute("gen_ai.operation.name", "chat");
  span.setAttribute("gen_ai.provider.name", "openai");
  span.setAttribute("gen_ai.request.model", "gpt-4o-mini");
  span.setAttribute("gen_ai.request.max_tokens", 500);
  span.setAttribute("gen_ai.request.stop_sequences", ["END"]);
  span.setAttribute("gen_ai.request.temperature", 0.3);
  span.setAttribute("gen_ai.client.operation.duration", 0.0563 + i / 1e6);
  span.setAttribute("gen_ai.client.operation.time_to_first_chunk", 0.0211);
  span.setAttribute("server.address", "api.openai.com");
  span.setAttribute("server.port", 443);
  span.setAttribute("gen_ai.response.finish_reasons", ["stop"]);
  span.setAttribute("gen_ai.response.id", `chatcmpl-B2k9dQ0fK3vTn1sYw7LxRz${i}`);
  span.setAttribute("gen_ai.response.model", "gpt-4o-mini-2024-07-18");
  span.setAttribute("gen_ai.usage.input_tokens", 405 + (i % 100));
  span.setAttribute("gen_ai.usage.output_tokens", 140 + (i % 100));
  span.setAttribute("gen_ai.usage.cache_read.input_tokens", i % 50);
  span.setAttribute("gen_ai.conversation.id", `conversation-${i % 64}`);
  span.setAttribute("app.feature", "order-status");
  if (content) {
    span.setAttribute("gen_ai.input.messages", INPUTS[i % TEXTS]!);
    span.setAttribute("gen_ai.output.messages", OUTPUTS[i % TEXTS]!);
  } else {
    span.setAttribute("app.tenant", "tenant-7");
    span.setAttribute("app.region", "eu-north-1");
  }
  span.end();
}
