import { expect, test } from "vitest";
import type { AttributeValue } from "./audit-event.ts";
import { writeCommitments } from "./commitments.ts";
import { projectionContext } from "./testing/projection-context.ts";

const { keyed } = projectionContext();

function commitmentsTo(contents: Record<string, unknown>): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  writeCommitments(attributes, contents, keyed);
  return attributes;
}

test("content is committed to under the name of what it is", () => {
  expect(commitmentsTo({ input: "text", output: { a: [1] } })).toEqual({
    "auditspan.commitment.input": keyed("commitment.input", "text"),
    "auditspan.commitment.output": keyed("commitment.output", '{"a":[1]}'),
  });
});

test("equal content in two places has two commitments", () => {
  const { "auditspan.commitment.input": input, "auditspan.commitment.output": output } =
    commitmentsTo({ input: "text", output: "text" });
  expect(input).not.toBe(output);
});

test("there is no commitment to nothing, nor to what has no one text", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(commitmentsTo({ input: undefined, output: null, result: cycle, query: 1n })).toEqual({});
  expect(commitmentsTo({ input: () => 1, output: Symbol("a") })).toEqual({});
});
