import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
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
    const { child, url, ended } = await collect(folder);
    const answered = new Set<string>();
    let broken = 0;
    const sendUntilItEnds = async (): Promise<void> => {
      for (;;) {
        const spans = Array.from({ length: SPANS }, chatSpan);
        const status = await post(url, traces(spans));
        if (status === undefined) return void broken++;
        if (status === 200) for (const { traceId } of spans) answered.add(traceId);
        if (answered.size > 40 * SPANS && !child.killed) child.kill(signal);
      }
    };
    await Promise.all(Array.from({ length: SENDERS }, sendUntilItEnds));
    expect(await ended).toEqual(end);
    expect(broken).toBe(SENDERS);
    expect(answered.size).toBeGreaterThan(40 * SPANS);
    expect(await missingIn(folder, answered)).toEqual([]);
  },
);

async function collect(folder: string) {
  const child = spawn(
    process.execPath,
    ["-C", "@auditspan/source", MAIN, "collect", "--listen", "127.0.0.1:0", "--trail", folder],
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
