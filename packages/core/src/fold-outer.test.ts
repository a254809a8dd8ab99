import { expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { fold, release, takeHeld } from "./fold.ts";
import { createFoldState } from "./fold-state.ts";
import type { AnyAttributes, SpanRecord } from "./record.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { heldEvents } from "./testing/held-events.ts";
import { spanRecord, START } from "./testing/records.ts";

const context = projectionContext({ tools: ["lookup"] });
const OUTER = "00000000000000aa";
const SDK = { name: "com.anthropic.sdk.typescript" };
const AROUND = { name: "@traceloop/instrumentation-anthropic" };

const STRANGER = JSON.stringify([
  { role: "assistant", parts: [{ type: "reasoning" }, { type: "tool_call", name: "stranger" }] },
]);

function inner(attributes: AnyAttributes = {}, parts: Partial<SpanRecord> = {}): SpanRecord {
  const own = { "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 291 };
  const all = { ...own, "anthropic.message.stop_reason": "tool_use", ...attributes };
  return spanRecord({ scope: SDK, parentSpanId: OUTER, attributes: all, ...parts });
}

function outer(attributes: AnyAttributes = {}, parts: Partial<SpanRecord> = {}): SpanRecord {
  const own = { "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 211 };
  const all = { ...own, "gen_ai.output.messages": STRANGER, ...attributes };
  return spanRecord({ scope: AROUND, spanId: OUTER, attributes: all, ...parts });
}

function told(...records: SpanRecord[]): AuditEvent[] {
  const state = createFoldState();
  return records.flatMap((record) => fold(state, record, context, 0));
}

const types = (events: readonly AuditEvent[]): string[] => events.map(({ type }) => type);

test("a call without content takes that of the span around it, and keeps its own counts", () => {
  const counted = { "gen_ai.usage.reasoning.output_tokens": 9 };
  const events = told(inner(counted), outer());
  expect(types(events)).toEqual(["model_completion", "workflow_step", "unregistered_tool"]);
  expect(events[0]?.attributes).toMatchObject({
    "gen_ai.usage.input_tokens": 291,
    "gen_ai.response.finish_reasons": ["tool_calls"],
    "auditspan.step.kinds": ["reasoning", "tool_selection"],
  });
  expect(events[0]?.attributes).not.toHaveProperty("error.type");
});

test("an error of the span around a call is not the call's", () => {
  const [call] = told(inner(), outer({}, { statusCode: 2 }));
  expect(call?.attributes["auditspan.event.outcome"]).toBe("success");
  expect(call?.attributes).not.toHaveProperty("error.type");
});

test("a call with content waits for nothing, and what both show is told once", () => {
  const state = createFoldState();
  const first = fold(state, inner({ "gen_ai.output.messages": STRANGER }), context, 0);
  expect(types(first)).toEqual(["model_completion", "unregistered_tool"]);
  expect(types(fold(state, outer(), context, 0))).toEqual(["workflow_step"]);
});

test("a call that no span is around goes out at once", () => {
  expect(types(told(inner({}, { parentSpanId: undefined })))).toEqual(["model_completion"]);
});

test("a call goes out as it is when the span around it is another action", () => {
  const agent = outer({ "gen_ai.operation.name": "invoke_agent" });
  const events = told(inner(), agent);
  expect(types(events)).toEqual(["model_completion", "agent_invocation"]);
  expect(events[0]?.attributes).not.toHaveProperty("auditspan.step.kinds");
});

test("a call goes out when another one follows in the same span", () => {
  const state = createFoldState();
  expect(fold(state, inner(), context, 0)).toEqual([]);
  const second = inner({}, { spanId: "00000000000000bb" });
  expect(fold(state, second, context, 0)).toMatchObject([{ spanId: inner().spanId }]);
});

test("a call that waits in vain is released in time, and shown as held until then", () => {
  const state = createFoldState();
  fold(state, inner(), context, 5);
  expect(types(heldEvents(state))).toEqual(["model_completion"]);
  expect(release(state, 5)).toEqual([]);
  expect(types(release(state, 6))).toEqual(["model_completion"]);
  expect(heldEvents(state)).toEqual([]);
});

test("a call that waits is told as held once, and not when it is out by then", () => {
  const state = createFoldState({ tellsHeld: true });
  fold(state, inner(), context, 0);
  expect(types(takeHeld(state))).toEqual(["model_completion"]);
  expect(takeHeld(state)).toEqual([]);
  fold(state, inner({}, { parentSpanId: "11111111111111a1" }), context, 0);
  release(state, 1);
  expect(takeHeld(state)).toEqual([]);
});

test("no more calls wait than the state may hold", () => {
  const state = createFoldState({ maxEntries: 2 });
  const events = ["a1", "a2", "a3"].flatMap((id) => {
    const parts = { spanId: `00000000000000${id}`, parentSpanId: `11111111111111${id}` };
    return fold(state, inner({}, parts), context, 0);
  });
  expect(events).toMatchObject([{ spanId: "00000000000000a1" }]);
});

test("a wrapper that ends before the span inside it is the call, and the inner one a step", () => {
  const events = told(outer(), inner({ "gen_ai.output.messages": STRANGER }));
  expect(types(events)).toEqual(["model_completion", "unregistered_tool", "workflow_step"]);
  expect(types(told(outer(), inner()))).toEqual([
    "model_completion",
    "unregistered_tool",
    "workflow_step",
  ]);
});

test("a call that begins after its parent call has ended is a call of its own", () => {
  const later = inner({ "gen_ai.output.messages": "[]" }, { startTime: START + 2_000_000_000n });
  const state = createFoldState();
  fold(state, outer(), context, 0);
  const events = [...fold(state, later, context, 0), ...release(state, 1)];
  expect(types(events)).toEqual(["model_completion"]);
});
