import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventAttributes, project } from "@auditspan/core";
import type { SpanRecord } from "@auditspan/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { projectionContext } from "../../packages/core/src/testing/projection-context.ts";
import { CONTENT_ATTRIBUTES } from "../../packages/cli/src/collector-config/content-lane.ts";
import { leaks } from "../corpus/checkers.ts";
import { bodiesOf, recordsOf, RUNS } from "../corpus/runs.ts";
import { startCapture } from "./capture.ts";
import type { CapturedBody } from "./capture.ts";
import { completionsOf } from "./completions-of.ts";
import { CANARY, hostileLogs, hostileTraces, NUMBER, uncleanableTraces } from "./hostile-body.ts";
import { isKnownText } from "./known-texts.ts";
import { startOtelcol } from "./start-otelcol.ts";
import type { Otelcol } from "./start-otelcol.ts";
import { textsOf, wireRecords, wireRequest } from "./wire-request.ts";
import type { WireRecord } from "./wire-request.ts";

const capture = await startCapture();
const otelcol = await startOtelcol({
  preset: "gateway.yaml",
  endpoints: capture.endpoints,
});
const KEYS = Object.keys(CONTENT_ATTRIBUTES);
const JSON_TYPE = "application/json";

describe.runIf(otelcol !== undefined)("the content lane of a stock collector", () => {
  const { content, settled, metrics, stop } = otelcol as Otelcol;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "auditspan-content-"));
  });
  beforeEach(() => void capture.bodies.splice(0));
  afterAll(async () => {
    await stop();
    capture.close();
    await rm(folder, { recursive: true });
  });

  async function send(path: string, type: string, body: BodyInit): Promise<number> {
    const headers = { "content-type": type };
    return (await fetch(content + path, { method: "POST", headers, body })).status;
  }

  async function throughLane(run: string): Promise<CapturedBody[]> {
    for (const { path, contentType, bytes } of bodiesOf(run)) {
      const status = await send(path, contentType, new Uint8Array(bytes));
      // Attributes of metrics are not cleaned: there is no pipeline that would take them.
      expect(status, path).toBe(path === "/v1/metrics" ? 404 : 200);
    }
    await settled();
    return [...capture.bodies];
  }

  async function hostile(path: string, body: object): Promise<WireRecord[]> {
    expect(await send(path, JSON_TYPE, JSON.stringify(body))).toBe(200);
    await settled();
    return recordsAt("trail", capture.bodies);
  }

  describe.each(RUNS)("recorded traffic of %s", (run) => {
    let bodies: CapturedBody[];

    test("comes out without any of the personal data, on both ways", async () => {
      bodies = await throughLane(run);
      const spans = recordsOf(run).length;
      expect(recordsAt("trail", bodies).length).toBeGreaterThan(0.9 * spans);
      expect(recordsAt("traces", bodies)).toHaveLength(recordsAt("trail", bodies).length);
      const file = join(folder, `${run}.wire`);
      await writeFile(file, Buffer.concat(bodies.map(({ bytes }) => bytes)));
      expect(await leaks(run, [file])).toMatch(/^visible 0 of \d+\n$/);
    });

    test("holds no text that was not known before", () => {
      for (const body of bodies) {
        expect(textsOf(wireRequest(body)).filter((text) => !isKnownText(text))).toEqual([]);
      }
    });

    test("says of a span what our projection says, where both say it", () => {
      const context = projectionContext();
      let compared = 0;
      for (const { span, ours } of pairs(run, bodies)) {
        const [event] = project(ours, context);
        const attributes = eventAttributes(event!);
        for (const [key, value] of Object.entries(span.attributes)) {
          if (attributes[key] === undefined || isReadAsHandOff(key, event!.type)) continue;
          expect(value, `${span.spanId} ${key}`).toEqual(attributes[key]);
          compared++;
        }
      }
      const spoken = recordsOf(run).some(({ attributes }) => "gen_ai.operation.name" in attributes);
      if (spoken) expect(compared).toBeGreaterThan(20);
    });
  });

  test("completions of the GenAI conventions keep operation, model and token counts", async () => {
    let [all, kept] = [0, 0];
    for (const run of RUNS) {
      const spans = new Map(
        spansAt("trail", await throughLane(run)).map((span) => [span.spanId, span.attributes]),
      );
      capture.bodies.splice(0);
      for (const { spanId, model, inputTokens, outputTokens } of completionsOf(run)) {
        const attributes = spans.get(spanId);
        all++;
        if (
          attributes?.["gen_ai.operation.name"] !== undefined &&
          [attributes["gen_ai.request.model"], attributes["gen_ai.response.model"]].includes(
            model,
          ) &&
          attributes["gen_ai.usage.input_tokens"] === inputTokens &&
          attributes["gen_ai.usage.output_tokens"] === outputTokens
        ) {
          kept++;
        }
      }
    }
    console.log(`completions that keep operation, model and tokens: ${kept} of ${all}`);
    expect(all).toBeGreaterThan(150);
    expect(kept / all).toBeGreaterThanOrEqual(0.9);
  });

  test("a canary in every field of a span comes out of none, and what is known stays", async () => {
    const spans = await hostile("/v1/traces", hostileTraces(KEYS));
    expect(spans).toHaveLength(5);
    const bare = spans.pop()!;
    expect(bare.attributes).toEqual({});
    expect(bare.record["name"]).toBe("span");
    for (const { attributes, record } of spans) {
      expect(attributes).toMatchObject({
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "openai",
        "gen_ai.request.model": "gpt-4o",
        "gen_ai.usage.input_tokens": 17,
      });
      expect(record["name"]).toBe("chat gpt-4o");
    }
    expectClean(capture.bodies);
  });

  test("a canary in every field of a log record comes out of none", async () => {
    const records = await hostile("/v1/logs", hostileLogs(KEYS));
    expect(records).toHaveLength(3);
    for (const { record } of records) expect(record["body"]).toEqual({ stringValue: "" });
    expectClean(capture.bodies);
  });

  test("a span that no part can clean, or that claims to be an audit event, is dropped and counted", async () => {
    const before = (await metrics())["otelcol_processor_filter_spans_filtered"] ?? 0;
    expect(await hostile("/v1/traces", uncleanableTraces())).toEqual([]);
    expect((await metrics())["otelcol_processor_filter_spans_filtered"]).toBe(before + 5);
  });

  test("what has passed the lane passes it again unchanged", async () => {
    await throughLane("ai7-otel");
    const first = capture.bodies.filter(({ place }) => place === "trail");
    capture.bodies.splice(0);
    for (const { signal, bytes } of first) {
      await send(`/v1/${signal}`, "application/x-protobuf", new Uint8Array(bytes));
    }
    await settled();
    expect(recordsAt("trail", capture.bodies)).toEqual(recordsAt("trail", first));
  });
});

function recordsAt(place: string, bodies: readonly CapturedBody[]): WireRecord[] {
  return bodies.filter((body) => body.place === place).flatMap(wireRecords);
}

function spansAt(place: string, bodies: readonly CapturedBody[]): WireRecord[] {
  return recordsAt(
    place,
    bodies.filter(({ signal }) => signal === "traces"),
  );
}

function pairs(
  run: string,
  bodies: readonly CapturedBody[],
): { span: WireRecord; ours: SpanRecord }[] {
  const records = new Map(
    recordsOf(run).flatMap((record) => (record.signal === "span" ? [[record.spanId, record]] : [])),
  );
  return spansAt("trail", bodies).flatMap((span) => {
    const ours = records.get(span.spanId);
    return ours === undefined ? [] : [{ span, ours }];
  });
}

function expectClean(bodies: readonly CapturedBody[]): void {
  expect(bodies.length).toBeGreaterThan(0);
  for (const body of bodies) {
    const request = wireRequest(body);
    expect(textsOf(request).filter((text) => !isKnownText(text))).toEqual([]);
    expect(body.bytes.includes(CANARY)).toBe(false);
    expect(JSON.stringify(request)).not.toContain(String(NUMBER));
    expect(JSON.stringify(request)).not.toMatch(/link|entityRefs|schemaUrl|traceState|"events"/i);
  }
}

// That a tool call hands the task on is more than a look at one key.
function isReadAsHandOff(key: string, type: string): boolean {
  return key === "gen_ai.operation.name" && type === "agent_handoff";
}
