import { expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { createFoldState } from "./fold-state.ts";
import { fold, release } from "./fold.ts";
import type { AnyAttributes, LogRecord, SpanRecord } from "./record.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { logRecord, spanRecord } from "./testing/records.ts";

// Whoever is called by an agent is told its span ids, and can send spans of another trace with them.
const OTHER_TRACE = "f".repeat(32);
const CALL = "00000000000000aa";
const IN_LOGS = { name: "@opentelemetry/instrumentation-openai" };
const context = projectionContext();

function chat(attributes: AnyAttributes = {}, parts: Partial<SpanRecord> = {}): SpanRecord {
  return spanRecord({ attributes: { "gen_ai.operation.name": "chat", ...attributes }, ...parts });
}

function told(...records: (SpanRecord | LogRecord)[]): AuditEvent[] {
  const state = createFoldState();
  const events = records.flatMap((record) => fold(state, record, context, 0));
  return [...events, ...release(state, Number.POSITIVE_INFINITY)];
}

test("a span of another trace adds nothing to a call that waits for the span around it", () => {
  const inner = chat({}, { scope: { name: "com.anthropic.sdk.typescript" }, parentSpanId: CALL });
  const answer = { "gen_ai.usage.input_tokens": 77 };
  const [outer, event] = told(inner, chat(answer, { spanId: CALL, traceId: OTHER_TRACE }));
  expect(event?.traceId).toBe(inner.traceId);
  expect(event?.attributes).not.toHaveProperty("gen_ai.usage.input_tokens");
  expect(outer?.type).toBe("model_completion");
});

test("a call in another trace makes no step of a call with the same span id", () => {
  const inner = chat({}, { parentSpanId: CALL, traceId: OTHER_TRACE });
  const types = told(inner, chat({}, { spanId: CALL })).map(({ type }) => type);
  expect(types).toEqual(["model_completion", "model_completion"]);
});

test("a log record of another trace adds nothing to the completion with its span id", () => {
  const log = logRecord({
    eventName: "gen_ai.choice",
    traceId: OTHER_TRACE,
    body: { message: { role: "assistant", content: "no" } },
  });
  const [completion, annotation] = told(chat({}, { scope: IN_LOGS }), log);
  expect(completion?.attributes).not.toHaveProperty("auditspan.step.kinds");
  expect(annotation).toMatchObject({ type: "annotation", traceId: OTHER_TRACE });
});

test("a span that is sent again while it is held is told once, with its log events", () => {
  const span = chat({}, { scope: IN_LOGS });
  const log = logRecord({ eventName: "gen_ai.choice", body: { message: { content: "yes" } } });
  const events = told(span, span, log);
  expect(events).toHaveLength(1);
  expect(events[0]?.attributes["auditspan.step.kinds"]).toEqual(["answer"]);
});

test("what a log event says its finish reason is, however large, is held as a few characters", () => {
  const state = createFoldState();
  const body = { finish_reason: "x".repeat(1000), message: { content: "yes" } };
  fold(state, logRecord({ eventName: "gen_ai.choice", body }), context, 0);
  expect([...state.logged.values()].map(({ finishReasons }) => finishReasons)).toEqual([
    ["x".repeat(65)],
  ]);
});
