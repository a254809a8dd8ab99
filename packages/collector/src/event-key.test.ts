import { randomUUID } from "node:crypto";
import {
  type AuditEvent,
  createEvent,
  createForeignContexts,
  createRequestHead,
  encodeEvent,
  eventId,
  knownNames,
  ProtobufWriter,
  selfIssuedContext,
} from "@auditspan/core";
import { TrailError } from "@auditspan/trail";
import { expect, test } from "vitest";
import { chatSpan, keyValues, traces } from "../test/otlp-bodies.ts";
import { post, runCollector, storedEvents } from "../test/run-collector.ts";
import { refusedEvent } from "./refused-event.ts";

const TIME = 1_700_000_000_000_000_000n;

/** Events of two agents' sessions that have one id. */
function namesakes(): AuditEvent[] {
  const [first, second] = [randomUUID(), randomUUID()].map((sessionId) => {
    const names = knownNames();
    const key = new Uint8Array(32);
    const context = selfIssuedContext({ sessionId, key, names, source: "emitted" });
    return createEvent("operation", {}, context, { time: TIME, phase: "completed" });
  }) as [AuditEvent, AuditEvent];
  const id = { "auditspan.event.id": eventId(first) };
  return [first, { ...second, attributes: { ...second.attributes, ...id } }];
}

function request(events: readonly AuditEvent[]): Uint8Array {
  const spans = events.map((event, seq) => {
    const chunk = new ProtobufWriter(1024);
    encodeEvent(chunk, event, { lane: "ab".repeat(8), seq });
    return Buffer.from(chunk.bytes());
  });
  const body = Buffer.concat(spans);
  const head = createRequestHead({ serviceName: "a", sdkVersion: "0" })(body.length);
  return Buffer.concat([head, body]);
}

/** A forward that keeps the sessions of what it gets. */
function forwardTo(sessions: string[]) {
  return {
    emit: (event: AuditEvent) => void sessions.push(event.stamp.sessionId),
    forceFlush: () => Promise.resolve(),
    stats: () => ({ acknowledged: 0, dropped: 0, queuedBytes: 0 }) as never,
  };
}

test.each([
  ["one request", (events: AuditEvent[]) => [request(events)]],
  ["two requests", (events: AuditEvent[]) => events.map((event) => request([event]))],
])("events of one id in two sessions are stored and forwarded both, of %s", async (_, bodies) => {
  const sessions: string[] = [];
  const { url, trail, collector } = await runCollector({ forward: forwardTo(sessions) });
  const events = namesakes();
  for (const body of [...bodies(events), ...bodies(events)]) await post(url, "/v1/traces", body);
  const both = events.map(({ stamp }) => stamp.sessionId);
  expect(sessions).toEqual(both);
  expect(await storedEvents(trail)).toHaveLength(2);
  expect(collector.stats()).toMatchObject({ quarantined: 0, events: 2, duplicates: 2 });
});

test("a session keeps its event when the trail rejects one of the same id in another", async () => {
  const sessions: string[] = [];
  const events = namesakes();
  const trail = {
    ingest: (batch: readonly AuditEvent[]) =>
      batch.some(
        ({ stamp, type }) => type === "operation" && stamp.sessionId === events[0]!.stamp.sessionId,
      )
        ? Promise.reject(new TrailError("rejected", "a rule"))
        : Promise.resolve({ inserted: batch.length, duplicates: 0 }),
    hold: () => Promise.resolve(),
    held: () => Promise.resolve([]),
  };
  const { url, collector } = await runCollector({ trail, forward: forwardTo(sessions) });
  await post(url, "/v1/traces", request(events));
  expect(sessions).toContain(events[1]!.stamp.sessionId);
  expect(collector.stats().rejected).toBe(1);
});

test("the events that stand for two rejected ones of one span are two, and again the same", () => {
  const contextOf = createForeignContexts({ key: new Uint8Array(32), names: knownNames() });
  const told = namesakes().map((event) => ({
    ...event,
    traceId: "a".repeat(32),
    spanId: "b".repeat(16),
  }));
  const ids = told.map((event) => eventId(refusedEvent(event, contextOf)));
  expect(new Set(ids).size).toBe(2);
  expect(told.map((event) => eventId(refusedEvent(event, contextOf)))).toEqual(ids);
});

test("spans of two services or sessions with the same ids are told both", async () => {
  const { url, trail } = await runCollector();
  const span = chatSpan();
  const session = { ...span, attributes: keyValues({ "session.id": "another" }) };
  const body = traces([span, session]);
  await post(url, "/v1/traces", body);
  await post(url, "/v1/traces", body);
  await post(url, "/v1/traces", traces([span]).replace('"app"', '"another"'));
  expect(await storedEvents(trail)).toHaveLength(3);
});
