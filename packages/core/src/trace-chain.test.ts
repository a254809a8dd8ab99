import { expect, test } from "vitest";
import { createEvent } from "./create-event.ts";
import type { EventOptions } from "./create-event.ts";
import { subjectOf } from "./otlp/wire-place.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { TraceChain } from "./trace-chain.ts";

const SPAN = "00000000000000aa";
const trace = (digit: string): string => digit.repeat(32);

function event(type: string, options: Partial<EventOptions>, sessionId = "one") {
  const { stamp, ...context } = projectionContext();
  const of = { ...context, stamp: { ...stamp, sessionId } };
  return createEvent(type, {}, of, { time: 1n, spanId: SPAN, ...options });
}

function previousOf(chain: TraceChain, ...[type, options, session]: Parameters<typeof event>) {
  const { previous } = chain.follow(event(type, options, session));
  return previous && [previous.traceId, previous.spanId];
}

test("the root of a trace is linked to the root of the trace before it", () => {
  const chain = new TraceChain();
  expect(previousOf(chain, "session_started", { traceId: trace("1") })).toBe(undefined);
  expect(previousOf(chain, "agent_invocation", { traceId: trace("2") })).toEqual([
    trace("1"),
    SPAN,
  ]);
  expect(previousOf(chain, "session_ended", { traceId: trace("3") })).toEqual([trace("2"), SPAN]);
});

test("a span inside a trace, a second root of one and a checkpoint are no links of the chain", () => {
  const chain = new TraceChain();
  chain.follow(event("session_started", { traceId: trace("1") }));
  const inside = { traceId: trace("2"), parentSpanId: SPAN };
  expect(previousOf(chain, "tool_call", inside)).toBe(undefined);
  expect(previousOf(chain, "checkpoint", { traceId: trace("4") })).toBe(undefined);
  expect(previousOf(chain, "agent_invocation", { traceId: trace("1") })).toBe(undefined);
});

test("a model call that stands alone is no turn: it has no link, and the next turn skips it", () => {
  const chain = new TraceChain();
  chain.follow(event("session_started", { traceId: trace("1") }));
  expect(previousOf(chain, "model_completion", { traceId: trace("2") })).toBe(undefined);
  expect(previousOf(chain, "agent_invocation", { traceId: trace("3") })).toEqual([
    trace("1"),
    SPAN,
  ]);
});

test("sessions are chains of their own", () => {
  const chain = new TraceChain();
  chain.follow(event("session_started", { traceId: trace("1") }));
  expect(previousOf(chain, "session_started", { traceId: trace("2") }, "two")).toBe(undefined);
  expect(previousOf(chain, "session_ended", { traceId: trace("3") })).toEqual([trace("1"), SPAN]);
});

test("an event that tells of another's span, or was linked before, stays as it is", () => {
  const chain = new TraceChain();
  chain.follow(event("session_started", { traceId: trace("1") }));
  const told = event("unregistered_tool", { traceId: trace("2") });
  const attempt = { ...told, attributes: { ...told.attributes, ...subjectOf(told) } };
  expect(chain.follow(attempt)).toBe(attempt);
  const linked = chain.follow(event("agent_invocation", { traceId: trace("2") }));
  expect(chain.follow(linked)).toBe(linked);
});
