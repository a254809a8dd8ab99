import type { Sender } from "@auditspan/emitter";
import { afterEach, expect, test, vi } from "vitest";
import { createSession } from "./create-session.ts";
import { createPipeline, processPipeline } from "./pipeline.ts";
import type { Pipeline, PipelineOptions, RecordReader } from "./pipeline.ts";
import { decodeBody } from "@auditspan/core";
import type { SpanRecord } from "@auditspan/core";

const open: Pipeline[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const pipeline of open.splice(0)) await pipeline.shutdown();
});

/** A pipeline whose requests are kept in memory. */
function pipelineOf(options: PipelineOptions = {}): { pipeline: Pipeline; spans: SpanRecord[] } {
  const spans: SpanRecord[] = [];
  const sender: Sender = {
    async send(body) {
      spans.push(...(decodeBody(Buffer.concat(body), { signal: "traces" }) as SpanRecord[]));
      return { status: "success" };
    },
    shutdown() {},
  };
  const pipeline = createPipeline({ ...options, emitter: { sender, ...options.emitter } });
  open.push(pipeline);
  return { pipeline, spans };
}

const bomb = (): never => {
  throw new Error("content");
};
const unreadable: RecordReader<object> = { read: bomb, origin: bomb };

test("the first pipeline stands for the process until it is shut down", async () => {
  const { pipeline: first } = pipelineOf();
  const { pipeline: second } = pipelineOf();
  expect(processPipeline()).toBe(first);
  await second.shutdown();
  expect(processPipeline()).toBe(first);
  await first.shutdown();
  const { pipeline: third } = pipelineOf();
  expect(processPipeline()).toBe(third);
});

test("a session takes names and commitments of the pipeline unless it has its own", () => {
  const { pipeline } = pipelineOf({ session: { names: { tools: ["t"] }, commitments: true } });
  const { context } = createSession({ pipeline });
  expect(context.names).toBe(pipeline.session.context.names);
  expect(context.commitments).toBe(true);
  expect(createSession({ pipeline, names: { tools: ["u"] } }).context.names.tools).toEqual(
    new Set("u"),
  );
});

test("a session in which nothing happens leaves no trace at the end", async () => {
  const { pipeline, spans } = pipelineOf();
  await pipeline.shutdown();
  expect(spans).toEqual([]);
});

test("what not even a failure event can tell is said on stderr, without its text", async () => {
  const { pipeline } = pipelineOf();
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(() => pipeline.accept({}, unreadable, undefined)).not.toThrow();
  expect(write.mock.calls.map(([text]) => text)).toEqual([
    "auditspan: an audit event was lost: neither it nor its failure could be recorded\n",
  ]);
  write.mockRestore();
});

test("what the queue has no room for becomes an events_dropped event", async () => {
  const { pipeline, spans } = pipelineOf({ emitter: { maxQueueBytes: 4_000 } });
  const sessions = Array.from({ length: 50 }, () => createSession({ pipeline }));
  await pipeline.forceFlush();
  await pipeline.forceFlush();
  const dropped = spans.filter((s) => s.attributes["auditspan.event.type"] === "events_dropped");
  const lost = dropped.map((s) => Number(s.attributes["auditspan.dropped.count"]));
  const arrived = spans.filter((s) => s.attributes["auditspan.event.type"] === "session_started");
  expect(arrived.length + lost.reduce((a, b) => a + b, 0)).toBe(sessions.length);
  expect(dropped[0]?.attributes).toMatchObject({
    "auditspan.dropped.reason": "queue_full",
    "session.id": pipeline.session.id,
  });
});

test.each([-1, Number.NaN, 60_001])("a hold of %s ms is refused", (holdMs) => {
  expect(() => createPipeline({ holdMs })).toThrow(/expected "holdMs" to be from 0 to 60000/);
});

test("a completion that waits for the span around it goes out in time, as others do", async () => {
  const { pipeline, spans } = pipelineOf({ holdMs: 20, emitter: { delayMillis: 0 } });
  pipeline.expectLogs();
  const completion: SpanRecord = {
    signal: "span",
    traceId: "a".repeat(32),
    spanId: "b".repeat(16),
    parentSpanId: "c".repeat(16),
    name: "chat",
    kind: 3,
    startTime: 1n,
    endTime: 2n,
    attributes: { "gen_ai.operation.name": "chat" },
    events: [],
    statusCode: 0,
    scope: { name: "com.anthropic.sdk.typescript" },
    resource: {},
  };
  pipeline.accept(completion, { read: (record) => record, origin: (record) => record }, undefined);
  const types = (): unknown[] => spans.map((span) => span.attributes["auditspan.event.type"]);
  await vi.waitFor(() => expect(types()).toContain("model_completion"));
});
