import { describe, expect, test } from "vitest";
import { eventAttributes } from "./audit-event.ts";
import type { AuditEvent } from "./audit-event.ts";
import { ATTRIBUTES } from "./attributes.ts";
import { createEvent } from "./create-event.ts";
import { project } from "./project.ts";
import { claimsToBeOurs, readAuditEvent } from "./read-audit-event.ts";
import type { SpanRecord } from "./record.ts";
import { HOSTILE_VALUES } from "./testing/hostile-values.ts";
import { projectionContext, SESSION_ID } from "./testing/projection-context.ts";
import { spanRecord, START } from "./testing/records.ts";

const context = projectionContext({ tools: ["lookup"], agents: ["billing"] });
const { names } = context;
const REQUIRED = [
  "auditspan.event.id",
  "auditspan.event.type",
  "auditspan.event.risk",
  "auditspan.event.phase",
  "auditspan.event.outcome",
  "auditspan.event.time",
  "auditspan.event.source",
  "session.id",
  "auditspan.config_fingerprint",
  "auditspan.config.binding",
];

/** The span as which an event comes in over the wire. */
function wireSpan(event: AuditEvent, parts: Partial<SpanRecord> = {}): SpanRecord {
  const { name, traceId, spanId, parentSpanId, startTime, endTime } = event;
  return spanRecord({
    name,
    traceId,
    spanId,
    parentSpanId,
    startTime,
    endTime,
    attributes: eventAttributes(event),
    scope: { name: "auditspan", version: "1" },
    ...parts,
  });
}

const details = { "gen_ai.tool.name": "lookup", "auditspan.io.input_size": 100 };
const genuine = createEvent("tool_call", details, context, { time: START });

function reads(record: SpanRecord): boolean {
  return readAuditEvent(record, names) !== undefined;
}

function readsWith(attributes: object): boolean {
  const all = { ...eventAttributes(genuine), ...attributes };
  return reads(wireSpan(genuine, { attributes: all }));
}

test("a genuine event comes back as it was, its stamp among its own attributes", () => {
  expect(readAuditEvent(wireSpan(genuine), names)).toEqual({
    ...genuine,
    attributes: eventAttributes(genuine),
    stamp: { sessionId: SESSION_ID, attributes: {} },
  });
});

test("the event of a projected span comes back", () => {
  const attributes = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.response.id": "chatcmpl-1",
    "gen_ai.output.messages": [{ role: "assistant", parts: [{ type: "text", content: "a" }] }],
  };
  const [event] = project(spanRecord({ attributes }), { ...context, commitments: true });
  expect(readAuditEvent(wireSpan(event!), names)?.attributes).toEqual(eventAttributes(event!));
});

test("a span of another scope does not claim to be ours", () => {
  const record = wireSpan(genuine, { scope: { name: "auditspan.other" } });
  expect(claimsToBeOurs(record)).toBe(false);
  expect(reads(record)).toBe(false);
  expect(claimsToBeOurs(wireSpan(genuine))).toBe(true);
});

test.each(REQUIRED)("an event without %s is refused", (name) => {
  const { [name]: _, ...attributes } = eventAttributes(genuine);
  expect(reads(wireSpan(genuine, { attributes }))).toBe(false);
});

test.each(Object.keys(ATTRIBUTES))("an event with a wrong value for %s is refused", (name) => {
  for (const value of ["Alice Smith", -1, 1.5, {}, undefined, null, ["Alice"], "a".repeat(5000)]) {
    // A ratio can be negative and broken.
    if (ATTRIBUTES[name]!.kind === "ratio" && typeof value === "number") continue;
    expect([value, readsWith({ [name]: value })]).toEqual([value, false]);
  }
});

test.each(HOSTILE_VALUES)("an event with %s in an attribute of its own is refused", (_w, value) => {
  for (const name of REQUIRED) expect(readsWith({ [name]: value })).toBe(false);
});

test.each(["user.id", "auditspan.event.prompt", "constructor", "toString", "", "gen_ai.prompt"])(
  "an event with the foreign attribute %j is refused",
  (name) => {
    expect(readsWith({ [name]: "a" })).toBe(false);
  },
);

test("an event with an attribute named __proto__ is refused", () => {
  const attributes: Record<string, unknown> = JSON.parse('{"__proto__":"a"}');
  for (const [name, value] of Object.entries(eventAttributes(genuine))) attributes[name] = value;
  expect(Object.keys(attributes)).toContain("__proto__");
  expect(reads(wireSpan(genuine, { attributes }))).toBe(false);
});

test.each(["tool_call", "tool_call alice", "tool_call lookup ", "lookup", "", "model_completion"])(
  "an event under the span name %j is refused",
  (name) => {
    expect(reads(wireSpan(genuine, { name }))).toBe(false);
  },
);

test("a tool that this reader does not know is refused", () => {
  expect(readAuditEvent(wireSpan(genuine), projectionContext().names)).toBeUndefined();
});

test("an event with span events is refused", () => {
  expect(reads(wireSpan(genuine, { events: [{ name: "Alice" }] }))).toBe(false);
});

describe("an event with a malformed", () => {
  test.each(["", "Alice", "0".repeat(32), "0".repeat(16)])(
    "trace or span id is refused: %j",
    (id) => {
      expect(reads(wireSpan(genuine, { traceId: id }))).toBe(false);
      expect(reads(wireSpan(genuine, { spanId: id }))).toBe(false);
    },
  );

  test("parent id has no parent", () => {
    const event = readAuditEvent(wireSpan(genuine, { parentSpanId: "Alice" }), names);
    expect(event?.parentSpanId).toBeUndefined();
  });
});

describe("an event is refused", () => {
  const made = (type: string, details: object = {}) =>
    createEvent(type, details as Record<string, unknown>, context, { time: START });
  const readsAs = (event: AuditEvent, attributes: object) =>
    reads(wireSpan(event, { attributes: { ...eventAttributes(event), ...attributes } }));
  const loss = { "auditspan.dropped.count": 3, "auditspan.dropped.reason": "queue_full" };

  test.each([
    ["tool_call", { "auditspan.case.id": "INC-1" }],
    ["tool_call", { "auditspan.dropped.count": 3 }],
    ["tool_call", { "auditspan.checkpoint.from": 3 }],
    ["session_started", { "gen_ai.usage.input_tokens": 5 }],
    ["session_ended", { "auditspan.template_digest": `sha256:${"0".repeat(64)}` }],
    ["config_mismatch", { "auditspan.secret.kind": "jwt" }],
  ])("as %s with what another type carries: %o", (type, more) => {
    expect(readsAs(made(type), {})).toBe(true);
    expect(readsAs(made(type), more)).toBe(false);
  });

  test.each(["auditspan.dropped.count", "auditspan.dropped.reason"])(
    "without %s, which its type must carry",
    (name) => {
      const event = made("events_dropped", loss);
      const { [name]: _, ...attributes } = eventAttributes(event);
      expect(reads(wireSpan(event))).toBe(true);
      expect(reads(wireSpan(event, { attributes }))).toBe(false);
    },
  );

  test.each([
    ["session_revoked", "high"],
    ["unregistered_tool", "medium"],
    ["tool_call", "low"],
  ])("as %s that states a risk of %s, below that of its type", (type, risk) => {
    expect(readsAs(made(type), { "auditspan.event.risk": risk })).toBe(false);
    expect(readsAs(made(type), { "auditspan.event.risk": "critical" })).toBe(true);
  });
});
