import { expect, test } from "vitest";
import type { AuditEvent } from "../audit-event.ts";
import { eventAttributes, eventId } from "../audit-event.ts";
import { fold } from "../fold.ts";
import { createFoldState } from "../fold-state.ts";
import { readAuditEvent } from "../read-audit-event.ts";
import type { LogRecord, SpanRecord } from "../record.ts";
import { SCHEMA_VERSION, SCOPE_NAME } from "../schema-version.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { logRecord, SPAN_ID, spanRecord, START, TRACE_ID } from "../testing/records.ts";

const KEY = "sk-a7k2m9q4x8z1b5n3c6v0";
const CARD = "4111 1111 1111 1111";
const IBAN = "DE89370400440532013000";
const MEBI = 1 << 20;

function secretsOf(record: SpanRecord | LogRecord, secretScan = true): AuditEvent[] {
  const context = projectionContext(undefined, { secretScan });
  const events = fold(createFoldState(), record, context, 0);
  return events.filter(({ type }) => type === "secret_detected");
}

function told(record: SpanRecord | LogRecord): unknown[] {
  return secretsOf(record).map(({ attributes }) => [
    attributes["auditspan.secret.kind"],
    attributes["auditspan.secret.place"],
  ]);
}

function nested(levels: number, inner: unknown): unknown {
  let value = inner;
  for (let i = 0; i < levels; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

test("a secret in content is a critical event under its span, without the value", () => {
  const record = spanRecord({ attributes: { "gen_ai.input.messages": `my key is ${KEY}` } });
  const [event, ...others] = secretsOf(record);
  expect(others).toEqual([]);
  expect(event).toMatchObject({ traceId: TRACE_ID, parentSpanId: SPAN_ID, startTime: START });
  expect(event?.spanId).not.toBe(SPAN_ID);
  expect(event?.attributes).toMatchObject({
    "auditspan.event.risk": "critical",
    "auditspan.event.phase": "point",
    "auditspan.secret.kind": "api_key",
    "auditspan.secret.place": "input",
  });
  const text = Object.values(eventAttributes(event!)).join();
  expect(text + event!.name).not.toContain(KEY.slice(3, 12));
});

test("without the setting nothing is looked for", () => {
  expect(secretsOf(spanRecord({ attributes: { prompt: KEY } }), false)).toEqual([]);
});

test.each<[key: string, place: string]>([
  ["gen_ai.input.messages", "input"],
  ["gen_ai.system_instructions", "input"],
  ["llm.prompts.0.content", "input"],
  ["ai.prompt.messages", "input"],
  ["gen_ai.output.messages", "output"],
  ["gen_ai.completion.0.content", "output"],
  ["ai.response.text", "output"],
  ["gen_ai.tool.call.arguments", "arguments"],
  ["gen_ai.tool.call.result", "result"],
  ["error.message", "error"],
  ["what.nobody.knows", "other"],
])("a secret in %s stands in %s", (key, place) => {
  expect(told(spanRecord({ attributes: { [key]: KEY } }))).toEqual([["api_key", place]]);
});

test.each<[where: string, record: SpanRecord | LogRecord, place: string]>([
  ["a span name", spanRecord({ name: `GET /?key=${KEY}` }), "other"],
  ["an attribute key", spanRecord({ attributes: { [KEY]: true } }), "other"],
  ["a list", spanRecord({ attributes: { "gen_ai.prompt": ["a", KEY] } }), "input"],
  [
    "an event",
    spanRecord({ events: [{ name: "gen_ai.choice", attributes: { a: KEY } }] }),
    "output",
  ],
  [
    "an exception",
    spanRecord({ events: [{ name: "exception", attributes: { "exception.message": KEY } }] }),
    "error",
  ],
  ["a body", logRecord({ eventName: "gen_ai.user.message", body: { content: KEY } }), "input"],
  ["a body of no event", logRecord({ body: KEY }), "other"],
  ["a log attribute", logRecord({ attributes: { "tool.result": KEY } }), "result"],
  ["a key of a body", logRecord({ body: { [KEY]: 1 } }), "other"],
])("a secret in %s is found", (_, record, place) => {
  expect(told(record)).toEqual([["api_key", place]]);
});

test("a card number that is a number is found", () => {
  expect(told(logRecord({ body: { card: 4_111_111_111_111_111 } }))).toEqual([["card", "other"]]);
});

test("each kind and place is told once, and no more than eight of them", () => {
  const text = `${KEY} ${KEY} ${CARD} ${IBAN}`;
  const attributes = { prompt: [text, text], output: text, arguments: text, result: text };
  expect(told(spanRecord({ attributes: { prompt: [text, text] } }))).toHaveLength(3);
  expect(told(spanRecord({ attributes }))).toHaveLength(8);
});

test("a record that is read again tells the same events", () => {
  const context = projectionContext(undefined, { secretScan: true });
  const attributes = { prompt: KEY, output: `${KEY} ${CARD}` };
  const read = (): string[] =>
    fold(createFoldState(), spanRecord({ attributes }), context, 0).map(eventId);
  expect(new Set(read()).size).toBe(4);
  expect(read()).toEqual(read());
});

test("nested values are followed to a depth of 16", () => {
  expect(told(logRecord({ body: nested(16, KEY) }))).toEqual([["api_key", "other"]]);
  expect(told(logRecord({ body: nested(17, KEY) }))).toEqual([]);
});

test("what stands beyond a mebi of text is not looked at", () => {
  const filler = "a ".repeat(MEBI / 4);
  const body = (size: number): unknown[] => [filler, filler.slice(0, size), KEY];
  expect(told(logRecord({ body: body(MEBI / 2 - 100) }))).toHaveLength(1);
  expect(told(logRecord({ body: body(MEBI / 2) }))).toEqual([]);
});

const own: unknown[] = [];
for (let i = 0; i < 100; i++) own.push(own, { own });

test.each<[what: string, body: unknown]>([
  ["a value that holds itself", own],
  ["a list without an end", Array(2 ** 32 - 1)],
  ["ten million bytes", [new Uint8Array(10_000_000)]],
  ["a million numbers", Array(1_000_000).fill(4_111_111_111_111_112)],
  ["a million keys", Object.fromEntries(Array.from({ length: 1_000_000 }, (_, i) => [`k${i}`, 1]))],
])("%s takes bounded time", (_, body) => {
  const start = performance.now();
  told(logRecord({ body }));
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("a value that throws when it is read costs no event", () => {
  const body = {
    get content(): string {
      throw new Error("content");
    },
  };
  const attributes = { "gen_ai.operation.name": "chat", other: body };
  const context = projectionContext(undefined, { secretScan: true });
  const events = fold(createFoldState(), spanRecord({ attributes }), context, 0);
  expect(events.map(({ type }) => type)).toEqual(["model_completion"]);
});

test("the event is one that a collector takes as its own", () => {
  const { names } = projectionContext();
  const [event] = secretsOf(spanRecord({ attributes: { prompt: KEY } }));
  const { name, traceId, spanId, parentSpanId, startTime, endTime } = event!;
  const scope = { name: SCOPE_NAME, version: SCHEMA_VERSION };
  const attributes = eventAttributes(event!);
  const ids = { traceId, spanId, parentSpanId };
  const record = spanRecord({ ...ids, name, startTime, endTime, attributes, scope });
  expect(readAuditEvent(record, names)?.type).toBe("secret_detected");
});
