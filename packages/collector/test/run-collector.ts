import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTrail, type Trail } from "@auditspan/trail";
import { onTestFinished } from "vitest";
import { type CollectorOptions, createCollector } from "../src/collector.ts";
import { loadKey } from "../src/load-key.ts";

/** A collector on a free port with a trail in SQLite, both closed when the test ends. */
export async function runCollector(options: Partial<CollectorOptions> & { dir?: string } = {}) {
  const dir = options.dir ?? (await newFolder());
  const trail = await openTrail(dir);
  const key = await loadKey(dir);
  const collector = createCollector({ key, trail, port: 0, ...options });
  const { url, port } = await collector.listen();
  onTestFinished(async () => {
    await collector.close().catch(() => {});
    await trail.close();
  });
  return { collector, trail, dir, url, port };
}

/** A folder that goes when the test ends. */
export async function newFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "auditspan-collector-"));
  // Called in reverse order, so after the close of all that is opened in it.
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

export function post(
  url: string,
  path: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<Response> {
  const type = typeof body === "string" ? "application/json" : "application/x-protobuf";
  const payload = typeof body === "string" ? body : new Uint8Array(body);
  return fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": type, ...headers },
    body: payload,
  });
}

/** All events of a trail. */
export async function storedEvents(trail: Trail) {
  const sessions = await trail.sessions({ limit: 10_000 });
  return (await Promise.all(sessions.map(({ sessionId }) => trail.session(sessionId)))).flat();
}

export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("expected the condition to hold within 5 s");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
