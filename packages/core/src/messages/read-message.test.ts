import { expect, test } from "vitest";
import type { Part } from "./message.ts";
import { readOutput } from "./messages.ts";
import { readMessage } from "./read-message.ts";

function partOf(block: unknown): Part | undefined {
  const parts: Part[] = [];
  readMessage({ role: "user", content: [block] }, "user", parts);
  return parts[0];
}

test.each([
  ["reasoning", { text: "thoughts" }, "reasoning"],
  ["reasoningContent", { reasoningText: { text: "thoughts" } }, "reasoning"],
  ["toolUse", { name: "lookup", input: { a: "b" } }, "tool_selection"],
  ["toolResult", { content: [{ text: "found" }] }, "tool_result"],
  ["functionResponse", { response: { a: "b" } }, "tool_result"],
  ["inlineData", { data: "aGVsbG8=" }, "media"],
  ["image", { source: "aGVsbG8=" }, "media"],
  ["document", { source: "aGVsbG8=" }, "media"],
  ["video", { source: "aGVsbG8=" }, "media"],
])("a block without a type is what its one key says: %s", (key, value, kind) => {
  const part = partOf({ [key]: value });
  expect(part?.kind).toBe(kind);
  expect(part?.length).toBeGreaterThan(0);
});

test.each([
  ["reasoningBlock", "reasoning"],
  ["imageBlock", "media"],
  ["documentBlock", "media"],
  ["videoBlock", "media"],
  ["function_call_result", "tool_result"],
])("a block of the type %s is %s", (type, kind) => {
  expect(partOf({ type })?.kind).toBe(kind);
});

test("a block with a type is not judged by its other keys", () => {
  expect(partOf({ type: "text", text: "question", image: { source: "a" } })?.kind).toBe("question");
});

test("the name of a tool is read from a JSON text however long it is, and no text with it", () => {
  const names = (name: string): unknown => {
    const { parts } = readOutput(`[{"role":"assistant","tool_calls":[{"name":"${name}"}]}]`);
    return parts.map(({ toolName }) => toolName);
  };
  expect(names("a".repeat(65))).toEqual(["a".repeat(65)]);
  expect(names("a".repeat(5000))).toEqual(["a".repeat(1024)]);
  expect(names(`\\x${"a".repeat(80)}`)).toEqual([""]);
});
