import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CONTENT_ATTRIBUTES } from "../../packages/cli/src/collector-config/content-lane.ts";
import { startCapture } from "./capture.ts";
import { freePorts } from "./free-ports.ts";
import { addLane, addPipeline, listen } from "./changed-lanes.ts";
import { CANARY, hostileLogs, hostileTraces, uncleanableTraces } from "./hostile-body.ts";
import { broken, keepFewCopies, statementsOf } from "./preset-statements.ts";
import type { Place } from "./preset-statements.ts";
import { startOtelcol } from "./start-otelcol.ts";
import type { Otelcol } from "./start-otelcol.ts";
import { wireRecords, wireRequest } from "./wire-request.ts";

const capture = await startCapture();
let places: Place[] = [];
const ports = await freePorts(2);
/** One collector with a lane for every broken statement, and one for every statement left out. */
const otelcol = await startOtelcol({
  preset: "gateway.yaml",
  endpoints: capture.endpoints,
  change: (config) => {
    keepFewCopies(config);
    places = statementsOf(config);
    const [toBroken, toAbsent] = ["otlp/broken", "otlp/absent"].map((receiver, i) => {
      listen(config, receiver, ports[i]!);
      return { receiver, sink: capture.url };
    });
    for (const [i, place] of places.entries()) {
      addLane(config, `broken${i}`, toBroken!, place, broken(place.statement));
      addLane(config, `absent${i}`, toAbsent!, place, undefined);
    }
    addPipeline(config, "ungrouped", toAbsent!, "traces", (name) => name !== "groupbyattrs");
    addPipeline(config, "net", toAbsent!, "traces", (name) => name.startsWith("redaction"));
  },
});

describe.runIf(otelcol !== undefined)("a content lane whose statement", () => {
  const { content, settled, stop } = otelcol as Otelcol;
  let statuses: readonly number[];

  beforeAll(async () => {
    await send(content);
    statuses = await send(`http://127.0.0.1:${ports[0]}`);
    await send(`http://127.0.0.1:${ports[1]}`);
    await settled();
  });
  afterAll(async () => {
    await stop();
    capture.close();
  });

  test("is broken refuses the request, so that the sender keeps it", () => {
    expect(statuses).toEqual([503, 503, 503]);
  });

  test.each(places.map(({ name, signal }, i) => [name, signal, i] as const))(
    "is broken lets nothing through: %s",
    (_, signal, i) => {
      expect(received(`broken${i}`, signal)).toEqual([]);
    },
  );

  test("cannot reach what a resource refers to has a part that builds it anew", () => {
    expect(JSON.stringify(received("trail", "traces"))).not.toContain("entityRefs");
    expect(JSON.stringify(received("ungrouped", "traces"))).toContain("entityRefs");
  });

  test("is not there has a second net that takes keys, and the forms of addresses and numbers", () => {
    const [spans] = capture.bodies.filter(({ place }) => place === "net").map(wireRecords);
    const attributes = spans!.map((span) => list(span.record["attributes"]));
    const keys = new Set(attributes.flatMap((each) => each.map(({ key }) => String(key))));
    // Of keys of its own it lets all through: the first net takes those.
    const unknown = [...keys].filter((key) => !(key in CONTENT_ATTRIBUTES));
    expect(unknown.filter((key) => !key.startsWith("redaction."))).toEqual([]);
    expect(JSON.stringify(attributes)).not.toContain(CANARY);
  });

  test.each(places.map(({ name, signal }, i) => [name, signal, i] as const))(
    "is left out is missed: %s",
    (_, signal, i) => {
      const whole = received("trail", signal);
      expect(whole).toHaveLength(1);
      expect(received(`absent${i}`, signal)).not.toEqual(whole);
    },
  );
});

async function send(url: string): Promise<number[]> {
  const keys = Object.keys(CONTENT_ATTRIBUTES);
  const statuses: number[] = [];
  for (const [signal, body] of [
    ["traces", hostileTraces(keys)],
    ["traces", uncleanableTraces()],
    ["logs", hostileLogs(keys)],
  ] as const) {
    const headers = { "content-type": "application/json" };
    const request = { method: "POST", headers, body: JSON.stringify(body) };
    statuses.push((await fetch(`${url}/v1/${signal}`, request)).status);
  }
  return statuses;
}

function received(place: string, signal: string): unknown[] {
  return capture.bodies
    .filter((body) => body.place === place && body.signal === signal)
    .map(wireRequest);
}

function list(value: unknown): { readonly key: unknown }[] {
  return (value ?? []) as { key: unknown }[];
}
