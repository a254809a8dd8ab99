import { expect, test } from "vitest";
import { withCountedReasoning } from "./counted-reasoning.ts";
import type { Part } from "./message.ts";

const REASONING = "gen_ai.usage.reasoning.output_tokens";
const ANSWER: Part = { kind: "answer", shape: "text", length: 6 };
const THOUGHTS: Part = { kind: "reasoning", shape: "text", length: 8 };

test("reasoning that was counted and not shown comes before the answer", () => {
  expect(withCountedReasoning([ANSWER], { [REASONING]: 12 })).toEqual([
    { kind: "reasoning", shape: "empty", length: 48 },
    ANSWER,
  ]);
});

test.each([
  ["reasoning that the content shows", [THOUGHTS, ANSWER], { [REASONING]: 12 }],
  ["no reasoning", [ANSWER], { [REASONING]: 0 }],
  ["what the provider does not count", [ANSWER], {}],
])("%s adds no step", (_, output, attributes) => {
  expect(withCountedReasoning(output, attributes)).toBe(output);
});
