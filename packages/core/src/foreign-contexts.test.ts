import { expect, test } from "vitest";
import { createForeignContexts } from "./foreign-contexts.ts";
import { kindCheck } from "./kind-checks.ts";
import { uuid4 } from "./kinds.ts";
import { knownNames } from "./known-names.ts";
import { project } from "./project.ts";
import type { AnyAttributes, LogRecord, SpanRecord } from "./record.ts";
import { logRecord, spanRecord, START } from "./testing/records.ts";

const names = knownNames({ tools: ["lookup"] });
const contextOf = contextsWith(1);
const OTHER_TRACE = "1".repeat(32);

function contextsWith(key: number): ReturnType<typeof createForeignContexts> {
  return createForeignContexts({ key: new Uint8Array(32).fill(key), names });
}

function sessionOf(record: SpanRecord | LogRecord, contexts = contextOf): string {
  return contexts(record).stamp.sessionId;
}

function inSession(session: unknown, resource: AnyAttributes = {}): SpanRecord {
  return spanRecord({ attributes: { "session.id": session }, resource });
}

test("a trace is one session, for spans and logs, and another trace another", () => {
  const one = sessionOf(spanRecord());
  expect(sessionOf(spanRecord({ spanId: "00000000000000aa", startTime: START + 1n }))).toBe(one);
  expect(sessionOf(logRecord())).toBe(one);
  expect(sessionOf(spanRecord({ resource: { "service.name": "b" } }))).toBe(one);
  expect(sessionOf(spanRecord({ traceId: OTHER_TRACE }))).not.toBe(one);
});

test("a foreign session is one session over its traces, for each resource", () => {
  const resource = { "service.name": "a", "service.version": "1" };
  const one = sessionOf(inSession("alice", resource));
  const inOther = spanRecord({ ...inSession("alice", { ...resource }), traceId: OTHER_TRACE });
  expect(sessionOf(inOther)).toBe(one);
  const reordered = { "service.version": "1", "service.name": "a" };
  expect(sessionOf(inSession("alice", reordered))).toBe(one);
  expect(sessionOf(inSession("bob", resource))).not.toBe(one);
  expect(sessionOf(inSession("alice", { "service.name": "b" }))).not.toBe(one);
});

test("a foreign session may stand under either name, on record or resource", () => {
  const one = sessionOf(spanRecord({ attributes: { "session.id": "alice" } }));
  const conversation = { "gen_ai.conversation.id": "alice" };
  expect(sessionOf(spanRecord({ attributes: conversation }))).toBe(one);
  expect(sessionOf(logRecord({ attributes: { "session.id": "alice" } }))).toBe(one);
  const inResource = { "session.id": "alice" };
  expect(sessionOf(spanRecord({ resource: inResource }))).toBe(
    sessionOf(spanRecord({ resource: { ...inResource }, traceId: OTHER_TRACE })),
  );
});

test.each([undefined, null, "", 7, {}, ["alice"], Symbol("alice")])(
  "what is no session id leaves the trace to be the session: %o",
  (session) => {
    expect(sessionOf(inSession(session))).toBe(sessionOf(spanRecord()));
  },
);

test("a record without a trace and a session is in the session of its resource", () => {
  const one = sessionOf(spanRecord({ traceId: "", resource: { "service.name": "a" } }));
  expect(sessionOf(logRecord({ traceId: "", resource: { "service.name": "a" } }))).toBe(one);
  expect(sessionOf(spanRecord({ traceId: "", resource: { "service.name": "b" } }))).not.toBe(one);
});

test("session ids are random to look at, repeat under the same key, and differ under another", () => {
  const record = inSession("alice");
  const isUuid = kindCheck(uuid4);
  expect(isUuid(sessionOf(record), names)).toBe(true);
  expect(sessionOf(record, contextsWith(1))).toBe(sessionOf(record));
  expect(sessionOf(record, contextsWith(2))).not.toBe(sessionOf(record));
  const id = (contexts: typeof contextOf) => contexts(record).eventId(record, 0);
  expect(id(contextsWith(1))).toBe(id(contextOf));
  expect(id(contextsWith(2))).not.toBe(id(contextOf));
});

test.each([
  ["another service", spanRecord({ resource: { "service.name": "b" } })],
  ["another session", inSession("bob")],
])(
  "a span of %s with the same ids is another event, and the same one when it comes again",
  (_, other) => {
    const id = (record: SpanRecord): string => contextOf(record).eventId(record, 0);
    expect(id(other)).not.toBe(id(spanRecord()));
    expect(id({ ...other, resource: { ...other.resource } })).toBe(id(other));
  },
);

test("no foreign id is in a context or an event", () => {
  const record = inSession("alice-smith", { "service.name": "quibzink" });
  const text = JSON.stringify(
    [contextOf(record).stamp, project(record, contextOf(record))],
    (_, v) => (typeof v === "bigint" ? String(v) : (v as unknown)),
  );
  expect(text).not.toMatch(/alice|smith|quibzink/);
});

test("the context of a session is the same object, and observed", () => {
  const context = contextOf(spanRecord());
  expect(contextOf(spanRecord())).toBe(context);
  expect(context.source).toBe("observed");
  expect(context.stamp.attributes).toEqual({
    "session.id": context.stamp.sessionId,
    "auditspan.config_fingerprint": names.fingerprint,
    "auditspan.config.binding": "unbound",
  });
});

test("a context that was forgotten is made again with the same session", () => {
  const contexts = contextsWith(3);
  const first = contexts(spanRecord());
  for (let i = 0; i < 10_000; i++) {
    contexts(spanRecord({ traceId: i.toString(16).padStart(32, "0") }));
  }
  const again = contexts(spanRecord());
  expect(again).not.toBe(first);
  expect(again.stamp).toEqual(first.stamp);
});

test("a resource may hold anything", () => {
  const nested: unknown = Object.assign(Object.create(null), { a: 1 });
  for (const value of [nested, [nested], Symbol("a"), 1n, undefined, null, () => 1]) {
    expect(() => contextOf(inSession("alice", { a: value }))).not.toThrow();
  }
});

test("a key of another length is refused", () => {
  expect(() => createForeignContexts({ key: new Uint8Array(16), names })).toThrow(RangeError);
});
