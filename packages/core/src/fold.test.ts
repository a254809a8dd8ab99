import { describe, expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { fold, release, takeHeld } from "./fold.ts";
import { createFoldState } from "./fold-state.ts";
import type { FoldState } from "./fold-state.ts";
import type { LogRecord, SpanRecord } from "./record.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { heldEvents } from "./testing/held-events.ts";
import { logRecord, SPAN_ID, spanRecord, TRACE_ID } from "./testing/records.ts";

const SCOPE = { name: "@opentelemetry/instrumentation-openai" };
const context = projectionContext({ tools: ["lookup"] });
const MINUTE = 60_000;

/** A completion whose messages travel as log events. */
function completion(parts: Partial<SpanRecord> = {}): SpanRecord {
  return spanRecord({ scope: SCOPE, attributes: { "gen_ai.operation.name": "chat" }, ...parts });
}

function log(eventName: string, body: unknown, spanId: string = SPAN_ID): LogRecord {
  return logRecord({ scope: SCOPE, eventName, body, spanId });
}

const question = log("gen_ai.user.message", { content: "question" });
const answer = log("gen_ai.choice", {
  index: 0,
  finish_reason: "stop",
  message: { role: "assistant", content: "answer" },
});

function foldAll(
  state: FoldState,
  records: readonly (SpanRecord | LogRecord)[],
  now = 0,
): AuditEvent[] {
  return records.flatMap((record) => [...fold(state, record, context, now)]);
}

function stepsOf(event: AuditEvent | undefined): unknown {
  return event?.attributes["auditspan.step.kinds"];
}

function typesOf(events: readonly AuditEvent[]): string[] {
  return events.map(({ type }) => type);
}

describe("the log events of a completion", () => {
  test("that came before it go out with it at once", () => {
    const state = createFoldState();
    expect(foldAll(state, [question, answer])).toEqual([]);
    const [event, ...more] = fold(state, completion(), context, 0);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ type: "model_completion", spanId: SPAN_ID });
    expect(event!.attributes).toMatchObject({
      "auditspan.step.kinds": ["question", "answer"],
      "gen_ai.response.finish_reasons": ["stop"],
    });
    expect(release(state, Number.POSITIVE_INFINITY)).toEqual([]);
  });

  test("that come after it go out with it when it is released", () => {
    const state = createFoldState();
    expect(foldAll(state, [completion(), question, answer])).toEqual([]);
    expect(typesOf(heldEvents(state))).toEqual(["model_completion"]);
    const events = release(state, 1);
    expect(typesOf(events)).toEqual(["model_completion"]);
    expect(stepsOf(events[0])).toEqual(["question", "answer"]);
    expect(heldEvents(state)).toEqual([]);
  });

  test("are waited for by a completion that is told as held once", () => {
    const state = createFoldState({ tellsHeld: true });
    foldAll(state, [completion()]);
    expect(typesOf(takeHeld(state))).toEqual(["model_completion"]);
    foldAll(state, [completion(), answer]);
    expect(takeHeld(state)).toEqual([]);
  });

  test("on both sides of it go out with it", () => {
    const state = createFoldState();
    foldAll(state, [question, completion(), answer]);
    expect(stepsOf(release(state, 1)[0])).toEqual(["question", "answer"]);
  });

  test("show attempts to call unknown tools", () => {
    const state = createFoldState();
    const call = { function: { name: "wire_money", arguments: "{}" } };
    const choice = log("gen_ai.choice", { message: { tool_calls: [call] } });
    const events = foldAll(state, [choice, completion()]);
    expect(typesOf(events)).toEqual(["model_completion", "unregistered_tool"]);
    expect(JSON.stringify(events, (_, v) => (typeof v === "bigint" ? 0 : v))).not.toContain("wire");
  });

  test("tell several choices", () => {
    const state = createFoldState();
    foldAll(state, [completion(), answer, answer]);
    const [event] = release(state, 1);
    expect(stepsOf(event)).toEqual(["answer", "answer"]);
    expect(event!.attributes["gen_ai.response.finish_reasons"]).toEqual(["stop", "stop"]);
  });

  test("tell the input after the last assistant message alone", () => {
    const state = createFoldState();
    foldAll(state, [
      log("gen_ai.system.message", { content: "instruction" }),
      question,
      log("gen_ai.assistant.message", { tool_calls: [] }),
      log("gen_ai.tool.message", { content: "result" }),
      answer,
    ]);
    expect(stepsOf(fold(state, completion(), context, 0)[0])).toEqual(["tool_result", "answer"]);
  });

  test("may be one event with all of them", () => {
    const state = createFoldState();
    const details = logRecord({
      scope: SCOPE,
      eventName: "gen_ai.client.inference.operation.details",
      attributes: {
        "gen_ai.system_instructions": [{ type: "text", content: "instruction" }],
        "gen_ai.input.messages": [{ role: "user", parts: [{ type: "text", content: "question" }] }],
        "gen_ai.output.messages": [
          { role: "assistant", parts: [{ type: "text", content: "answer" }] },
        ],
      },
    });
    const [event] = foldAll(state, [details, completion()]);
    expect(stepsOf(event)).toEqual(["instruction", "question", "answer"]);
  });

  test("are bounded, however many come for one call", () => {
    const state = createFoldState();
    for (let i = 0; i < 5000; i++) foldAll(state, [question, answer]);
    const [content] = [...state.logged.values()];
    expect(content!.input.length).toBeLessThan(3000);
    expect(content!.output.length).toBeLessThan(3000);
    expect(content!.finishReasons.length).toBeLessThan(3000);
  });
});

describe("log events that no completion waits for", () => {
  test("come late: they are an annotation under the span of the call", () => {
    const state = createFoldState();
    foldAll(state, [completion()], 0);
    expect(typesOf(release(state, 1))).toEqual(["model_completion"]);
    expect(foldAll(state, [answer], 10)).toEqual([]);
    expect(release(state, 10)).toEqual([]);
    const [late, ...more] = release(state, 11);
    expect(more).toEqual([]);
    expect(late).toMatchObject({ type: "annotation", traceId: TRACE_ID, parentSpanId: SPAN_ID });
    expect(late!.spanId).not.toBe(SPAN_ID);
    expect(late!.attributes).toMatchObject({
      "auditspan.event.type": "annotation",
      "auditspan.event.risk": "medium",
      "auditspan.step.kinds": ["answer"],
      "gen_ai.response.finish_reasons": ["stop"],
    });
  });

  test("are an annotation after ten minutes when the call never comes", () => {
    const state = createFoldState();
    foldAll(state, [question], 0);
    expect(release(state, 10 * MINUTE)).toEqual([]);
    expect(typesOf(release(state, 10 * MINUTE + 1))).toEqual(["annotation"]);
    expect(release(state, Number.POSITIVE_INFINITY)).toEqual([]);
  });

  test("are an annotation when all is released", () => {
    const state = createFoldState();
    foldAll(state, [question], 0);
    expect(typesOf(release(state, Number.POSITIVE_INFINITY))).toEqual(["annotation"]);
  });

  test("without a span id, or without content, are nothing", () => {
    const state = createFoldState();
    const other = logRecord({ eventName: "an event", body: "Alice" });
    expect(foldAll(state, [{ ...answer, spanId: "" }, other])).toEqual([]);
    expect(release(state, Number.POSITIVE_INFINITY)).toEqual([]);
  });
});

test("what is held since before a time goes out, and nothing else", () => {
  const state = createFoldState();
  foldAll(state, [completion({ spanId: "00000000000000aa" })], 5);
  foldAll(state, [completion({ spanId: "00000000000000bb" })], 6);
  expect(release(state, 5)).toEqual([]);
  expect(release(state, 6)).toMatchObject([{ spanId: "00000000000000aa" }]);
  expect(release(state, 7)).toMatchObject([{ spanId: "00000000000000bb" }]);
});

test("a completion with its answer on the span waits for nothing", () => {
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.output.messages": [{ role: "assistant", parts: [{ type: "text", content: "a" }] }],
  };
  expect(foldAll(createFoldState(), [completion({ attributes })])).toHaveLength(1);
});

test("a completion of another scope waits for nothing", () => {
  expect(foldAll(createFoldState(), [completion({ scope: { name: "mine" } })])).toHaveLength(1);
});

describe("no event is lost", () => {
  function idsAfter(state: FoldState, records: readonly (SpanRecord | LogRecord)[]): string[] {
    const events = [...foldAll(state, records), ...release(state, Number.POSITIVE_INFINITY)];
    return events.map(({ attributes }) => attributes["auditspan.event.id"] as string);
  }

  test("when more completions are held than the state remembers", () => {
    const spans = Array.from({ length: 50 }, (_, i) => {
      return completion({ spanId: (i + 1).toString(16).padStart(16, "0") });
    });
    const state = createFoldState({ maxEntries: 3 });
    expect(new Set(idsAfter(state, spans)).size).toBe(50);
    expect(state.held.size + state.logged.size).toBe(0);
  });

  test("when more log contents wait than the state remembers", () => {
    const logs = Array.from({ length: 50 }, (_, i) => log("gen_ai.user.message", "a", `${i}`));
    const state = createFoldState({ maxEntries: 3 });
    const events = foldAll(state, logs);
    expect(state.logged.size).toBeLessThanOrEqual(3);
    events.push(...release(state, Number.POSITIVE_INFINITY));
    expect(typesOf(events)).toEqual(Array(50).fill("annotation"));
  });

  test("when completions have no valid span id", () => {
    const spans = [completion({ spanId: "" }), completion({ spanId: "" })];
    expect(new Set(idsAfter(createFoldState(), spans)).size).toBe(2);
    expect(foldAll(createFoldState(), spans)).toHaveLength(2);
  });

  test("when two completions have the same span id", () => {
    const spans = [completion(), completion({ traceId: "1".repeat(32) })];
    expect(new Set(idsAfter(createFoldState(), spans)).size).toBe(2);
  });
});

test("the same records give the same events again", () => {
  const records = [question, completion(), answer, completion({ spanId: "00000000000000bb" })];
  const run = () => {
    const state = createFoldState();
    return [...foldAll(state, records), ...release(state, Number.POSITIVE_INFINITY)];
  };
  expect(run()).toEqual(run());
});

test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
  "a state of %d entries is refused",
  (maxEntries) => {
    expect(() => createFoldState({ maxEntries })).toThrow(
      new RangeError(`expected maxEntries to be a whole number above 0, got ${maxEntries}`),
    );
  },
);
