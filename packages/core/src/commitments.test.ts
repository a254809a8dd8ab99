import { expect, test } from "vitest";
import type { AttributeValue } from "./audit-event.ts";
import { writeCommitments } from "./commitments.ts";
import { millisOf } from "./testing/millis-of.ts";
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

test("content of too many values or characters has no commitment, and takes no time", () => {
  const deep = (levels: number): unknown => {
    let value: unknown = { text: "a few words" };
    for (let level = 0; level < levels; level++) value = [value, value];
    return value;
  };
  const contents = {
    input: deep(50),
    output: Array(100_001).fill(1),
    arguments: new Uint8Array(100_001),
    result: Array(17).fill("a".repeat(1 << 20)),
  };
  expect(millisOf(() => expect(commitmentsTo(contents)).toEqual({}))).toBeLessThan(200);
  expect(millisOf(() => commitmentsTo({ input: deep(14) }))).toBeLessThan(200);
  expect(Object.keys(commitmentsTo({ input: deep(14) }))).toHaveLength(1);
});

test("there is no commitment to nothing, nor to what has no one text", () => {
  const cycle: unknown[] = [];
  cycle.push(cycle);
  expect(commitmentsTo({ input: undefined, output: null, result: cycle, query: 1n })).toEqual({});
  expect(commitmentsTo({ input: () => 1, output: Symbol("a") })).toEqual({});
});
