import { join } from "node:path";
import { tellEvents } from "../../examples/testing/tell-events.ts";
import { startCollector } from "../../packages/cli/src/collect.ts";
import type { RunningCollector } from "../../packages/cli/src/collect.ts";
import { loadNames } from "../../packages/cli/src/load-names.ts";
import { recordedIo } from "../../packages/cli/src/testing/recorded-io.ts";
import { startReceiver } from "../agent/audit-receiver.ts";

const NAMES = join(import.meta.dirname, "../../examples/auditspan.names.yaml");

/** What went through a collector of ours. */
export interface Collected {
  /** What the events tell, a line each. */
  readonly told: readonly string[];
  /** All bytes that left it. */
  readonly bytes: Buffer;
}

/**
 * Starts `auditspan collect` with the names of the examples, lets something send to it, closes it
 * and returns what it forwarded.
 */
export async function collectTold(
  send: (collector: RunningCollector) => Promise<unknown>,
): Promise<Collected> {
  const receiver = await startReceiver();
  try {
    const collector = await startCollector({
      listen: { host: "127.0.0.1", port: 0 },
      names: await loadNames(NAMES, recordedIo()),
      trail: undefined,
      forward: new URL(receiver.url).origin,
    });
    await send(collector).finally(() => collector.close());
    return {
      told: tellEvents(receiver.spans()),
      bytes: Buffer.from(receiver.text(), "latin1"),
    };
  } finally {
    await receiver.close();
  }
}
