import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openTrail } from "@auditspan/trail";
import type { TrailEvent } from "@auditspan/trail";
import { startCollector } from "../../packages/cli/src/collect.ts";
import { supportAgent } from "../../packages/cli/src/demo/example.ts";
import { runAgent } from "../../packages/cli/src/demo/run-agent.ts";
import { loadNames } from "../../packages/cli/src/load-names.ts";
import { recordedIo } from "../../packages/cli/src/testing/recorded-io.ts";

/**
 * Runs the agent of `auditspan demo` into a collector that forwards to a base URL; returns the
 * events of its session as the trail holds them.
 */
export async function runDemo(forward: string): Promise<readonly TrailEvent[]> {
  const trail = await mkdtemp(join(tmpdir(), "auditspan-backend-"));
  const io = recordedIo({ env: process.env });
  const { folder } = await supportAgent();
  const names = await loadNames(join(folder, "auditspan.names.yaml"), io);
  try {
    const listen = { host: "127.0.0.1", port: 0 };
    const collector = await startCollector({ listen, names, trail, forward });
    await runAgent(folder, collector.url, io).finally(() => collector.close());
    return await eventsOf(trail);
  } finally {
    await rm(trail, { recursive: true });
  }
}

async function eventsOf(location: string): Promise<readonly TrailEvent[]> {
  const trail = await openTrail(location);
  try {
    const [session] = await trail.sessions();
    return await trail.session(session!.sessionId);
  } finally {
    await trail.close();
  }
}
