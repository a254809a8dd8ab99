import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { project } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { projectionContext } from "../../packages/core/src/testing/projection-context.ts";
import { bodiesOf, namesOf, recordsOf } from "../corpus/runs.ts";
import { auditBody } from "./audit-bodies.ts";
import { startCapture } from "./capture.ts";
import { AUDIT_TOKEN, startOtelcol } from "./start-otelcol.ts";
import type { Otelcol } from "./start-otelcol.ts";
import { wireRecords } from "./wire-request.ts";
import type { WireRecord } from "./wire-request.ts";

const RUN = "ai7-otel";
const names = namesOf(RUN);
const capture = await startCapture();
const otelcol = await startOtelcol({ preset: "gateway.yaml", names, endpoints: capture.endpoints });

describe.runIf(otelcol !== undefined)("a gateway that was made with a names file", () => {
  const { content, audit, settled, stop } = otelcol as Otelcol;
  const context = { ...projectionContext(), names };
  beforeEach(() => void capture.bodies.splice(0));
  afterAll(async () => {
    await stop();
    capture.close();
  });

  async function received(): Promise<WireRecord[]> {
    await settled();
    return capture.bodies.filter(({ place }) => place === "trail").flatMap(wireRecords);
  }

  async function throughAuditLane(events: readonly AuditEvent[]): Promise<WireRecord[]> {
    const headers = {
      "content-type": "application/x-protobuf",
      authorization: `Bearer ${AUDIT_TOKEN}`,
    };
    const body = new Uint8Array(auditBody(events));
    expect((await fetch(`${audit}/v1/traces`, { method: "POST", headers, body })).status).toBe(200);
    return received();
  }

  function toolCalls(): AuditEvent[] {
    return recordsOf(RUN)
      .flatMap((record) => (record.signal === "span" ? project(record, context) : []))
      .filter(({ attributes }) => names.tools.has(String(attributes["gen_ai.tool.name"])));
  }

  test("keeps the names of the file on foreign spans, as our projection does", async () => {
    for (const { path, contentType, bytes } of bodiesOf(RUN)) {
      const headers = { "content-type": contentType };
      await fetch(content + path, { method: "POST", headers, body: new Uint8Array(bytes) });
    }
    const spans = new Map((await received()).map((span) => [span.spanId, span]));
    const calls = toolCalls();
    expect(calls.length).toBeGreaterThan(10);
    for (const { spanId, attributes } of calls) {
      const span = spans.get(spanId)!;
      const tool = attributes["gen_ai.tool.name"];
      expect(span.attributes["gen_ai.tool.name"]).toBe(tool);
      expect(span.record["name"]).toBe(`execute_tool ${String(tool)}`);
    }
  });

  test("passes an event with a name of the file, and none with another", async () => {
    const [event] = toolCalls();
    expect(await throughAuditLane([event!])).toHaveLength(1);
    capture.bodies.splice(0);
    const stranger = "ask_marta";
    const attributes = { ...event!.attributes, "gen_ai.tool.name": stranger };
    const other = { ...event!, name: `${event!.type} ${stranger}`, attributes };
    expect(await throughAuditLane([other])).toEqual([]);
  });
});
