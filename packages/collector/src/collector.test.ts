import { randomBytes } from "node:crypto";
import { eventId } from "@auditspan/core";
import { type Trail, TrailError } from "@auditspan/trail";
import { expect, test } from "vitest";
import { chatSpan, jsonSpan, loggedChat, logs, traces } from "../test/otlp-bodies.ts";
import { post, runCollector, storedEvents, until } from "../test/run-collector.ts";
import { createCollector } from "./collector.ts";
import { loadKey } from "./load-key.ts";

const OPENAI = "@opentelemetry/instrumentation-openai";

test("spans of one request become events of the trail before it is answered", async () => {
  const { url, trail, collector } = await runCollector();
  const spans = [
    chatSpan(),
    chatSpan(),
    jsonSpan("execute_tool x", { "gen_ai.operation.name": "execute_tool" }),
  ];
  expect((await post(url, "/v1/traces", traces(spans))).status).toBe(200);
  const types = (await storedEvents(trail)).map(({ type }) => type);
  expect(types.toSorted()).toEqual(["model_completion", "model_completion", "tool_call"]);
  expect(collector.stats()).toMatchObject({
    spans: 3,
    logs: 0,
    events: 3,
    duplicates: 0,
    refused: {},
  });
});

test("a request that is sent again adds nothing, after a restart either", async () => {
  const body = traces([chatSpan(), chatSpan()]);
  const { url, trail, collector, dir } = await runCollector();
  await post(url, "/v1/traces", body);
  await post(url, "/v1/traces", body);
  expect(collector.stats()).toMatchObject({ events: 2, duplicates: 2 });

  const again = await runCollector({ dir });
  expect((await post(again.url, "/v1/traces", body)).status).toBe(200);
  expect(again.collector.stats()).toMatchObject({ events: 0, duplicates: 2 });
  expect(await storedEvents(trail)).toHaveLength(2);
});

test("with secretScan a secret is an event under its span, once, and goes nowhere itself", async () => {
  const key = `ghp_${"a7k2m9q4x8z1".repeat(3)}`;
  const span = jsonSpan("chat", { "gen_ai.operation.name": "chat", "gen_ai.prompt": key });
  const body = traces([span]);
  const { url, trail } = await runCollector({ secretScan: true });
  await post(url, "/v1/traces", body);
  await post(url, "/v1/traces", body);
  const events = await storedEvents(trail);
  expect(events.map(({ type }) => type).toSorted()).toEqual([
    "model_completion",
    "secret_detected",
  ]);
  const event = events.find(({ type }) => type === "secret_detected");
  expect(event).toMatchObject({ traceId: span.traceId, parentSpanId: span.spanId });
  expect(JSON.stringify(events, (_, value: unknown) => String(value))).not.toContain("a7k2");

  const quiet = await runCollector();
  await post(quiet.url, "/v1/traces", body);
  expect((await storedEvents(quiet.trail)).map(({ type }) => type)).toEqual(["model_completion"]);
});

test("requests that come at once share transactions and are all stored", async () => {
  let transactions = 0;
  const slow = {
    ...silentTrail(),
    ingest: async (events: Parameters<Trail["ingest"]>[0]) => {
      transactions++;
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { inserted: events.length, duplicates: 0 };
    },
  };
  const { url, collector } = await runCollector({ trail: slow });
  const bodies = Array.from({ length: 40 }, () => traces([chatSpan()]));
  const statuses = await Promise.all(bodies.map((body) => post(url, "/v1/traces", body)));
  expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([200]));
  expect(collector.stats().events).toBe(40);
  expect(transactions).toBeLessThan(20);
});

test("while the trail fails the answer is 503, and afterwards nothing is missing or twice", async () => {
  let failing = true;
  const stored: string[] = [];
  const trail = {
    ...silentTrail(),
    ingest: async (events: Parameters<Trail["ingest"]>[0]) => {
      if (failing) throw new TrailError("database", "lost");
      stored.push(...events.map(eventId));
      return { inserted: events.length, duplicates: 0 };
    },
  };
  const { url } = await runCollector({ trail, holdMs: 40 });
  const body = traces([chatSpan()]);
  for (let attempt = 0; attempt < 3; attempt++) {
    const response = await post(url, "/v1/traces", body);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
    expect(await response.text()).not.toContain("lost");
  }
  failing = false;
  await until(() => stored.length > 0);
  expect(stored).toHaveLength(1);
});

test("a completion that cannot be held on disk is not acknowledged, and is not lost either", async () => {
  let failing = true;
  const stored: string[] = [];
  const trail = {
    ...silentTrail(),
    hold: () => (failing ? Promise.reject(new TrailError("database", "lost")) : Promise.resolve()),
    ingest: (events: Parameters<Trail["ingest"]>[0]) => {
      stored.push(...events.map(({ type }) => type));
      return Promise.resolve({ inserted: events.length, duplicates: 0 });
    },
  };
  const { url } = await runCollector({ trail, holdMs: 100 });
  const body = traces([loggedChat().span], OPENAI);
  expect((await post(url, "/v1/traces", body)).status).toBe(503);
  failing = false;
  await until(() => stored.length > 0);
  expect(stored).toEqual(["model_completion"]);
});

test("more events than may wait for the trail are told to come later", async () => {
  const trail = {
    ...silentTrail(),
    ingest: () => Promise.reject(new TrailError("database", "lost")),
  };
  const { url, collector } = await runCollector({ trail, maxPendingEvents: 2 });
  expect((await post(url, "/v1/traces", traces([chatSpan(), chatSpan(), chatSpan()]))).status).toBe(
    503,
  );
  const response = await post(url, "/v1/traces", traces([chatSpan()]));
  expect([response.status, response.headers.get("retry-after")]).toEqual([429, "1"]);
  expect(collector.stats().refused).toEqual({ trail: 1, overloaded: 1 });
});

test("one event that the trail rejects costs that event alone, and an event says so", async () => {
  const stored: { type: string }[] = [];
  const trail = {
    ...silentTrail(),
    ingest: async (events: Parameters<Trail["ingest"]>[0]) => {
      if (events.some(({ type }) => type === "tool_call")) throw new TrailError("rejected", "no");
      stored.push(...events);
      return { inserted: events.length, duplicates: 0 };
    },
  };
  const { url, collector } = await runCollector({ trail });
  const tool = jsonSpan("execute_tool x", { "gen_ai.operation.name": "execute_tool" });
  const response = await post(url, "/v1/traces", traces([chatSpan(), tool, chatSpan()]));
  expect(await response.json()).toMatchObject({ partialSuccess: { rejectedSpans: "1" } });
  const types = stored.map(({ type }) => type);
  expect(types.toSorted()).toEqual(["events_dropped", "model_completion", "model_completion"]);
  expect(collector.stats()).toMatchObject({ events: 3, rejected: 1 });
});

test("a completion waits on disk for its log records and goes out with their steps", async () => {
  const { url, trail, collector } = await runCollector({ holdMs: 1_000 });
  const { span, log } = loggedChat();
  await post(url, "/v1/traces", traces([span], OPENAI));
  expect(collector.stats()).toMatchObject({ events: 0, held: 1 });
  expect(await trail.held()).toHaveLength(1);
  await post(url, "/v1/logs", logs([log], OPENAI));
  await until(async () => (await storedEvents(trail)).length === 1);
  const [event] = await storedEvents(trail);
  expect(event?.attributes["auditspan.step.kinds"]).toContain("answer");
  expect(
    JSON.stringify(event, (_, v: unknown) => (typeof v === "bigint" ? String(v) : v)),
  ).not.toContain("Maria");
  expect(await trail.held()).toEqual([]);
});

test("what a collector held when it died is taken in by the next one", async () => {
  const { url, dir } = await runCollector({ holdMs: 60_000 });
  await post(url, "/v1/traces", traces([loggedChat().span], OPENAI));
  const next = await runCollector({ dir });
  expect(await storedEvents(next.trail)).toHaveLength(1);
  expect(await next.trail.held()).toEqual([]);
});

test("closing delivers what is held and answers what is in flight", async () => {
  const { url, trail, collector } = await runCollector({ holdMs: 60_000 });
  await post(url, "/v1/traces", traces([loggedChat().span], OPENAI));
  const inFlight = post(url, "/v1/traces", traces(Array.from({ length: 200 }, chatSpan)));
  await until(() => collector.stats().spans > 1);
  await collector.close();
  expect((await inFlight).status).toBe(200);
  expect(await storedEvents(trail)).toHaveLength(201);
  await expect(post(url, "/v1/traces", traces([]))).rejects.toThrow();
});

test("a span that only claims to be an audit event is quarantined and told as a foreign one", async () => {
  const { url, trail, collector } = await runCollector();
  const forged = jsonSpan("model_completion", {
    "auditspan.event.type": "model_completion",
    "session.id": "Maria Beispiel",
  });
  expect((await post(url, "/v1/traces", traces([forged], "auditspan"))).status).toBe(200);
  expect(collector.stats()).toMatchObject({ quarantined: 1, events: 1 });
  const [event] = await storedEvents(trail);
  expect(event?.attributes["session.id"]).not.toBe("Maria Beispiel");
  expect(event?.attributes["auditspan.event.source"]).toBe("observed");
});

test.each([
  ["a short key", { key: randomBytes(16), trail: silentTrail() }, /key of 32 bytes, got 16/],
  ["no sink", { key: randomBytes(32) }, /a trail or a forward/],
  ["a negative hold", { key: randomBytes(32), trail: silentTrail(), holdMs: -1 }, /holdMs/],
  ["a port out of range", { key: randomBytes(32), trail: silentTrail(), port: 70_000 }, /port/],
])("%s is refused at construction", (_, options, message) => {
  expect(() => createCollector(options)).toThrow(message);
});

test("a port that is taken is told", async () => {
  const { port, trail, dir } = await runCollector();
  const second = createCollector({ key: await loadKey(dir), trail, port });
  await expect(second.listen()).rejects.toThrow(/EADDRINUSE/);
  await second.close();
});

/** A trail of which only what a test replaces matters. */
function silentTrail() {
  return {
    ingest: (events: Parameters<Trail["ingest"]>[0]) =>
      Promise.resolve({ inserted: events.length, duplicates: 0 }),
    hold: () => Promise.resolve(),
    held: () => Promise.resolve([]),
  };
}
