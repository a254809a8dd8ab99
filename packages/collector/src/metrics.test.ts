import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { droppedEvent, knownNames, selfIssuedContext } from "@auditspan/core";
import { createEmitter } from "@auditspan/emitter";
import { type Trail, TrailError } from "@auditspan/trail";
import { expect, onTestFinished, test, vi } from "vitest";
import { chatSpan, jsonSpan, traces } from "../test/otlp-bodies.ts";
import { post, runCollector, until } from "../test/run-collector.ts";
import { metricsText } from "./metrics-text.ts";

test("/metrics answers Prometheus text of what was counted", async () => {
  const { url } = await runCollector();
  await post(url, "/v1/traces", traces([chatSpan(), chatSpan()]));
  await post(url, "/v1/traces", "{");
  const response = await fetch(`${url}/metrics`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const text = await response.text();
  expect(text).toContain("# TYPE auditspan_collector_spans_total counter\n");
  expect(text).toContain("# TYPE auditspan_collector_pending_events gauge\n");
  expect(readValues(text)).toMatchObject({
    auditspan_collector_spans_total: 2,
    auditspan_collector_events_total: 2,
    'auditspan_collector_requests_refused_total{reason="malformed"}': 1,
    'auditspan_collector_requests_refused_total{reason="trail"}': 0,
  });
  expect(text).not.toContain("collector_forward");
});

test("/metrics takes GET and HEAD alone", async () => {
  const { url } = await runCollector();
  const response = await post(url, "/metrics", "{}");
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  const head = await fetch(`${url}/metrics`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
});

test("nothing of a request is in the metrics", async () => {
  const { url } = await runCollector();
  const canary = "anna.mueller@example.com";
  const attributes = { "gen_ai.operation.name": canary, [canary]: canary };
  await post(url, "/v1/traces", traces([jsonSpan(canary, attributes)]));
  await post(url, `/${canary}`, canary, { [canary.replace("@", "-")]: canary });
  const text = await (await fetch(`${url}/metrics`)).text();
  expect(text).not.toContain("anna");
  const labels = new Set(text.match(/\{.*?\}/g)?.map((label) => label.replace(/".*"/, "")));
  expect(labels).toEqual(new Set(["{reason=}"]));
});

test("the age of what waits for the trail grows while the trail fails and ends with it", async () => {
  let down = true;
  const trail: Pick<Trail, "ingest" | "hold" | "held"> = {
    ingest: async (events) => {
      if (down) throw new TrailError("database", "down");
      return { inserted: events.length, duplicates: 0 };
    },
    hold: async () => {},
    held: async () => [],
  };
  const { url, collector } = await runCollector({ trail, holdMs: 20 });
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect((await post(url, "/v1/traces", traces([chatSpan()]))).status).toBe(503);
  expect(write.mock.calls.map(([text]) => text)).toEqual([
    "auditspan: the trail takes no events (TrailError database); senders are asked to try again\n",
  ]);
  write.mockRestore();
  await until(() => collector.stats().pendingMs > 50);
  const values = readValues(await (await fetch(`${url}/metrics`)).text());
  expect(values).toMatchObject({ auditspan_collector_pending_events: 1 });
  expect(values["auditspan_collector_pending_age_seconds"]).toBeGreaterThan(0.05);
  expect(values["auditspan_collector_pending_age_seconds"]).toBeLessThan(5);
  down = false;
  await until(() => collector.stats().pending === 0);
  expect(collector.stats().pendingMs).toBe(0);
});

test("the age of a write that is under way is seen, too", async () => {
  const gate = Promise.withResolvers<void>();
  const trail: Pick<Trail, "ingest" | "hold" | "held"> = {
    ingest: async (events) => {
      await gate.promise;
      return { inserted: events.length, duplicates: 0 };
    },
    hold: async () => {},
    held: async () => [],
  };
  const { url, collector } = await runCollector({ trail });
  const answered = post(url, "/v1/traces", traces([chatSpan()]));
  await until(() => collector.stats().pending > 0);
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(collector.stats().pendingMs).toBeGreaterThan(90);
  gate.resolve();
  expect((await answered).status).toBe(200);
  expect(collector.stats()).toMatchObject({ pending: 0, pendingMs: 0 });
});

test("what a sender lost and what a forward could not deliver are counted", async () => {
  const { url, collector } = await runCollector();
  const sender = createEmitter({ otlp: { endpoint: `${url}/v1/traces` } });
  const lost = { lane: "0123456789abcdef", from: 3, to: 9, count: 7, reason: "queue_full" };
  sender.emit(droppedEvent(lost, sampleContext(), BigInt(Date.now()) * 1_000_000n));
  await sender.shutdown();
  expect(collector.stats().senderDropped).toBe(7);

  const refusing = createServer((request, response) => {
    request.resume().on("end", () => response.writeHead(400).end());
  });
  await new Promise<void>((resolve) => refusing.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void refusing.close());
  const { port } = refusing.address() as AddressInfo;
  const forward = createEmitter({ otlp: { endpoint: `http://127.0.0.1:${port}/v1/traces` } });
  const second = await runCollector({ forward });
  await post(second.url, "/v1/traces", traces([chatSpan()]));
  await forward.shutdown();
  const values = readValues(metricsText(second.collector.stats()));
  expect(values).toMatchObject({
    auditspan_collector_forward_dropped_total: 1,
    auditspan_collector_forward_acknowledged_total: 0,
    auditspan_collector_forward_queue_bytes: 0,
  });
});

test("what senders claim to have lost is counted as an exact number, whatever they claim", async () => {
  const { url, collector } = await runCollector();
  const sender = createEmitter({ otlp: { endpoint: `${url}/v1/traces` } });
  const lost = { lane: "0123456789abcdef", from: 0, to: 0, reason: "queue_full" };
  for (const count of [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1]) {
    sender.emit(droppedEvent({ ...lost, count }, sampleContext(), 1_700_000_000_000_000_000n));
  }
  await sender.shutdown();
  expect(collector.stats().senderDropped).toBe(2_000_000_001);
});

function sampleContext() {
  return selfIssuedContext({
    sessionId: "ba91b64c-95fc-4d72-9f70-5f3d79170d23",
    key: new Uint8Array(32),
    names: knownNames(),
    source: "emitted",
  });
}

function readValues(text: string): Record<string, number> {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return Object.fromEntries(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice(0, end), Number(line.slice(end + 1))];
    }),
  );
}
