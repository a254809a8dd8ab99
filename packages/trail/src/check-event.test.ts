import { randomUUID } from "node:crypto";
import { eventId } from "@auditspan/core";
import type { Attributes, AuditEvent } from "@auditspan/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { anyEvent } from "../test/any-event.ts";
import { sampleEvent } from "../test/sample-events.ts";
import { checkEvent } from "./check-event.ts";
import { SEQ_ATTRIBUTE } from "./schema/event-columns.ts";

const CANARY = "jane.doe@example.com";
const broken: [string, (event: AuditEvent) => AuditEvent][] = [
  ["an empty type", (event) => ({ ...event, type: "", attributes: without(event, "type") })],
  ["a type that contradicts its attribute", (event) => ({ ...event, type: CANARY })],
  [
    "a session id that is no UUIDv4",
    (event) => ({ ...event, stamp: { sessionId: CANARY, attributes: {} } }),
  ],
  ["a session attribute of another session", (event) => having(event, { "session.id": CANARY })],
  ["an unknown risk", (event) => having(event, { "auditspan.event.risk": CANARY })],
  ["no risk", (event) => ({ ...event, attributes: without(event, "risk") })],
  ["an unknown outcome", (event) => having(event, { "auditspan.event.outcome": CANARY })],
  ["a number where a column holds text", (event) => having(event, { "gen_ai.agent.name": 7 })],
  ["a sequence number that is no count", (event) => having(event, { [SEQ_ATTRIBUTE]: 1.5 })],
  ["a time that is no number", (event) => having(event, { "auditspan.event.time": CANARY })],
  ["a trace id that is no hex", (event) => ({ ...event, traceId: CANARY })],
  ["a parent span id that is no hex", (event) => ({ ...event, parentSpanId: CANARY })],
  ["an end beyond 64 bits", (event) => ({ ...event, endTime: 2n ** 63n })],
  ["text with U+0000", (event) => having(event, { x: `${CANARY}\0` })],
  ["half a surrogate pair", (event) => having(event, { x: [`${CANARY}\ud800`] })],
  ["a value that is no number", (event) => having(event, { x: Number.NaN })],
  ["a list of two kinds", (event) => having(event, { x: [CANARY, 1] as unknown as string[] })],
  ["a nested value", (event) => having(event, { x: { [CANARY]: CANARY } as unknown as string })],
];

function having(event: AuditEvent, more: Attributes): AuditEvent {
  return { ...event, attributes: { ...event.attributes, ...more } };
}

function without(event: AuditEvent, name: string): Attributes {
  const { [`auditspan.event.${name}`]: _, ...rest } = event.attributes;
  return rest;
}

test.each(broken)("refuses %s, and tells the event and the rule but no value", (_, breakIt) => {
  const event = breakIt(sampleEvent());
  const message = refusalOf(event);
  expect(message).toContain(`event ${eventId(event)}: expected `);
  expect(message).not.toContain(CANARY);
});

test.each([
  ["a UUIDv4", randomUUID()],
  ["upper case", "01A21293-B600-71A4-AB8E-EC55575EB01D"],
  ["no UUID", CANARY],
])("refuses an event id that is %s by its place in the batch", (_, id) => {
  expect(refusalOf(sampleEvent({ id }))).toBe(
    "event 3 of the batch: expected auditspan.event.id to be a lower-case UUIDv7",
  );
});

test("lets every event pass whose names and values can be stored", () => {
  fc.assert(fc.property(anyEvent, (event) => checkEvent(event, 0)));
});

function refusalOf(event: AuditEvent): string {
  try {
    checkEvent(event, 3);
  } catch (error) {
    expect(error).toMatchObject({ code: "rejected" });
    return (error as Error).message;
  }
  return "let pass";
}
