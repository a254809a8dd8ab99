import { expect, test } from "vitest";
import type { SpanEvent } from "../record.ts";
import type { EventContent } from "./span-event-content.ts";
import { spanEventContent } from "./span-event-content.ts";

function message(role: string, content: unknown): SpanEvent {
  return { name: `gen_ai.${role}.message`, attributes: { content } };
}

function kindsOf({ input, output }: EventContent): string[] {
  return [...input, ...output].map(({ kind }) => kind);
}

test("a message that is a plain text is one part", () => {
  const events = [message("system", "instruction"), message("user", "question")];
  expect(kindsOf(spanEventContent(events))).toEqual(["instruction", "question"]);
});

test("what came before an assistant message is not told again, nor committed to", () => {
  const events = [message("user", "a"), message("assistant", "b"), message("user", "c")];
  const content = spanEventContent(events);
  expect(kindsOf(content)).toEqual(["question"]);
  expect(content.inputContents).toEqual(["c"]);
});

const choice = (value: unknown): string[] =>
  kindsOf(
    spanEventContent([{ name: "gen_ai.choice", attributes: { message: JSON.stringify(value) } }]),
  );

test("a choice is a list of blocks, a message or a text", () => {
  expect(choice([{ text: "answer" }])).toEqual(["answer"]);
  expect(choice({ role: "assistant", content: "answer", tool_calls: [{ name: "a" }] })).toEqual([
    "answer",
    "tool_selection",
  ]);
  expect(choice("answer")).toEqual(["answer"]);
});

const details = (attributes: Record<string, unknown>): SpanEvent => ({
  name: "gen_ai.client.inference.operation.details",
  attributes,
});

test("instructions are told with the first call of a conversation alone", () => {
  const instructions = details({ "gen_ai.system_instructions": '[{"type":"text","content":"i"}]' });
  const user = { role: "user", parts: [{ type: "text", content: "question" }] };
  const assistant = { role: "assistant", parts: [{ type: "text", content: "answer" }] };
  const input = (...messages: unknown[]): string[] =>
    kindsOf(
      spanEventContent([
        instructions,
        details({ "gen_ai.input.messages": JSON.stringify(messages) }),
      ]),
    );
  expect(input(user)).toEqual(["instruction", "question"]);
  expect(input(user, assistant, user)).toEqual(["question"]);
});

test("other events, and events without attributes, say nothing", () => {
  const events = [
    { name: "exception", attributes: { content: "text" } },
    { name: "gen_ai.user.message" },
  ];
  expect(kindsOf(spanEventContent(events))).toEqual([]);
});
