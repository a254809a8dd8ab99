import { expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { eventId } from "./audit-event.ts";
import { createFoldState } from "./fold-state.ts";
import { fold, release } from "./fold.ts";
import { createForeignContexts } from "./foreign-contexts.ts";
import { knownNames } from "./known-names.ts";
import type { AnyAttributes, LogRecord, SpanRecord } from "./record.ts";
import { heldEvents } from "./testing/held-events.ts";
import { logRecord, spanRecord, START } from "./testing/records.ts";

const IN_LOGS = { name: "@opentelemetry/instrumentation-openai" };
const ANSWER = { message: { role: "assistant", content: "yes" } };
const contextOf = createForeignContexts({ key: new Uint8Array(32), names: knownNames() });
const state = () => createFoldState();

function chat(parts: Partial<SpanRecord> = {}): SpanRecord {
  return spanRecord({ scope: IN_LOGS, attributes: { "gen_ai.operation.name": "chat" }, ...parts });
}

function choice(body: unknown = ANSWER, parts: Partial<LogRecord> = {}): LogRecord {
  return logRecord({ scope: IN_LOGS, eventName: "gen_ai.choice", body, ...parts });
}

/** The records as another request brings them. */
function again<T extends SpanRecord | LogRecord>(...records: T[]): T[] {
  const resource: AnyAttributes = { ...records[0]!.resource };
  return records.map((record) => ({ ...record, resource }));
}

function folded(of: ReturnType<typeof state>, ...records: (SpanRecord | LogRecord)[]) {
  return records.flatMap((record) => fold(of, record, contextOf(record), 0));
}

const released = (of: ReturnType<typeof state>) => release(of, Number.POSITIVE_INFINITY);
const kinds = (event: AuditEvent | undefined) => event?.attributes["auditspan.step.kinds"];

test("a log request that is sent again adds nothing to its completion", () => {
  const of = state();
  const [event] = folded(of, choice(), ...again(choice()), chat());
  expect(kinds(event)).toEqual(["answer"]);
});

test("two log records of one request that say the same are two, also when it is sent again", () => {
  const of = state();
  const question = choice({ content: "go on" }, { eventName: "gen_ai.user.message" });
  const request = again(question, question, choice());
  const [event] = folded(of, ...request, ...again(...request), chat());
  expect(kinds(event)).toEqual(["question", "question", "answer"]);
});

test.each([
  ["text", { message: { role: "assistant", content: "no" } }],
  ["a large number", { ...ANSWER, index: 2n ** 60n }],
  ["bytes", { ...ANSWER, index: new Uint8Array([1]) }],
])("a log record that differs in %s is another one", (_, body) => {
  const [event] = folded(state(), choice(), ...again(choice(body)), chat());
  expect(kinds(event)).toEqual(["answer", "answer"]);
});

test("late log records that come again, also after a restart, are one annotation", () => {
  const late = () => {
    const of = state();
    folded(of, choice());
    return { of, told: released(of) };
  };
  const first = late();
  expect(first.told.map(({ type }) => type)).toEqual(["annotation"]);
  expect(folded(first.of, ...again(choice()))).toEqual([]);
  expect(released(first.of)).toEqual([]);
  expect(late().told.map(eventId)).toEqual(first.told.map(eventId));
});

test("annotations of one call that tell something else are different events", () => {
  const of = state();
  const ids = [choice(), choice({ ...ANSWER, index: 1 })].flatMap((log) => {
    folded(of, log);
    return released(of).map(eventId);
  });
  expect(new Set(ids).size).toBe(2);
  // The event of the call itself, which began at the time of its log record.
  expect(ids).not.toContain(eventId(folded(state(), spanRecord())[0]!));
});

test("what stands in a log record alone is the same event when it is sent again", () => {
  const told = (input: string, parts: Partial<LogRecord> = {}) =>
    folded(
      state(),
      logRecord({
        scope: { name: "com.anthropic.claude_code.events" },
        eventName: "api_request",
        spanId: "",
        attributes: { model: "a", input_tokens: input },
        ...parts,
      }),
    ).map(eventId);
  expect(told("5")).toHaveLength(1);
  expect(told("5")).toEqual(told("5"));
  expect(told("5")).not.toEqual(told("6"));
  expect(told("5")).not.toEqual(told("5", { time: START + 1n }));
  expect(told("5")).not.toEqual(told("5", { resource: { "service.name": "b" } }));
});

test("a log record with a cycle is kept, as it cannot be told from others", () => {
  const body: Record<string, unknown> = { ...ANSWER };
  body["self"] = body;
  const [event] = folded(state(), choice(body), ...again(choice(body)), chat());
  expect(kinds(event)).toEqual(["answer", "answer"]);
});

test("of a span that is sent again while it is held the first form counts", () => {
  const of = state();
  const tokens = (count: number) =>
    chat({ attributes: { "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": count } });
  expect(folded(of, tokens(11), ...again(tokens(99)))).toEqual([]);
  expect(heldEvents(of)).toHaveLength(1);
  expect(released(of)[0]?.attributes["gen_ai.usage.input_tokens"]).toBe(11);
});
