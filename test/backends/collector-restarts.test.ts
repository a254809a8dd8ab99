import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { eventAttributes, eventId, knownNames } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { openTrail } from "@auditspan/trail";
import type { TrailEvent } from "@auditspan/trail";
import { createEmitter } from "../../packages/emitter/src/index.ts";
import { startCollector } from "../../packages/cli/src/collect.ts";
import { emitSteadily } from "./emit-steadily.ts";
import { freePorts } from "./free-ports.ts";
import { otelcolProgram } from "./build-otelcol.ts";
import { startCapture } from "./capture.ts";
import { startGate } from "./start-gate.ts";
import { AUDIT_TOKEN, startOtelcol } from "./start-otelcol.ts";
import type { Otelcol } from "./start-otelcol.ts";

const EVENTS_PER_SECOND = 500;
const SECONDS = 40;
/** Seconds after which the collector is killed; it is started again a second later. */
const KILLS = [8, 18, 28];
/** For so long before each kill the trail takes nothing, so that events are only in the queue. */
const SHUT_SECONDS = 2;
const NAMES = knownNames({ agents: ["load"], tools: ["lookup"] });

const program = await otelcolProgram();

describe.runIf(program !== undefined)("a collector that is killed under load", () => {
  test("three times within a minute loses no event and doubles none", async () => {
    const folder = await mkdtemp(join(tmpdir(), "auditspan-restarts-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const trail = join(folder, "trail");
    const listen = { host: "127.0.0.1", port: 0 };
    const collect = await startCollector({ listen, names: NAMES, trail, forward: undefined });
    const gate = await startGate(collect.url);
    onTestFinished(() => gate.close());
    const traces = await startCapture();
    onTestFinished(() => traces.close());
    const [port] = await freePorts(1);
    const start = async (): Promise<Otelcol> =>
      (await startOtelcol({
        preset: "gateway.yaml",
        endpoints: {
          AUDITSPAN_TRAIL_ENDPOINT: gate.url,
          AUDITSPAN_TRACES_ENDPOINT: `${traces.url}/traces`,
          AUDITSPAN_QUEUE_DIR: join(folder, "queue"),
        },
        // The emitter knows one address, under which the collector comes back.
        change: ({ receivers }) => {
          receivers["otlp/audit"]!.protocols["http"]!.endpoint = `127.0.0.1:${port}`;
        },
      }))!;
    let otelcol = await start();
    onTestFinished(() => otelcol.stop());

    const emitter = createEmitter({
      otlp: {
        endpoint: `http://127.0.0.1:${port}/v1/traces`,
        headers: { authorization: `Bearer ${AUDIT_TOKEN}` },
      },
      retry: { initialMillis: 100, maxMillis: 1000 },
      resource: { serviceName: "load" },
    });
    const queued: number[] = [];
    const killing = (async () => {
      const began = Date.now();
      for (const second of KILLS) {
        await sleep(Math.max(0, began + (second - SHUT_SECONDS) * 1000 - Date.now()));
        gate.open = false;
        await sleep(SHUT_SECONDS * 1000);
        queued.push((await otelcol.metrics())["otelcol_exporter_queue_size"] ?? 0);
        await otelcol.kill();
        await otelcol.stop();
        gate.open = true;
        await sleep(1000);
        otelcol = await start();
      }
    })();
    const emitted = await emitSteadily(emitter, NAMES, EVENTS_PER_SECOND, SECONDS);
    await killing;
    expect(Math.min(...queued)).toBeGreaterThan(EVENTS_PER_SECOND);
    await emitter.shutdown();
    expect(emitter.stats()).toMatchObject({ emitted: emitted.length, dropped: 0, queuedBytes: 0 });
    expect(emitted.length).toBeGreaterThan(0.95 * EVENTS_PER_SECOND * SECONDS);

    await until(() => collect.stats().events >= emitted.length, 60_000);
    const { events, duplicates } = collect.stats();
    await collect.close();
    console.log(
      `${emitted.length} emitted, ${queued.join(", ")} queued at the kills, ` +
        `${events} in the trail, ${duplicates} came again`,
    );
    const stored = await storedEvents(trail);
    expect(stored.map(eventId).toSorted()).toEqual(emitted.map(eventId).toSorted());
    expect(stored.map(sequence).toSorted((a, b) => a - b)).toEqual(emitted.map((_, i) => i));
    expect(changed(stored, emitted)).toEqual([]);
  });
});

async function until(holds: () => boolean, millis: number): Promise<void> {
  const deadline = Date.now() + millis;
  while (!holds() && Date.now() < deadline) await sleep(100);
}

async function storedEvents(location: string): Promise<TrailEvent[]> {
  const trail = await openTrail(location);
  try {
    const sessions = await trail.sessions({ limit: 1000 });
    const events = await Promise.all(sessions.map(({ sessionId }) => trail.session(sessionId)));
    return events.flat();
  } finally {
    await trail.close();
  }
}

function sequence({ attributes }: AuditEvent): number {
  return attributes["auditspan.seal.seq"] as number;
}

/** Events that do not stand in the trail as they were emitted, attribute by attribute. */
function changed(stored: readonly AuditEvent[], emitted: readonly AuditEvent[]): AuditEvent[] {
  const before = new Map(emitted.map((event) => [eventId(event), event]));
  return stored.filter((event) => {
    const { "auditspan.seal.lane": _, "auditspan.seal.seq": __, ...attributes } = event.attributes;
    return textOf(attributes) !== textOf(eventAttributes(before.get(eventId(event))!));
  });
}

function textOf(attributes: object): string {
  return JSON.stringify(Object.entries(attributes).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
