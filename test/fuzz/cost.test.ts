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

// Some 20 to 100 ms where nothing else runs; a machine that is busy takes several times that, and
// what is not bounded at all takes minutes.
const MAX_MS = 1000;
const MEGABYTE = 1_000_000;
const contextOf = createForeignContexts({ key: new Uint8Array(32), names: knownNames() });

/** JSON texts of a megabyte, each built like nothing that is worth reading. */
const TEXTS: readonly (readonly [what: string, text: string])[] = [
  ["messages", jsonList('{"role":"user","content":"a few words"}')],
  ["one long answer", JSON.stringify([{ role: "assistant", content: "word ".repeat(199_000) }])],
  ["escapes", JSON.stringify([{ role: "assistant", content: "\n".repeat(499_000) }])],
  ["empty lists", jsonList("[]")],
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
    expect(leastMs(() => told(record))).toBeLessThan(MAX_MS);
    expect(told(record)[0]?.type).toBe("model_completion");
  });

  test("is read in time as the arguments of a tool", () => {
    const record = spanOf([
      attribute("gen_ai.operation.name", { stringValue: "execute_tool" }),
      attribute("gen_ai.tool.call.arguments", { stringValue: text }),
    ]);
    expect(leastMs(() => told(record))).toBeLessThan(MAX_MS);
  });
});

test("a hundred levels of nesting are cut at sixteen, and the cut is counted", () => {
  let value: object = { stringValue: "deep" };
  for (let level = 0; level < 100; level++) value = { arrayValue: { values: [value] } };
  const body = bodyOf([attribute("gen_ai.input.messages", value), ...CHAT]);
  let cut = 0;
  const decode = (): SpanRecord[] =>
    decodeBody(body, { signal: "traces" }, { onCut: (values) => (cut = values) }) as SpanRecord[];
  expect(leastMs(() => told(decode()[0]!))).toBeLessThan(MAX_MS);
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
  expect(leastMs(() => told(decode()))).toBeLessThan(MAX_MS);
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
  expect(leastMs(() => told(record))).toBeLessThan(MAX_MS);
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

function leastMs(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return Math.min(...times);
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
