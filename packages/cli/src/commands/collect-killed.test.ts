import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { decodeBody } from "@auditspan/core";
import { openTrail } from "@auditspan/trail";
import { expect, onTestFinished, test } from "vitest";
import { chatSpan, traces } from "../../../collector/test/otlp-bodies.ts";
import { testFolder } from "../testing/test-folder.ts";

const MAIN = join(import.meta.dirname, "../main.ts");
const SENDERS = 8;
const SPANS = 20;

test.each([
  // What is under way is still answered, and held events are delivered.
  ["SIGTERM", [0, null]],
  ["SIGKILL", [null, "SIGKILL"]],
] as const)(
  "all that was answered with 200 is in the trail when %s comes in the middle",
  async (signal, end) => {
    const folder = join(testFolder({}), "trail");
    const collector = await collect(["--trail", folder]);
    const answered = await sendUntilItEnds(collector, signal);
    expect(await collector.ended).toEqual(end);
    expect(await missingIn(folder, answered)).toEqual([]);
  },
);

test("all that was answered with 200 goes on, at the latest after a restart, when SIGKILL comes", async () => {
  const spool = join(testFolder({}), "spool");
  const backend = await startBackend();
  const args = ["--forward", backend.url, "--spool", spool];
  const due = new Set<string>();
  for (let restarts = 0; restarts < 3; restarts++) {
    const collector = await collect(args);
    for (const id of await sendUntilItEnds(collector, "SIGKILL")) due.add(id);
    await collector.ended;
  }
  backend.isOpen = true;
  const last = await collect(args);
  const deadline = Date.now() + 20_000;
  const missing = (): string[] => [...due].filter((id) => !backend.taken.has(id));
  while (missing().length > 0 && Date.now() < deadline) await sleep(50);
  expect(missing()).toEqual([]);
  last.child.kill("SIGTERM");
  expect(await last.ended).toEqual([0, null]);
  expect(readdirSync(spool)).toEqual(["derivation.key"]);
});

/** Sends until the collector is gone, which gets the signal meanwhile; returns what was answered. */
async function sendUntilItEnds(
  { child, url }: Awaited<ReturnType<typeof collect>>,
  signal: "SIGTERM" | "SIGKILL",
): Promise<Set<string>> {
  const answered = new Set<string>();
  let broken = 0;
  const send = async (): Promise<void> => {
    for (;;) {
      const spans = Array.from({ length: SPANS }, chatSpan);
      const status = await post(url, traces(spans));
      if (status === undefined) return void broken++;
      if (status === 200) for (const { traceId } of spans) answered.add(traceId);
      if (answered.size > 40 * SPANS && !child.killed) child.kill(signal);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  expect(broken).toBe(SENDERS);
  expect(answered.size).toBeGreaterThan(40 * SPANS);
  return answered;
}

/** A backend that takes every other request until it is open. */
async function startBackend() {
  let requests = 0;
  const taken = new Set<string>();
  const backend = { url: "", isOpen: false, taken };
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const takes = backend.isOpen || requests++ % 2 === 0;
      if (takes) {
        for (const { traceId } of decodeBody(body, { signal: "traces" })) taken.add(traceId);
      }
      response.writeHead(takes ? 200 : 503).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  backend.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return backend;
}

async function collect(args: readonly string[]) {
  const child = spawn(
    process.execPath,
    ["-C", "@auditspan/source", MAIN, "collect", "--listen", "127.0.0.1:0", ...args],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = once(child, "exit");
  let stderr = "";
  for await (const data of child.stderr) {
    stderr += String(data);
    const url = /listening on (http:\S+)/.exec(stderr)?.[1];
    if (url !== undefined) return { child, url, ended };
  }
  throw new Error(`expected the collector to listen, got ${stderr}`);
}

/** The status of the answer, undefined when there was none. */
async function post(url: string, body: string): Promise<number | undefined> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}/v1/traces`, { method: "POST", headers, body });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

async function missingIn(folder: string, traceIds: ReadonlySet<string>): Promise<string[]> {
  const trail = await openTrail(folder, { create: false });
  try {
    const sessions = await trail.sessions({ limit: 100_000 });
    const stored = new Set<string>();
    for (const { sessionId } of sessions) {
      for (const { traceId } of await trail.session(sessionId)) stored.add(traceId);
    }
    return [...traceIds].filter((traceId) => !stored.has(traceId));
  } finally {
    await trail.close();
  }
}
