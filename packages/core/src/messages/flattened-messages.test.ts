import { expect, test } from "vitest";
import { flattenedMessages } from "./flattened-messages.ts";
import { readInput, readOutput } from "./messages.ts";

const INPUT = {
  "llm.input_messages.0.message.role": "system",
  "llm.input_messages.0.message.content": "instruction",
  "llm.input_messages.1.message.role": "user",
  "llm.input_messages.1.message.contents.0.message_content.type": "text",
  "llm.input_messages.1.message.contents.0.message_content.text": "question",
  "llm.input_messages.1.message.contents.1.message_content.type": "image",
  "llm.input_messages.2.message.role": "assistant",
  "llm.input_messages.2.message.tool_calls.0.tool_call.function.name": "lookup",
  "llm.input_messages.3.message.role": "tool",
  "llm.input_messages.3.message.content": "result",
};

const OUTPUT = {
  "llm.output_messages.0.message.role": "assistant",
  "llm.output_messages.0.message.content": "answer",
  "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "send",
  "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments": "{}",
  "llm.output_messages.0.message.tool_calls.1.tool_call.function.name": "lookup",
};

test("the input after the last assistant message is read from the keys", () => {
  const { parts, continued } = readInput(flattenedMessages(INPUT, "llm.input_messages", "input"));
  expect(parts.map(({ kind }) => kind)).toEqual(["tool_result"]);
  expect(continued).toBe(true);
});

test("a first input is read whole", () => {
  const first = Object.entries(INPUT).filter(([key]) => /messages\.[01]\./.test(key));
  const messages = flattenedMessages(Object.fromEntries(first), "llm.input_messages", "input");
  expect(readInput(messages).parts.map(({ kind }) => kind)).toEqual([
    "instruction",
    "question",
    "media",
  ]);
});

test("the output is read with its tool calls", () => {
  const { parts } = readOutput(flattenedMessages(OUTPUT, "llm.output_messages", "output"));
  expect(parts.map(({ kind, toolName }) => toolName ?? kind)).toEqual(["answer", "send", "lookup"]);
});

test("a call that stands as a content block keeps its name", () => {
  const call = {
    "p.0.message.role": "assistant",
    "p.0.message.contents.0.message_content.type": "tool_use",
    "p.0.message.contents.0.tool_call.function.name": "lookup",
    "p.0.message.contents.0.tool_call.function.arguments": "{}",
  };
  const { parts } = readOutput(flattenedMessages(call, "p", "output"));
  expect(parts).toEqual([
    { kind: "tool_selection", shape: "object:0", length: 2, toolName: "lookup" },
  ]);
});

test("a message of the user that answers a call is the result of a tool", () => {
  const result = {
    "p.0.message.role": "user",
    "p.0.message.tool_call_id": "toolu_1",
    "p.0.message.content": "found",
  };
  const { parts } = readInput(flattenedMessages(result, "p", "input"));
  expect(parts.map(({ kind }) => kind)).toEqual(["tool_result"]);
});

test("messages end where their numbers do", () => {
  const gap = { "p.0.message.role": "user", "p.2.message.role": "user" };
  expect(flattenedMessages(gap, "p", "output")).toHaveLength(1);
});

test("messages end at a bound", () => {
  const many = Array.from({ length: 2000 }, (_, i) => [`p.${i}.message.role`, "user"] as const);
  expect(flattenedMessages(Object.fromEntries(many), "p", "output")).toHaveLength(1000);
});
