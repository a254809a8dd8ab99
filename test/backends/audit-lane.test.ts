import { ATTRIBUTES, REQUIRED_ATTRIBUTES } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { auditBody, auditEvents } from "./audit-bodies.ts";
import { startCapture } from "./capture.ts";
import type { CapturedBody } from "./capture.ts";
import { CANARY, hostileTraces } from "./hostile-body.ts";
import { AUDIT_TOKEN, startOtelcol } from "./start-otelcol.ts";
import type { Otelcol } from "./start-otelcol.ts";
import { otlp } from "../../packages/core/generated/otlp.js";
import { wireRecords } from "./wire-request.ts";
import type { WireRecord } from "./wire-request.ts";

const capture = await startCapture();
const otelcol = await startOtelcol({ preset: "gateway.yaml", endpoints: capture.endpoints });

const TOKEN = { authorization: `Bearer ${AUDIT_TOKEN}` };
const PROTOBUF = { "content-type": "application/x-protobuf" };
const JSON_TYPE = { "content-type": "application/json" };
const DROPPED = "otelcol_processor_filter_spans_filtered";
const TEXT = { stringValue: `${CANARY}, born on 1 May` };
const NESTED = { kvlistValue: { values: [{ key: CANARY, value: TEXT }] } };
const HOSTILE_VALUES = [
  TEXT,
  NESTED,
  { arrayValue: { values: [TEXT] } },
  { bytesValue: Buffer.from(CANARY) },
];

/** A number that the protocol gives no meaning to. */
const UNKNOWN = 17 as never;

type Change = (request: AuditRequest) => void;

/** Each takes one thing that the schema does not allow. */
const CHANGES: readonly (readonly [what: string, change: Change])[] = [
  ["an unknown key", ({ span }) => setAttribute(span, CANARY, { boolValue: true })],
  ["a key of redaction", ({ span }) => setAttribute(span, "redaction.redacted.keys", TEXT)],
  ["a key that stands there twice", ({ span }) => addAttribute(span, "error.type", TEXT)],
  ["a nested value", ({ span }) => setAttribute(span, "auditspan.step.kinds", NESTED)],
  ["a status message", ({ span }) => (span.status = { message: CANARY })],
  ["an unknown status code", ({ span }) => (span.status = { code: UNKNOWN })],
  ["a trace state", ({ span }) => (span.traceState = `vendor=${CANARY}`)],
  ["an event", ({ span }) => (span.events = [{ name: CANARY }])],
  ["a second link", ({ span }) => (span.links = [{}, {}])],
  ["an unknown span kind", ({ span }) => (span.kind = UNKNOWN)],
  ["flags beyond those that are defined", ({ span }) => (span.flags = 1_733_555_019)],
  ["another name", ({ span }) => (span.name = `${span.name} ${CANARY}`)],
  ["a count of dropped attributes", ({ span }) => (span.droppedAttributesCount = 17)],
  ["another version of the schema", ({ scope }) => (scope.version = CANARY)],
  ["a scope with attributes", ({ scope }) => (scope.attributes = [{ key: CANARY, value: TEXT }])],
  ["a scope with a schema", ({ scoped }) => (scoped.schemaUrl = CANARY)],
  ["a resource with a schema", ({ group }) => (group.schemaUrl = CANARY)],
  ["an unknown resource attribute", ({ resource }) => addAttribute(resource, CANARY, TEXT)],
  ["a pod that the sender names", ({ resource }) => addAttribute(resource, "k8s.pod.uid", TEXT)],
  ["another service name", ({ resource }) => setAttribute(resource, "service.name", TEXT)],
  ["a second service name", ({ resource }) => addAttribute(resource, "service.name", TEXT)],
  ["another SDK", ({ resource }) => setAttribute(resource, "telemetry.sdk.name", TEXT)],
];

describe.runIf(otelcol !== undefined)("the audit lane of a stock collector", () => {
  const { audit, content, settled, metrics, stop } = otelcol as Otelcol;
  beforeEach(() => void capture.bodies.splice(0));
  afterAll(async () => {
    await stop();
    capture.close();
  });

  async function send(body: Uint8Array, headers: Record<string, string> = TOKEN): Promise<number> {
    const request = { method: "POST", headers: { ...PROTOBUF, ...headers }, body };
    const { status } = await fetch(`${audit}/v1/traces`, request as RequestInit);
    await settled();
    return status;
  }

  /** The spans that come out of the lane when one event, changed, goes in. */
  async function changed(change: Change): Promise<WireRecord[]> {
    expect(await send(changedBody(change))).toBe(200);
    return ours(capture.bodies, "trail");
  }

  test("every event comes out as it went in, attribute by attribute, on both ways", async () => {
    const events = auditEvents();
    expect(events.length).toBeGreaterThan(900);
    const body = auditBody(events);
    expect(await send(body)).toBe(200);
    const before = byEvent(wireRecords({ place: "", signal: "traces", bytes: body }));
    expect(Object.keys(before)).toHaveLength(events.length);
    for (const place of ["trail", "traces"]) {
      expect(byEvent(ours(capture.bodies, place))).toEqual(before);
    }
  });

  test("a linked event keeps its link", async () => {
    const links = [{ traceId: Buffer.alloc(16, 1), spanId: Buffer.alloc(8, 2) }];
    const [record] = await changed(({ span }) => (span.links = links));
    expect(record?.record["links"]).toHaveLength(1);
  });

  test("nobody gets in without the token", async () => {
    const body = auditBody([sample()]);
    expect(await send(body, {})).toBe(401);
    expect(await send(body, { authorization: "Bearer other" })).toBe(401);
    expect(capture.bodies).toEqual([]);
  });

  test("a foreign span on the audit port goes through the content lane", async () => {
    const keys = ["gen_ai.tool.name"];
    const request = { method: "POST", headers: { ...JSON_TYPE, ...TOKEN } };
    const body = JSON.stringify(hostileTraces(keys));
    expect((await fetch(`${audit}/v1/traces`, { ...request, body })).status).toBe(200);
    await settled();
    expect(capture.bodies.length).toBeGreaterThan(0);
    for (const { bytes } of capture.bodies) expect(bytes.includes(CANARY)).toBe(false);
    expect(ours(capture.bodies, "trail")).toEqual([]);
  });

  test("an audit event on the content port does not pass for one", async () => {
    const request = { method: "POST", headers: { ...PROTOBUF, ...TOKEN } };
    const body = auditBody([sample()]);
    await fetch(`${content}/v1/traces`, { ...request, body } as RequestInit);
    await settled();
    expect(capture.bodies).toEqual([]);
  });

  test("an event of ours with nothing changed passes, so that what follows says something", async () => {
    expect(await changed(() => {})).toHaveLength(1);
  });

  test.each(CHANGES)("%s is dropped and counted", async (_, change) => {
    const before = (await metrics())[DROPPED] ?? 0;
    expect(await changed(change)).toEqual([]);
    for (const { bytes } of capture.bodies) expect(bytes.includes(CANARY)).toBe(false);
    expect((await metrics())[DROPPED]).toBeGreaterThan(before);
  });

  test.each(REQUIRED_ATTRIBUTES)("an event without %s is dropped", async (key) => {
    const spans = await changed(({ span }) => {
      span.attributes = span.attributes!.filter((attribute) => attribute.key !== key);
    });
    expect(spans).toEqual([]);
  });

  test("no attribute takes a value that is not of its kind", async () => {
    const request = auditRequest();
    const { span } = request;
    request.scoped.spans = Object.keys(ATTRIBUTES).flatMap((key) =>
      HOSTILE_VALUES.map((value) => {
        const copy = { ...span, attributes: [...span.attributes!] };
        setAttribute(copy, key, value);
        return copy;
      }),
    );
    expect(await send(bytesOf(request))).toBe(200);
    expect(capture.bodies).toEqual([]);
  });
});

/** One audit event in a request, and its parts. */
interface AuditRequest {
  readonly whole: otlp.ExportTraceServiceRequest;
  readonly group: otlp.ResourceSpans.$Properties;
  readonly resource: otlp.Resource.$Properties;
  readonly scoped: otlp.ScopeSpans.$Properties;
  readonly scope: otlp.InstrumentationScope.$Properties;
  readonly span: otlp.Span.$Properties;
}

function auditRequest(): AuditRequest {
  const whole = otlp.ExportTraceServiceRequest.decode(auditBody([sample()]));
  const group = whole.resourceSpans[0]!;
  const scoped = group.scopeSpans![0]!;
  return {
    whole,
    group,
    resource: group.resource!,
    scoped,
    scope: scoped.scope!,
    span: scoped.spans![0]!,
  };
}

function changedBody(change: Change): Uint8Array {
  const request = auditRequest();
  change(request);
  return bytesOf(request);
}

function bytesOf({ whole }: AuditRequest): Uint8Array {
  return otlp.ExportTraceServiceRequest.encode(whole).finish();
}

function sample(): AuditEvent {
  return auditEvents().find(({ attributes }) => "error.type" in attributes)!;
}

type Holder = Pick<otlp.Span.$Properties, "attributes">;

function addAttribute(holder: Holder, key: string, value: otlp.AnyValue.$Properties): void {
  holder.attributes = [...holder.attributes!, { key, value }];
}

function setAttribute(holder: Holder, key: string, value: otlp.AnyValue.$Properties): void {
  holder.attributes = holder.attributes!.filter((attribute) => attribute.key !== key);
  addAttribute(holder, key, value);
}

function ours(bodies: readonly CapturedBody[], place: string): WireRecord[] {
  return bodies
    .filter((body) => body.place === place && body.signal === "traces")
    .flatMap(wireRecords)
    .filter(({ scope }) => scope["name"] === "auditspan");
}

/** Events by their id; a status that says nothing is as good as none. */
function byEvent(records: readonly WireRecord[]): Record<string, unknown> {
  return Object.fromEntries(
    records.map(({ attributes, resource, scope, record: { status, ...record } }) => [
      String(attributes["auditspan.event.id"]),
      { resource, scope, record, status: { code: 0, ...(status as object | undefined) } },
    ]),
  );
}
