import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { leaks } from "../corpus/checkers.ts";
import { bodiesOf } from "../corpus/runs.ts";
import { auditBody, auditEvents } from "./audit-bodies.ts";
import { startCapture } from "./capture.ts";
import { AUDIT_TOKEN, startOtelcol } from "./start-otelcol.ts";
import type { Otelcol } from "./start-otelcol.ts";
import { wireRecords } from "./wire-request.ts";

const RUN = "otel-openai";
const capture = await startCapture();
const gateway = await startOtelcol({ preset: "gateway.yaml", endpoints: capture.endpoints });
const sidecar = await startOtelcol({
  preset: "agent.yaml",
  endpoints: {
    AUDITSPAN_GATEWAY_CONTENT_ENDPOINT: gateway?.content ?? "",
    AUDITSPAN_GATEWAY_AUDIT_ENDPOINT: gateway?.audit ?? "",
  },
});

describe.runIf(sidecar !== undefined)("a sidecar before a gateway", () => {
  const both = [sidecar, gateway] as Otelcol[];
  afterAll(async () => {
    for (const each of both) await each.stop();
    capture.close();
  });

  test("takes content out before anything is on disk, and passes audit events unchanged", async () => {
    for (const { path, contentType, bytes } of bodiesOf(RUN)) {
      const headers = { "content-type": contentType };
      const body = new Uint8Array(bytes);
      await fetch(both[0]!.content + path, { method: "POST", headers, body });
    }
    const events = auditEvents();
    const audit = auditBody(events);
    const headers = {
      "content-type": "application/x-protobuf",
      authorization: `Bearer ${AUDIT_TOKEN}`,
    };
    const request = { method: "POST", headers, body: new Uint8Array(audit) };
    expect((await fetch(`${both[0]!.audit}/v1/traces`, request)).status).toBe(200);
    for (const each of both) await each.settled();

    const folder = await mkdtemp(join(tmpdir(), "auditspan-sidecar-"));
    const wire = join(folder, "wire");
    await writeFile(wire, Buffer.concat(capture.bodies.map(({ bytes }) => bytes)));
    const queues = both.flatMap(({ queueFiles }) => queueFiles());
    expect(queues.length).toBeGreaterThan(2);
    expect(await leaks(RUN, [wire, ...queues])).toMatch(/^visible 0 of \d+\n$/);
    await rm(folder, { recursive: true });

    const records = capture.bodies.filter(({ place }) => place === "trail").flatMap(wireRecords);
    const own = records.filter(({ scope }) => scope["name"] === "auditspan");
    const ids = (list: typeof own) =>
      list.map(({ attributes }) => attributes["auditspan.event.id"]).toSorted();
    expect(ids(own)).toEqual(ids(wireRecords({ place: "", signal: "traces", bytes: audit })));
    expect(records.length - own.length).toBeGreaterThan(200);
  });
});
