import { expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { createEvent } from "./create-event.ts";
import type { Outcome } from "./dialects/dialect.ts";
import { foldDecision } from "./fold-decision.ts";
import { createFoldState } from "./fold-state.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { START, TRACE_ID } from "./testing/records.ts";

const PARENT = "00000000000000aa";

function eventOf(
  outcome: Outcome,
  { spanId = "00000000000000bb", errorType }: { spanId?: string; errorType?: string } = {},
): AuditEvent {
  const parentSpanId = spanId === PARENT ? undefined : PARENT;
  const options = { time: START, traceId: TRACE_ID, spanId, parentSpanId, outcome, errorType };
  return createEvent("operation", {}, projectionContext(), options);
}

const parent = (outcome: Outcome = "success"): AuditEvent => eventOf(outcome, { spanId: PARENT });

test("an action takes the outcome and the error of a part that decides it", () => {
  const state = createFoldState();
  foldDecision(state, eventOf("failure", { errorType: "tool_error" }), true);
  foldDecision(state, eventOf("success"), true);
  foldDecision(state, eventOf("unknown"), true);
  expect(foldDecision(state, parent(), false).attributes).toMatchObject({
    "auditspan.event.outcome": "failure",
    "error.type": "tool_error",
  });
  expect(state.decided.size).toBe(0);
});

test("what only happens inside an action decides nothing", () => {
  const state = createFoldState();
  foldDecision(state, eventOf("failure"), false);
  const action = parent();
  expect(foldDecision(state, action, false)).toBe(action);
});

test("an action that says itself how it ended keeps that", () => {
  const state = createFoldState();
  foldDecision(state, eventOf("denied"), true);
  const action = parent("failure");
  expect(foldDecision(state, action, false)).toBe(action);
});
