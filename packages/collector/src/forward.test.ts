import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeBody, type SpanRecord } from "@auditspan/core";
import { createEmitter } from "@auditspan/emitter";
import { expect, onTestFinished, test } from "vitest";
import { chatSpan, jsonSpan, logs, traces } from "../test/otlp-bodies.ts";
import { post, runCollector, storedEvents } from "../test/run-collector.ts";

const CANARY = "Maria Beispiel";

test("what was received goes on as audit events, once, and nothing else of it", async () => {
  const { received, forward } = await runForward();
  const { url, collector, trail } = await runCollector({ forward });
  const hostile = {
    ...jsonSpan(CANARY, { [CANARY]: CANARY, "gen_ai.operation.name": CANARY }),
    traceState: CANARY,
  };
  const body = traces([chatSpan(), hostile], CANARY);
  await post(url, "/v1/traces", body);
  await post(url, "/v1/traces", body);
  await collector.close();

  const spans = received.flatMap((bytes) =>
    decodeBody(bytes, { signal: "traces" }),
  ) as SpanRecord[];
  const stored = await storedEvents(trail);
  expect(idsOf(spans)).toEqual(idsOf(stored));
  expect(spans).toHaveLength(2);
  expect(Buffer.concat(received).includes("Maria")).toBe(false);
});

test("an audit event that was sealed by its agent keeps its seal through a collector", async () => {
  const first = await runForward();
  const agentSide = await runCollector({ forward: first.forward });
  await post(agentSide.url, "/v1/traces", traces([chatSpan(), chatSpan()]));
  await agentSide.collector.close();
  const sealed = first.received.flatMap((bytes) => decodeBody(bytes, { signal: "traces" }));

  const second = await runForward();
  const { url, collector, trail } = await runCollector({ forward: second.forward });
  for (const bytes of first.received)
    expect((await post(url, "/v1/traces", bytes)).status).toBe(200);
  await collector.close();
  const passedOn = second.received.flatMap((bytes) => decodeBody(bytes, { signal: "traces" }));
  expect(passedOn.map(comparable)).toEqual(sealed.map(comparable));
  expect(sealed[0]?.attributes["auditspan.seal.lane"]).toBe(first.forward.lane);
  expect(collector.stats()).toMatchObject({ quarantined: 0, events: 2 });
  const numbers = (await storedEvents(trail)).map(
    ({ attributes }) => attributes["auditspan.seal.seq"],
  );
  expect(new Set(numbers)).toEqual(new Set([0, 1]));
});

test("without a trail events go to the forward alone, held ones when the collector closes", async () => {
  const { received, forward } = await runForward();
  const { url, collector } = await runCollector({ trail: undefined, forward, holdMs: 60_000 });
  const openai = "@opentelemetry/instrumentation-openai";
  const body = traces([chatSpan()], openai);
  await post(url, "/v1/traces", body);
  await post(url, "/v1/logs", logs([]));
  expect(collector.stats()).toMatchObject({ held: 1, events: 0 });
  await collector.close();
  expect(collector.stats()).toMatchObject({ held: 0, events: 1 });
  expect(received.flatMap((bytes) => decodeBody(bytes, { signal: "traces" }))).toHaveLength(1);
});

function idsOf(events: readonly { attributes: Readonly<Record<string, unknown>> }[]): Set<unknown> {
  return new Set(events.map(({ attributes }) => attributes["auditspan.event.id"]));
}

function comparable({
  traceId,
  spanId,
  attributes,
}: {
  traceId: string;
  spanId: string;
  attributes: object;
}) {
  return { traceId, spanId, attributes: { ...attributes } };
}

/** A backend that keeps the bodies it gets, and an emitter that sends to it. */
async function runForward() {
  const received: Uint8Array[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push(Buffer.concat(chunks));
      response.setHeader("content-type", "application/x-protobuf").end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const forward = createEmitter({
    otlp: { endpoint: `http://127.0.0.1:${port}/v1/traces` },
    delayMillis: 10,
    shutdownTimeoutMillis: 1_000,
  });
  onTestFinished(async () => {
    await forward.shutdown();
    server.closeAllConnections();
    server.close();
  });
  return { received, forward };
}
