import { describe, expect, test } from "vitest";
import { CONVERSATIONS } from "../testing/conversations.ts";
import type { Part } from "./message.ts";
import { readInput, readInstructions, readOutput } from "./messages.ts";

function kindsOf(parts: readonly Part[]): string[] {
  return parts.map(({ kind }) => kind);
}

function toolNamesOf(parts: readonly Part[]): unknown[] {
  return parts.flatMap(({ kind, toolName }) => (kind === "tool_selection" ? [toolName] : []));
}

describe.each(CONVERSATIONS)("$framework", (conversation) => {
  const { input, inputKinds, output, outputKinds, toolNames, finishReasons = [] } = conversation;

  describe.each([
    ["as structured values", (value: unknown) => value],
    ["as JSON text", (value: unknown) => JSON.stringify(value)],
  ])("%s", (_form, write) => {
    test("the input is what follows the last assistant message", () => {
      const { parts, continued } = readInput(write(input));
      expect(kindsOf(parts)).toEqual(inputKinds);
      expect(continued).toBe(true);
      expect(parts.every(({ length }) => length > 0)).toBe(true);
    });

    test("the output has its thoughts, its text and each tool call once", () => {
      const { parts, finishReasons: reasons } = readOutput(write(output));
      expect(kindsOf(parts)).toEqual(outputKinds);
      expect(toolNamesOf(parts)).toEqual(toolNames);
      expect(parts.every(({ length }) => length > 0)).toBe(true);
      expect(reasons).toEqual(finishReasons);
    });
  });
});

test("the first call of a conversation tells all that goes in", () => {
  const { parts, continued } = readInput([
    { role: "system", content: "instruction" },
    {
      role: "user",
      content: [
        { type: "text", text: "a" },
        { type: "image", image: "data:" },
      ],
    },
  ]);
  expect(kindsOf(parts)).toEqual(["instruction", "question", "media"]);
  expect(continued).toBe(false);
});

test("several messages after the last answer are all told", () => {
  const { parts } = readInput([
    { role: "user", content: "a" },
    { role: "assistant", content: "b" },
    { role: "tool", content: "c" },
    { role: "tool", content: "d" },
    { role: "user", content: "e" },
  ]);
  expect(kindsOf(parts)).toEqual(["tool_result", "tool_result", "question"]);
});

test("a history that ends with an answer leaves nothing to tell", () => {
  expect(
    readInput([
      { role: "user", content: "a" },
      { role: "assistant", content: "b" },
    ]),
  ).toEqual({
    parts: [],
    continued: true,
    finishReasons: [],
  });
});

test("prose alone is a question, an answer or an instruction", () => {
  expect(kindsOf(readInput("What is the weather?").parts)).toEqual(["question"]);
  expect(kindsOf(readOutput("It rains.").parts)).toEqual(["answer"]);
  expect(kindsOf(readInstructions("Be brief."))).toEqual(["instruction"]);
});

test("instructions are read in each of their forms", () => {
  for (const value of [
    [
      { type: "text", content: "a" },
      { type: "text", content: "b" },
    ],
    [
      { type: "text", text: "a" },
      { type: "text", text: "b" },
    ],
    ["a", "b"],
    { parts: [{ text: "a" }, { text: "b" }] },
  ]) {
    expect(kindsOf(readInstructions(value))).toEqual(["instruction", "instruction"]);
    expect(kindsOf(readInstructions(JSON.stringify(value)))).toEqual([
      "instruction",
      "instruction",
    ]);
  }
});

test("an answer that is JSON is structured output, a question is not", () => {
  expect(kindsOf(readOutput([{ role: "assistant", content: '{"a":1}' }]).parts)).toEqual([
    "structured_output",
  ]);
  expect(kindsOf(readInput([{ role: "user", content: '{"a":1}' }]).parts)).toEqual(["question"]);
});

test("a refusal is told as one", () => {
  const message = { role: "assistant", content: null, refusal: "I cannot do that" };
  expect(readOutput([message]).parts).toEqual([{ kind: "refusal", shape: "text", length: 16 }]);
  const blocks = [{ role: "assistant", content: [{ type: "refusal", refusal: "I cannot" }] }];
  expect(readOutput(blocks).parts).toEqual([{ kind: "refusal", shape: "text", length: 8 }]);
});

test("every choice of an answer is told", () => {
  const choices = ["a", "b"].map((content, index) => {
    return { index, finish_reason: "stop", message: { role: "assistant", content } };
  });
  expect(readOutput({ choices })).toMatchObject({
    parts: [{ kind: "answer" }, { kind: "answer" }],
    finishReasons: ["stop", "stop"],
  });
});

test.each<[what: string, value: unknown]>([
  ["undefined", undefined],
  ["null", null],
  ["an empty text", ""],
  ["an empty list", []],
  ["an empty JSON list", "[]"],
  ["a message without content", [{ role: "user" }]],
])("nothing is told of %s", (_what, value) => {
  expect(readInput(value).parts).toEqual([]);
});

test("no part holds more of its content than kind, shape, length and tool name", () => {
  for (const { input, output } of CONVERSATIONS) {
    for (const part of [...readInput(input).parts, ...readOutput(output).parts]) {
      expect(Object.keys({ toolName: undefined, ...part }).toSorted()).toEqual([
        "kind",
        "length",
        "shape",
        "toolName",
      ]);
    }
  }
});

test("Genkit's parts are named by their one key", () => {
  const content = [
    { reasoning: "the customer is Alice" },
    { text: "hello" },
    { media: { url: "data:" } },
    { toolRequest: { name: "lookup", input: { name: "Alice" } } },
  ];
  const { parts } = readOutput({ message: { role: "model", content } });
  expect(parts).toEqual([
    { kind: "reasoning", shape: "text", length: 21 },
    { kind: "answer", shape: "text", length: 5 },
    { kind: "media", shape: "object:1", length: 5 },
    { kind: "tool_selection", shape: "object:1", length: 5, toolName: "lookup" },
  ]);
  const toolResponse = { name: "lookup", output: { found: true } };
  const answers = [{ role: "tool", content: [{ toolResponse }] }];
  expect(readInput(answers).parts).toEqual([
    { kind: "tool_result", shape: "object:2", length: 10 },
  ]);
});
