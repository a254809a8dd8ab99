import { expect, test } from "vitest";
import { readInput, readOutput } from "./messages.ts";
import { numberedMessages } from "./numbered-messages.ts";

test("the input is read after its last assistant message", () => {
  const attributes = {
    "gen_ai.prompt.0.role": "user",
    "gen_ai.prompt.0.content": "question",
    "gen_ai.prompt.1.role": "assistant",
    "gen_ai.prompt.1.tool_calls.0.name": "lookup",
    "gen_ai.prompt.2.role": "tool",
    "gen_ai.prompt.2.content": "result",
  };
  const { parts, continued } = readInput(numberedMessages(attributes, "gen_ai.prompt", "input"));
  expect(parts.map(({ kind }) => kind)).toEqual(["tool_result"]);
  expect(continued).toBe(true);
});

test("the output is read with its tool calls and finish reason", () => {
  const attributes = {
    "gen_ai.completion.0.content": "answer",
    "gen_ai.completion.0.finish_reason": "tool_calls",
    "gen_ai.completion.0.tool_calls.0.name": "send",
    "gen_ai.completion.0.tool_calls.0.arguments": "{}",
    "gen_ai.completion.0.tool_calls.1.name": "lookup",
    "gen_ai.completion.1.role": "assistant",
    "gen_ai.completion.1.function_call.name": "old",
  };
  const messages = numberedMessages(attributes, "gen_ai.completion", "output");
  const { parts, finishReasons } = readOutput(messages);
  const told = parts.map(({ kind, toolName }) => toolName ?? kind);
  expect(told).toEqual(["answer", "send", "lookup", "old"]);
  expect(finishReasons).toEqual(["tool_calls"]);
});

test("messages end where their numbers do, and at a bound", () => {
  expect(numberedMessages({ "p.0.role": "user", "p.2.role": "user" }, "p", "input")).toHaveLength(
    1,
  );
  const many = Array.from({ length: 2000 }, (_, i) => [`p.${i}.role`, "user"] as const);
  expect(numberedMessages(Object.fromEntries(many), "p", "output")).toHaveLength(1000);
});
