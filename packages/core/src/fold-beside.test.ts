import { expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { fold, release } from "./fold.ts";
import { createFoldState } from "./fold-state.ts";
import type { AnyAttributes, SpanRecord } from "./record.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { spanRecord, START } from "./testing/records.ts";

const context = projectionContext({ tools: ["lookup"] });
const AGENT = "00000000000000aa";
const SECOND = 1_000_000_000n;

/** The span of the SDK, which ends a moment later. */
function ofSdk(attributes: AnyAttributes = {}, parts: Partial<SpanRecord> = {}): SpanRecord {
  return spanRecord({
    scope: { name: "com.anthropic.sdk.typescript" },
    spanId: "00000000000000bb",
    parentSpanId: AGENT,
    statusCode: 1,
    endTime: START + SECOND + 300_000n,
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.usage.input_tokens": 123,
      "gen_ai.usage.output_tokens": 26,
      ...attributes,
    },
    ...parts,
  });
}

/** The span of the instrumentation, under the same parent. */
function beside(attributes: AnyAttributes = {}, spanId = "00000000000000cc"): SpanRecord {
  return spanRecord({
    scope: { name: "@arizeai/openinference-instrumentation-anthropic" },
    spanId,
    parentSpanId: AGENT,
    attributes: {
      "openinference.span.kind": "LLM",
      "llm.token_count.prompt": 123,
      "llm.token_count.completion": 26,
      "llm.output_messages.0.message.role": "assistant",
      "llm.output_messages.0.message.content": "hello",
      ...attributes,
    },
  });
}

function told(...records: SpanRecord[]): AuditEvent[] {
  const state = createFoldState();
  const events = records.flatMap((record) => fold(state, record, context, 0));
  return [...events, ...release(state, Infinity)];
}

const types = (events: readonly AuditEvent[]): string[] => events.map(({ type }) => type).sort();

test("a call that an instrumentation tells beside the client library is counted once", () => {
  const events = told(beside(), ofSdk());
  expect(types(events)).toEqual(["model_completion", "workflow_step"]);
  expect(events[0]?.attributes["auditspan.step.kinds"]).toEqual(["answer"]);
});

test.each([
  ["other tokens went in", { "gen_ai.usage.input_tokens": 124 }, {}],
  ["other tokens came out", { "gen_ai.usage.output_tokens": 27 }, {}],
  ["it has another parent", {}, { parentSpanId: "00000000000000dd" }],
  ["it has no parent", {}, { parentSpanId: undefined }],
  ["it began later", {}, { startTime: START + SECOND + 1n, endTime: START + 2n * SECOND }],
])("a call is another one when %s", (_, attributes, parts) => {
  const both = ["model_completion", "model_completion"];
  expect(types(told(beside(), ofSdk(attributes, parts)))).toEqual(both);
});

test("one told call stands for one span, also of two calls that are alike", () => {
  const two = [beside(), ofSdk(), ofSdk({}, { spanId: "00000000000000ee" })];
  expect(types(told(...two))).toEqual(["model_completion", "model_completion", "workflow_step"]);
});

test("two instrumented calls with the same tokens are two", () => {
  const events = told(beside(), beside({}, "00000000000000ee"));
  expect(types(events)).toEqual(["model_completion", "model_completion"]);
});
