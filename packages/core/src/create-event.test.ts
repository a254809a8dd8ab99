import { describe, expect, test } from "vitest";
import { createEvent, failedProjection } from "./create-event.ts";
import { EVENT_TYPES } from "./event-types.ts";
import { projectionContext } from "./testing/projection-context.ts";
import { SPAN_ID, START, TRACE_ID } from "./testing/records.ts";

const context = projectionContext({ tools: ["lookup"], agents: ["billing"] });

test("an event is a point in a trace of its own when nothing else is said", () => {
  const event = createEvent("data_export", {}, context, { time: START });
  expect(event).toMatchObject({
    type: "data_export",
    name: "data_export",
    parentSpanId: undefined,
    startTime: START,
    endTime: START + 1000n,
    stamp: context.stamp,
  });
  expect(event.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(event.spanId).toBe(event.traceId.slice(16));
  expect(event.attributes).toEqual({
    "auditspan.event.id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    "auditspan.event.type": "data_export",
    "auditspan.event.risk": "high",
    "auditspan.event.phase": "point",
    "auditspan.event.outcome": "success",
    "auditspan.event.time": String(START),
    "auditspan.event.source": "observed",
    "gen_ai.agent.name": "billing",
  });
});

test("what is said of an event stands in it", () => {
  const requestedEventId = "018f22e2-79b0-7cc3-98c4-dc0c0c07398f";
  const event = createEvent("tool_call", { "gen_ai.tool.name": "lookup" }, context, {
    time: START,
    duration: 5n,
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    parentSpanId: "00000000000000aa",
    phase: "completed",
    outcome: "failure",
    errorType: "ECONNRESET",
    requestedEventId,
  });
  expect(event).toMatchObject({
    name: "tool_call lookup",
    traceId: TRACE_ID,
    spanId: SPAN_ID,
    parentSpanId: "00000000000000aa",
    endTime: START + 5n,
    attributes: {
      "auditspan.event.phase": "completed",
      "auditspan.event.outcome": "failure",
      "error.type": "ECONNRESET",
      "auditspan.requested.event_id": requestedEventId,
    },
  });
});

test("malformed ids are replaced, and a malformed parent is none", () => {
  const options = { time: START, traceId: "Alice", spanId: "Alice", parentSpanId: "Alice" };
  const event = createEvent("data_export", {}, context, options);
  expect([event.traceId, event.spanId, event.parentSpanId]).toEqual([
    expect.stringMatching(/^[0-9a-f]{32}$/),
    expect.stringMatching(/^[0-9a-f]{16}$/),
    undefined,
  ]);
});

test("an error that nobody knows is other", () => {
  const options = { time: START, errorType: "AliceError" };
  const { attributes } = createEvent("data_export", {}, context, options);
  expect(attributes["error.type"]).toBe("other");
});

test.each(["wire_money_to_alice", "constructor", "__proto__", "toString", ""])(
  "the type %j is unregistered, and its name committed",
  (type) => {
    const event = createEvent(type, { "gen_ai.tool.name": "lookup" }, context, { time: START });
    expect(event.type).toBe("unregistered_event");
    expect(event.name).toBe("unregistered_event");
    expect(event.attributes).toMatchObject({
      "auditspan.event.type": "unregistered_event",
      "auditspan.event.risk": "high",
      "auditspan.commitment.name": context.keyed("event.type", type),
    });
  },
);

describe("ids of events", () => {
  const options = { time: START, traceId: TRACE_ID, spanId: SPAN_ID };
  const idOf = (more: object) => {
    const event = createEvent("data_export", {}, context, { ...options, ...more });
    return event.attributes["auditspan.event.id"];
  };

  test("repeat for the same place, time and ordinal", () => {
    expect(idOf({})).toBe(idOf({}));
    expect(idOf({ ordinal: 1 })).not.toBe(idOf({}));
  });

  test("come from a stated origin", () => {
    const origin = { traceId: TRACE_ID, spanId: "00000000000000aa", startTime: START };
    expect(idOf({ origin })).toBe(context.eventId(origin, 0));
  });
});

test("every type can be created without details", () => {
  for (const type of Object.keys(EVENT_TYPES)) {
    expect(createEvent(type, {}, context, { time: START }).type).toBe(type);
  }
});

test("a call that is stated without its tool is a call of an unregistered one", () => {
  const { name, attributes } = createEvent("tool_call", {}, context, { time: START });
  expect([name, attributes["gen_ai.tool.name"]]).toEqual(["tool_call", "unregistered"]);
});

test("a failed projection leaves ids and an error code alone", () => {
  const origin = { traceId: TRACE_ID, spanId: SPAN_ID, startTime: START };
  const event = failedProjection(origin, context);
  expect(event).toMatchObject({ type: "operation", traceId: TRACE_ID, spanId: SPAN_ID });
  expect(event.attributes).toMatchObject({
    "auditspan.event.outcome": "unknown",
    "error.type": "projection_failed",
  });
});

test("a projection that failed for its time is told all the same", () => {
  const origin = { traceId: "x", spanId: "", startTime: undefined as unknown as bigint };
  expect(failedProjection(origin, context).attributes["auditspan.event.time"]).toBe("0");
});
