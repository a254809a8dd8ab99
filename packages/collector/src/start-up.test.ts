import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { openTrail } from "@auditspan/trail";
import { expect, onTestFinished, test } from "vitest";
import { chatSpan, traces } from "../test/otlp-bodies.ts";
import { newFolder, post, runCollector, until } from "../test/run-collector.ts";
import { createCollector } from "./collector.ts";
import { loadKey } from "./load-key.ts";

async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test("a collector that cannot listen makes neither key nor trail", async () => {
  const dir = await newFolder();
  const collector = createCollector({
    key: () => loadKey(dir),
    trail: () => openTrail(dir),
    port: await takenPort(),
  });
  await expect(collector.listen()).rejects.toThrow(/EADDRINUSE/);
  expect(await readdir(dir)).toEqual([]);
  await collector.close();
});

test("while the trail opens senders are asked to come again, and then are served", async () => {
  const dir = await newFolder();
  const port = await freePort();
  const gate = Promise.withResolvers<void>();
  const collector = createCollector({
    key: () => loadKey(dir),
    trail: async () => {
      await gate.promise;
      const trail = await openTrail(dir);
      onTestFinished(() => trail.close());
      return trail;
    },
    port,
  });
  onTestFinished(() => collector.close());
  const listening = collector.listen();
  const url = `http://127.0.0.1:${port}`;
  const body = traces([chatSpan()]);
  await until(
    async () => (await post(url, "/v1/traces", body).catch(() => undefined)) !== undefined,
  );
  const early = await post(url, "/v1/traces", body);
  expect([early.status, early.headers.get("retry-after")]).toEqual([503, "1"]);
  expect((await fetch(`${url}/healthz`)).status).toBe(503);
  expect(collector.stats()).toMatchObject({ spans: 0, held: 0, pending: 0, pendingMs: 0 });
  gate.resolve();
  await listening;
  expect((await post(url, "/v1/traces", body)).status).toBe(200);
  expect(collector.stats()).toMatchObject({ spans: 1, events: 1 });
});

test.each([
  ["a trail that does not open", randomBytes(32), "no trail here"],
  ["a key of another length", randomBytes(5), "a key of 32 bytes, got 5"],
])("with %s the port is free again", async (_, key, message) => {
  const port = await freePort();
  const collector = createCollector({
    key: () => Promise.resolve(key),
    trail: () => Promise.reject(new Error("no trail here")),
    port,
  });
  await expect(collector.listen()).rejects.toThrow(message);
  const next = await runCollector({ port });
  expect(next.port).toBe(port);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}
