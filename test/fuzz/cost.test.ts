import { describe, expect, test } from "vitest";
import {
  createFoldState,
  createForeignContexts,
  decodeBody,
  fold,
  knownNames,
  OtlpDecodeError,
  release,
} from "@auditspan/core";
import type { AuditEvent, SpanRecord } from "@auditspan/core";

const MEGABYTE = 1_000_000;
const contextOf = createForeignContexts({ key: new Uint8Array(32), names: knownNames() });

const MESSAGES = jsonList('{"role":"user","content":"a few words"}');

/** JSON texts of a megabyte, each built like nothing that is worth reading. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ["messages", MESSAGES],
  ["one long answer", JSON.stringify([{ role: "assistant", content: "word ".repeat(199_000) }])],
  ["escapes", JSON.stringify([{ role: "assistant", content: "\n".repeat(499_000) }])],
  ["empty lists", jsonList("[]")],
  ["empty objects", jsonList("{}")],
  ["numbers", jsonList("1")],
  ["short texts with escapes", jsonList('"a\\nb"')],
  [
    "objects, each with a key of its own",
    `[${Array.from({ length: 60_000 }, (_, i) => `{"k${i}":${i}}`).join()}]`,
  ],
  [
    "JSON in JSON",
    JSON.stringify(
      Array(15).fill({ role: "assistant", content: jsonList('{"a":1}').slice(0, 50_000) + "{}]" }),
    ),
  ],
  ["objects, six deep", jsonList('{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}')],
  ["wrappers of messages", jsonList('{"messages":[{"message":{"content":[{"text":""}]}}]}')],
  ["tool calls", jsonList('{"role":"assistant","tool_calls":[{"name":"t","args":"{}"}]}')],
  ["brackets that never close", "[".repeat(MEGABYTE)],
  ["levels that all close", "[".repeat(MEGABYTE / 2) + "]".repeat(MEGABYTE / 2)],
  ["keys of an object", `{${Array.from({ length: 70_000 }, (_, i) => `"k${i}":${i}`).join()}}`],
];

describe.each(TEXTS)("a megabyte of JSON: %s", (_, text) => {
  test.each(["gen_ai.input.messages", "gen_ai.output.messages"])("is read in time in %s", (key) => {
    const record = completion([attribute(key, { stringValue: text })]);
    expect(isQuick(() => told(record))).toBe(true);
    expect(told(record)[0]?.type).toBe("model_completion");
  });

  test("is read in time as the arguments of a tool", () => {
    const record = spanOf([
      attribute("gen_ai.operation.name", { stringValue: "execute_tool" }),
      attribute("gen_ai.tool.call.arguments", { stringValue: text }),
    ]);
    expect(isQuick(() => told(record))).toBe(true);
  });
});

/** Where other dialects keep whole conversations, or look for facts inside of them. */
const PLACES: readonly (readonly [key: string, beside: Readonly<Record<string, string>>])[] = [
  ["output.value", { "openinference.span.kind": "LLM" }],
  ["llm.invocation_parameters", { "openinference.span.kind": "LLM" }],
  ["langfuse.observation.output", { "langfuse.observation.type": "generation" }],
  ["langfuse.observation.usage_details", { "langfuse.observation.type": "generation" }],
  ["gen_ai.completion", { "langsmith.span.kind": "llm" }],
  ["genkit:output", { "genkit:type": "action", "genkit:metadata:subtype": "model" }],
  ["mastra.model_inference.output", { "mastra.span.type": "model_inference" }],
  ["ai.response.toolCalls", { "ai.operationId": "ai.generateText.doGenerate" }],
];

describe.each(PLACES)("a megabyte of JSON in %s", (key, beside) => {
  test.each(["wrappers of messages", "objects, each with a key of its own"])(
    "is read in time: %s",
    (what) => {
      const text = TEXTS.find(([name]) => name === what)![1];
      const marks = Object.entries(beside).map(([name, value]) =>
        attribute(name, { stringValue: value }),
      );
      const record = spanOf([...marks, attribute(key, { stringValue: text })]);
      expect(isQuick(() => told(record))).toBe(true);
      expect(told(record)[0]?.type).toBe("model_completion");
    },
  );
});

test("a hundred levels of nesting are cut at sixteen, and the cut is counted", () => {
  let value: object = { stringValue: "deep" };
  for (let level = 0; level < 100; level++) value = { arrayValue: { values: [value] } };
  const body = bodyOf([attribute("gen_ai.input.messages", value), ...CHAT]);
  let cut = 0;
  const decode = (): SpanRecord[] =>
    decodeBody(body, { signal: "traces" }, { onCut: (values) => (cut = values) }) as SpanRecord[];
  expect(isQuick(() => told(decode()[0]!))).toBe(true);
  expect(cut).toBe(1);
});

test("of ten thousand attributes those that are listed are kept or counted, in time", () => {
  const strangers = Array.from({ length: 10_000 }, (_, i) =>
    attribute(`llm.input_messages.${i}.message.content`, { stringValue: "a few words" }),
  );
  const body = bodyOf([
    ...strangers,
    ...CHAT,
    attribute("gen_ai.usage.input_tokens", { stringValue: "many" }),
    attribute("gen_ai.usage.output_tokens", { intValue: "7" }),
  ]);
  const decode = (): SpanRecord => decodeBody(body, { signal: "traces" })[0] as SpanRecord;
  expect(isQuick(() => told(decode()))).toBe(true);
  const [event] = told(decode());
  expect(event?.attributes).toMatchObject({
    "gen_ai.usage.output_tokens": 7,
    "auditspan.dropped_attributes": 1,
  });
  expect(Object.keys(event!.attributes).length).toBeLessThan(20);
});

test("ten thousand messages in flattened keys are read in time, the first thousand of them", () => {
  const messages = Array.from({ length: 10_000 }, (_, i) =>
    attribute(`llm.input_messages.${i}.message.content`, { stringValue: "a few words" }),
  );
  const record = spanOf([
    attribute("openinference.span.kind", { stringValue: "LLM" }),
    ...messages,
  ]);
  expect(isQuick(() => told(record))).toBe(true);
});

test("more values than a body may have are refused, and the refusal says the limit", () => {
  const body = bodyOf(Array.from({ length: 10_000 }, (_, i) => attribute(`k${i}`, {})));
  const refusal = refusalOf(() => decodeBody(body, { signal: "traces" }, { maxValues: 9_999 }));
  expect(refusal).toMatchObject({ reason: "limit" });
  expect(refusal?.message).toContain("at most 9999");
});

function told(record: SpanRecord): readonly AuditEvent[] {
  const state = createFoldState();
  const events = fold(state, record, contextOf(record), 0);
  return [...events, ...release(state, Number.POSITIVE_INFINITY)];
}

function refusalOf(decode: () => unknown): OtlpDecodeError | undefined {
  try {
    decode();
    return undefined;
  } catch (error) {
    if (error instanceof OtlpDecodeError) return error;
    throw error;
  }
}

/**
 * Whether a run takes less than five times as long as the parser takes for a megabyte of messages:
 * 20 ms where that takes 4. A machine that is busy makes both slow, but not each time.
 */
function isQuick(run: () => unknown): boolean {
  for (let round = 0; round < 10; round++) {
    const unit = millis(() => JSON.parse(MESSAGES));
    if (millis(run) < 5 * unit) return true;
  }
  return false;
}

function millis(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function jsonList(item: string): string {
  return `[${Array.from({ length: Math.floor(MEGABYTE / (item.length + 1)) }, () => item).join()}]`;
}

function attribute(key: string, value: object): object {
  return { key, value };
}

const CHAT = [attribute("gen_ai.operation.name", { stringValue: "chat" })];

function completion(attributes: readonly object[]): SpanRecord {
  return spanOf([...CHAT, ...attributes]);
}

function spanOf(attributes: readonly object[]): SpanRecord {
  return decodeBody(bodyOf(attributes), { signal: "traces" })[0] as SpanRecord;
}

function bodyOf(attributes: readonly object[]): Uint8Array {
  const span = { traceId: "a".repeat(32), spanId: "b".repeat(16), name: "a span", attributes };
  return Buffer.from(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] }));
}
