import { expect, test } from "vitest";
import { MAX_STEPS } from "../attributes.ts";
import type { AttributeValue } from "../audit-event.ts";
import type { Part } from "./message.ts";
import { writeSteps } from "./steps.ts";

function stepsOf(input: readonly Part[], output: readonly Part[]): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  writeSteps(attributes, input, output);
  return attributes;
}

const question: Part = { kind: "question", shape: "text", length: 9 };
const call: Part = { kind: "tool_selection", shape: "object:1", length: 3, toolName: "Alice" };

test("steps stand in three parallel lists, input first, with both sizes", () => {
  expect(stepsOf([question, question], [call])).toEqual({
    "auditspan.step.kinds": ["question", "question", "tool_selection"],
    "auditspan.step.tokens": [3, 3, 1],
    "auditspan.step.shapes": ["text", "text", "object:1"],
    "auditspan.step.estimated": true,
    "auditspan.io.input_size": 32,
    "auditspan.io.output_size": 4,
  });
});

test("nothing is written of nothing", () => {
  expect(stepsOf([], [])).toEqual({});
});

test("one side alone has one size", () => {
  expect(stepsOf([], [call])).not.toHaveProperty(["auditspan.io.input_size"]);
  expect(stepsOf([question], [])).not.toHaveProperty(["auditspan.io.output_size"]);
});

test("what is beyond the lists is counted and measured", () => {
  const steps = stepsOf(Array<Part>(MAX_STEPS + 5).fill(question), [call]);
  expect(steps["auditspan.step.kinds"]).toHaveLength(MAX_STEPS);
  expect(steps["auditspan.step.more"]).toBe(6);
  expect(steps["auditspan.io.input_size"]).toBe(1024);
  expect(steps["auditspan.io.output_size"]).toBe(4);
});

test("the tokens of one step have an upper bound", () => {
  const long: Part = { ...question, length: 2 ** 33 };
  expect(stepsOf([long], [])["auditspan.step.tokens"]).toEqual([9_999_999]);
});
