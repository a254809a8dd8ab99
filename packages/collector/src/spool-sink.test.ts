import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { decodeBody, type SpanRecord } from "@auditspan/core";
import { createEmitter, openSpool, type EmitterOptions } from "@auditspan/emitter";
import { expect, onTestFinished, test } from "vitest";
import { chatSpan, loggedChat, logs, traces } from "../test/otlp-bodies.ts";
import { newFolder, post, runCollector, until } from "../test/run-collector.ts";

const OPENAI = "@opentelemetry/instrumentation-openai";

test("what was answered with 200 goes on after a crash, also what waited for its log records", async () => {
  const other = await runBackend();
  const folder = await newFolder();
  const { url, forward } = await collectTo(other, folder, { holdMs: 60_000 });
  const plain = chatSpan();
  const { span } = loggedChat();
  expect((await post(url, "/v1/traces", traces([plain]))).status).toBe(200);
  expect((await post(url, "/v1/traces", traces([span], OPENAI))).status).toBe(200);
  expect(other.spans()).toEqual([]);

  const after = await crashed(folder);
  await forward.shutdown();
  other.isOpen = true;
  await collectTo(other, after);
  await until(() => other.spans().length >= 2);
  expect(idsOf(other.spans())).toEqual(new Set([plain.traceId, span.traceId]));
});

test("a completion goes on with its steps, and its staged form does not come back", async () => {
  const other = await runBackend();
  const folder = await newFolder();
  const { url, forward } = await collectTo(other, folder, { holdMs: 300 });
  const { span, log } = loggedChat();
  await post(url, "/v1/traces", traces([span], OPENAI));
  await post(url, "/v1/logs", logs([log], OPENAI));
  await until(() => forward.stats().emitted > 0);
  await forward.stored();
  await forward.shutdown();
  const after = await crashed(folder);
  other.isOpen = true;
  const again = await collectTo(other, after);
  await again.forward.forceFlush();
  await again.collector.close();
  expect(other.spans()).toHaveLength(1);
  expect(other.spans()[0]?.attributes["auditspan.step.kinds"]).toEqual(["answer"]);
});

test("nothing of what a person said lies in the spool", async () => {
  const folder = await newFolder();
  const other = await runBackend();
  const { url } = await collectTo(other, folder, { holdMs: 60_000 });
  const { span, log } = loggedChat();
  await post(url, "/v1/traces", traces([{ ...span, name: "Maria Beispiel" }], OPENAI));
  await post(url, "/v1/logs", logs([log], OPENAI));
  const bytes = Buffer.concat(filesOf(folder).map((file) => readFileSync(file)));
  other.isOpen = true;
  expect(bytes.length).toBeGreaterThan(500);
  expect(bytes.includes("Maria")).toBe(false);
});

test("what is sent again goes on once", async () => {
  const other = await runBackend();
  other.isOpen = true;
  const { url, collector, forward } = await collectTo(other, await newFolder());
  const body = traces([chatSpan(), chatSpan()]);
  await post(url, "/v1/traces", body);
  await post(url, "/v1/traces", body);
  await collector.close();
  await forward.forceFlush();
  expect(other.spans()).toHaveLength(2);
  expect(collector.stats()).toMatchObject({ events: 2, duplicates: 2, held: 0, pending: 0 });
});

test("a full queue is answered with 429, and taken up again when there is room", async () => {
  const other = await runBackend();
  const { url, collector } = await collectTo(other, await newFolder(), {}, { maxQueueBytes: 1 });
  const sent = (): Promise<number> =>
    post(url, "/v1/traces", traces([chatSpan()])).then(({ status }) => status);
  expect(await sent()).toBe(200);
  expect(await sent()).toBe(429);
  expect(collector.stats().refused).toEqual({ overloaded: 1 });
  other.isOpen = true;
  await until(async () => (await sent()) === 200);
  await collector.close();
  expect(collector.stats().forward?.dropped).toBe(0);
});

test("with a trail, too, what was answered with 200 is in the spool", async () => {
  const other = await runBackend();
  const folder = await newFolder();
  const { forward } = await spooled(other.url, folder);
  const { url, trail } = await runCollector({ forward });
  const span = chatSpan();
  expect((await post(url, "/v1/traces", traces([span]))).status).toBe(200);
  expect(await trail.sessions()).toHaveLength(1);
  const after = await crashed(folder);
  await forward.shutdown();
  other.isOpen = true;
  const next = await spooled(other.url, after);
  await next.forward.forceFlush();
  expect(idsOf(other.spans())).toEqual(new Set([span.traceId]));
});

/** A backend that answers 503 until it is open. */
async function runBackend() {
  const received: Buffer[] = [];
  const backend = {
    url: "",
    isOpen: false,
    spans: () =>
      received.flatMap((bytes) => decodeBody(bytes, { signal: "traces" })) as SpanRecord[],
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (backend.isOpen) received.push(Buffer.concat(parts));
      response.writeHead(backend.isOpen ? 200 : 503).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  backend.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/traces`;
  return backend;
}

async function spooled(endpoint: string, folder: string, options: EmitterOptions = {}) {
  const forward = createEmitter({
    otlp: { endpoint },
    delayMillis: 10,
    retry: { initialMillis: 20, maxMillis: 50 },
    shutdownTimeoutMillis: 100,
    onOutage: () => {},
    spool: await openSpool(folder),
    ...options,
  });
  onTestFinished(() => forward.shutdown());
  return { forward };
}

async function collectTo(
  backend: { readonly url: string },
  folder: string,
  options: Parameters<typeof runCollector>[0] = {},
  emitter: EmitterOptions = {},
) {
  const { forward } = await spooled(backend.url, folder, emitter);
  return { ...(await runCollector({ trail: undefined, forward, ...options })), forward };
}

/** The folder as a process leaves it that is killed now. */
async function crashed(folder: string): Promise<string> {
  const copy = await newFolder();
  cpSync(folder, copy, { recursive: true });
  rmSync(join(copy, "lock"), { force: true });
  return copy;
}

function filesOf(folder: string): string[] {
  return readdirSync(folder).map((name) => join(folder, name));
}

function idsOf(spans: readonly SpanRecord[]): Set<string> {
  return new Set(spans.map(({ traceId }) => traceId));
}
