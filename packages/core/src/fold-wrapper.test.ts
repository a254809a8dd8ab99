import { describe, expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { createFoldState } from "./fold-state.ts";
import { fold, release } from "./fold.ts";
import { inFoldOrder } from "./fold-order.ts";
import type { SpanRecord } from "./record.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { spanRecord } from "./testing/records.ts";

const context = projectionContext();

/** A span by the number of its id and of its parent's; its operation says what it is. */
function span(id: number, parent: number | undefined, operation: string | undefined): SpanRecord {
  return spanRecord({
    spanId: hexOf(id),
    parentSpanId: parent === undefined ? undefined : hexOf(parent),
    attributes: { "gen_ai.operation.name": operation, "gen_ai.request.model": "gpt-4o" },
  });
}

function hexOf(id: number): string {
  return id.toString(16).padStart(16, "0");
}

function told(records: readonly SpanRecord[]): string[] {
  const state = createFoldState();
  const events: AuditEvent[] = records.flatMap((record) => [...fold(state, record, context, 0)]);
  events.push(...release(state, Number.POSITIVE_INFINITY));
  return events.map(({ spanId, type }) => `${Number.parseInt(spanId, 16)} ${type}`);
}

describe("one call that two spans tell", () => {
  const wrapper = span(1, undefined, "chat");
  const inner = span(2, 1, "chat");

  test("is the inner one's when that one comes first, the wrapper a step", () => {
    expect(told([inner, wrapper])).toEqual(["2 model_completion", "1 workflow_step"]);
  });

  test("is one completion and one step also when the wrapper comes first", () => {
    expect(told([wrapper, inner])).toEqual(["1 model_completion", "2 workflow_step"]);
  });

  test("is the inner one's in the order of folding", () => {
    const ordered = inFoldOrder([wrapper, inner]) as readonly SpanRecord[];
    expect(told(ordered)).toEqual(["2 model_completion", "1 workflow_step"]);
  });

  test("leaves the step the risk and name of a step, and all else of its own", () => {
    const state = createFoldState();
    fold(state, inner, context, 0);
    const [step] = fold(state, wrapper, context, 0);
    expect(step).toMatchObject({
      name: "workflow_step",
      attributes: {
        "auditspan.event.type": "workflow_step",
        "auditspan.event.risk": "low",
        "gen_ai.request.model": "gpt-4o",
      },
    });
  });
});

test.each(["embeddings", "retrieval"])("a wrapper of %s is a step as well", (operation) => {
  const [, wrapper] = told([span(2, 1, operation), span(1, undefined, operation)]);
  expect(wrapper).toBe("1 workflow_step");
});

test("three spans of one call, one in the other, are one completion", () => {
  const three = [span(3, 2, "chat"), span(2, 1, "chat"), span(1, undefined, "chat")];
  expect(told(three)).toEqual(["3 model_completion", "2 workflow_step", "1 workflow_step"]);
});

test("steps and operations between two spans of one call do not part them", () => {
  const nested = [
    span(4, 3, "chat"),
    span(3, 2, "agent_step"),
    span(2, 1, undefined),
    span(1, undefined, "chat"),
  ];
  expect(told(nested)).toEqual([
    "4 model_completion",
    "3 workflow_step",
    "2 operation",
    "1 workflow_step",
  ]);
});

test.each(["invoke_agent", "execute_tool"])("%s between two calls makes them two", (between) => {
  const nested = [span(3, 2, "chat"), span(2, 1, between), span(1, undefined, "chat")];
  const calls = told(nested).filter((line) => line.endsWith("model_completion"));
  expect(calls).toEqual(["3 model_completion", "1 model_completion"]);
});

test("another kind of call inside a completion leaves it what it is", () => {
  expect(told([span(2, 1, "embeddings"), span(1, undefined, "chat")])).toEqual([
    "2 embedding",
    "1 model_completion",
  ]);
});

test("calls beside each other are each their own, and their parent is none", () => {
  const beside = [span(2, 1, "chat"), span(3, 1, "chat"), span(1, undefined, "invoke_agent")];
  expect(told(beside)).toEqual(["2 model_completion", "3 model_completion", "1 agent_invocation"]);
});

test("a forgotten inner call costs the wrapper its recognition and no event", () => {
  const state = createFoldState({ maxEntries: 1 });
  const records = [span(2, 1, "chat"), span(4, 3, "chat"), span(1, undefined, "chat")];
  const events = records.flatMap((record) => [...fold(state, record, context, 0)]);
  expect(events.map(({ type }) => type)).toEqual(Array(3).fill("model_completion"));
  expect(state.inner.size).toBeLessThanOrEqual(1);
});

test("a span that is its own parent is one event", () => {
  expect(told([span(1, 1, "chat")])).toEqual(["1 model_completion"]);
});
