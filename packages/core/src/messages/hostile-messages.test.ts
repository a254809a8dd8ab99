import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_STEPS } from "../attributes.ts";
import type { AttributeValue } from "../audit-event.ts";
import { STEP_KINDS } from "../enums.ts";
import { kindCheck } from "../kind-checks.ts";
import { list, shape } from "../kinds.ts";
import { knownNames } from "../known-names.ts";
import { millisOf } from "../testing/millis-of.ts";
import { readInput, readInstructions, readOutput } from "./messages.ts";
import { writeSteps } from "./steps.ts";

const names = knownNames();
const areShapes = kindCheck(list(shape, MAX_STEPS));
const MEGABYTE = 1 << 20;

function readAll(value: unknown): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  const input = [...readInstructions(value), ...readInput(value).parts];
  writeSteps(attributes, input, readOutput(value).parts);
  return attributes;
}

function nested(levels: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = "text";
  for (let i = 0; i < levels; i++) value = wrap(value);
  return value;
}

function repeated(text: string): string {
  return `[${Array(Math.floor((MEGABYTE - 100) / (text.length + 1)))
    .fill(text)
    .join()}]`;
}

function parseQuietly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ownMessage: Record<string, unknown> = { role: "user" };
ownMessage["content"] = ownMessage;
ownMessage["messages"] = [ownMessage, ownMessage];
ownMessage["message"] = ownMessage;
const ownList: unknown[] = [];
for (let i = 0; i < 1000; i++) ownList.push(ownList);
const ownWrapped: Record<string, unknown> = {};
ownWrapped["choices"] = Array(1000).fill(ownWrapped);
ownWrapped["message"] = ownWrapped;

describe("bounded in time, whatever comes", () => {
  test.each<[what: string, value: unknown]>([
    ["a megabyte of brackets", "[".repeat(MEGABYTE / 2) + "]".repeat(MEGABYTE / 2)],
    ["a megabyte of numbers", repeated("1")],
    ["a megabyte of empty objects", repeated("{}")],
    ["a megabyte of empty lists", repeated("[]")],
    ["a megabyte of messages", repeated('{"role":"user","content":"a"}')],
    ["a megabyte of wrapped messages", repeated('{"message":{"content":"a"}}')],
    ["a megabyte in one content", `[{"role":"user","content":${repeated("1")}}]`],
    ["a megabyte of parts", `[{"role":"user","content":${repeated('{"type":"text"}')}}]`],
    ["a megabyte of keys", `{${Array.from({ length: 80_000 }, (_, i) => `"${i}":{}`).join()}}`],
    ["a megabyte of tool calls", `[{"role":"assistant","tool_calls":${repeated("{}")}}]`],
    ["a megabyte that never ends", `[${"{".repeat(MEGABYTE - 2)}`],
    ["a megabyte of white space", " ".repeat(MEGABYTE)],
    ["prose of many megabytes", "prose ".repeat(2 * MEGABYTE)],
    ["a hundred nested lists", nested(100, (inner) => [inner, inner])],
    ["a hundred nested messages", nested(100, (content) => [{ role: "user", content }])],
    ["JSON in JSON in JSON", nested(10, (inner) => JSON.stringify([inner]))],
    ["ten thousand messages", Array(10_000).fill({ role: "user", content: "a" })],
    ["ten thousand answers", Array(10_000).fill({ role: "assistant", content: "a" })],
    ["ten thousand batches", Array(10_000).fill([{ role: "user", content: "a" }])],
    ["ten thousand JSON texts", [{ role: "user", content: Array(10_000).fill('{"a":[1,2]}') }]],
    ["a million parts", [{ role: "user", content: Array(1_000_000).fill("a") }]],
    ["a million tool calls", [{ role: "assistant", tool_calls: Array(1_000_000).fill({}) }]],
    ["a megabyte of bytes", [{ role: "user", content: new Uint8Array(MEGABYTE) }]],
    ["a list without an end", [{ role: "user", content: Array(2 ** 32 - 1) }]],
    ["messages without an end", Array(2 ** 32 - 1)],
    ["a message that holds itself", [ownMessage]],
    ["a list that holds itself a thousand times", ownList],
    ["a wrapper that holds itself a thousand times", ownWrapped],
  ])("%s", (_what, value) => {
    // A text costs what its parser costs, which for deep nesting is much.
    const parser = typeof value === "string" ? millisOf(() => parseQuietly(value)) : 0;
    expect(millisOf(() => readInput(value))).toBeLessThan(200 + 4 * parser);
    expect(millisOf(() => readOutput(value))).toBeLessThan(200 + 4 * parser);
    expect(areShapes(readAll(value)["auditspan.step.shapes"] ?? [], names)).toBe(true);
  });
});

test("a getter that throws ends the reading", () => {
  const hostile = {
    get role(): never {
      throw new Error("touched");
    },
  };
  expect(() => readInput([hostile])).toThrow("touched");
});

test("whatever comes, only kinds, counts and shapes come out, in three parallel lists", () => {
  const word = fc.constantFrom("role", "content", "parts", "type", "text", "tool_calls", "message");
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom("user", "assistant", "tool_call", "constructor", "__proto__", '{"a":1}'),
      fc.anything({ maxDepth: 1, withNullPrototype: true, withBigInt: true }),
      fc.array(tie("tree"), { maxLength: 4 }),
      fc.dictionary(word, tie("tree"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const attributes = readAll(value);
      const kinds = (attributes["auditspan.step.kinds"] ?? []) as string[];
      const tokens = (attributes["auditspan.step.tokens"] ?? []) as number[];
      const shapes = (attributes["auditspan.step.shapes"] ?? []) as string[];
      expect(kinds.every((kind) => (STEP_KINDS as readonly string[]).includes(kind))).toBe(true);
      expect(tokens.every((n) => Number.isInteger(n) && n >= 0)).toBe(true);
      expect(areShapes(shapes, names)).toBe(true);
      expect([tokens.length, shapes.length]).toEqual([kinds.length, kinds.length]);
    }),
    { numRuns: 1000 },
  );
});
