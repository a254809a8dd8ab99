import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AUDIT_TOKEN, startOtelcol } from "./start-otelcol.ts";
import type { CollectorConfig, Otelcol } from "./start-otelcol.ts";

const rules = readFileSync(join(import.meta.dirname, "../../collector-config/alerts.yaml"), "utf8");
const refusing = await startRefusing();
const otelcol = await startOtelcol({
  preset: "gateway.yaml",
  endpoints: {
    AUDITSPAN_TRAIL_ENDPOINT: refusing.url,
    AUDITSPAN_TRACES_ENDPOINT: `${refusing.url}/taken`,
  },
  change: (config) => {
    nameAsByDefault(config);
    refuseOverflow(config);
    failOn(config, "unreadable");
  },
});

describe.runIf(otelcol !== undefined)("the stock collector's metrics of alerts.yaml", () => {
  const { content, audit, metrics, stop } = otelcol as Otelcol;
  let values: Readonly<Record<string, number>>;

  beforeAll(async () => {
    expect(await send(content, "x", ["chat"])).toBe(200);
    expect(await send(content, "x", ["unreadable"])).toBe(503);
    expect(
      await send(
        content,
        "x",
        Array.from({ length: 9 }, () => "chat"),
      ),
    ).not.toBe(200);
    expect(await send(audit, "auditspan", ["forged"])).toBe(200);
    await until(async () => {
      values = await metrics();
      const settled = ["send_failed", "sent"].map(
        (what) => values[`otelcol_exporter_${what}_spans`],
      );
      return settled.every((count) => count === 1);
    });
  });
  afterAll(async () => {
    await stop();
    refusing.close();
  });

  test("are all there, under these names", () => {
    const used = new Set(rules.match(/\botelcol_[a-z_]+/g));
    expect(used.size).toBeGreaterThan(6);
    expect(Object.keys(values)).toEqual(expect.arrayContaining([...used]));
  });

  test("count what was sent, given up, not queued, refused and filtered", () => {
    expect(values).toMatchObject({
      otelcol_exporter_sent_spans: 1,
      otelcol_exporter_send_failed_spans: 1,
      // Nine spans for each of two exporters.
      otelcol_exporter_enqueue_failed_spans: 18,
      // Those nine, and the one that a statement failed on: their senders were told.
      otelcol_receiver_refused_spans: 10,
      // Once in each lane.
      otelcol_processor_filter_spans_filtered: 2,
    });
  });
});

/** The names that the collector's own reader gives when a configuration says nothing of it. */
function nameAsByDefault({ service }: CollectorConfig): void {
  const { readers } = service.telemetry["metrics"] as { readers: [PullReader] };
  Object.assign(readers[0].pull.exporter.prometheus, {
    without_scope_info: true,
    without_type_suffix: true,
    without_units: true,
  });
}

interface PullReader {
  readonly pull: { readonly exporter: { readonly prometheus: object } };
}

/** Queues that do not take a batch of nine, and say so instead of waiting. */
function refuseOverflow({ exporters }: CollectorConfig): void {
  for (const exporter of Object.values(exporters)) {
    Object.assign(exporter["sending_queue"] as object, { queue_size: 5, block_on_overflow: false });
  }
}

function failOn({ processors }: CollectorConfig, name: string): void {
  const { trace_statements: groups } = processors["transform/content"] as {
    trace_statements: { context: string; statements: string[] }[];
  };
  const spans = groups.find(({ context }) => context === "span");
  spans!.statements.unshift(
    `set(span.name, ParseJSON(span.name)["x"]) where span.name == "${name}"`,
  );
}

async function send(base: string, scope: string, names: readonly string[]): Promise<number> {
  const time = BigInt(Date.now()) * 1_000_000n;
  const spans = names.map((name) => ({
    traceId: "5b8efff798038103d269b633813fc60c",
    spanId: "eee19b7ec3c1b174",
    name,
    startTimeUnixNano: String(time),
    endTimeUnixNano: String(time + 1000n),
    attributes: [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }],
  }));
  const body = {
    resourceSpans: [{ resource: {}, scopeSpans: [{ scope: { name: scope }, spans }] }],
  };
  const { status } = await fetch(`${base}/v1/traces`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${AUDIT_TOKEN}` },
    body: JSON.stringify(body),
  });
  return status;
}

/** A backend that takes what comes under /taken and refuses all else for good. */
async function startRefusing(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const status = request.url?.startsWith("/taken/") ? 200 : 400;
      response.writeHead(status, { "content-type": "application/x-protobuf" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error("expected the condition to hold within 20 s");
    await sleep(100);
  }
}
