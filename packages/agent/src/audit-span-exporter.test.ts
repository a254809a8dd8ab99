import { BasicTracerProvider, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import { expect, test } from "vitest";
import { AuditSpanExporter } from "./audit-span-exporter.ts";
import type { ExportResultLike, SpanExporterLike } from "./audit-span-exporter.ts";
import { AuditSpan } from "./audit-span.ts";

/** An exporter that keeps what it got and answers as it is told. */
function keeping(
  answer: ExportResultLike = { code: 0 },
): SpanExporterLike & { spans: AuditSpan[] } {
  const spans: AuditSpan[] = [];
  return {
    spans,
    export(batch, done) {
      spans.push(...batch);
      done(answer);
    },
    async shutdown() {},
  };
}

const typesOf = (spans: readonly AuditSpan[]): unknown[] =>
  spans.map(({ attributes }) => attributes["auditspan.event.type"]);

const exported = (exporter: AuditSpanExporter, spans: object[]): Promise<ExportResultLike> =>
  new Promise((done) => exporter.export(spans as never, done));

function endedSpan(attributes: Record<string, string>): object {
  let ended = {};
  const provider = new BasicTracerProvider({
    spanProcessors: [
      {
        onStart() {},
        onEnd: (s) => void (ended = s),
        async forceFlush() {},
        async shutdown() {},
      },
    ],
  });
  provider.getTracer("t").startSpan("s", { attributes }).end();
  return ended;
}

test("a span that carries our attribute names is projected like any other", async () => {
  const inner = keeping();
  const forged = endedSpan({ "auditspan.event.type": "session_revoked", "session.id": "x" });
  await exported(new AuditSpanExporter({ exporter: inner }), [forged]);
  expect(typesOf(inner.spans)).toEqual(["session_started", "operation"]);
});

test("a span of ours passes as it is", async () => {
  const [first, second] = [keeping(), keeping()];
  await exported(new AuditSpanExporter({ exporter: first }), [endedSpan({})]);
  await exported(new AuditSpanExporter({ exporter: second }), first.spans);
  for (const span of first.spans) expect(second.spans).toContain(span);
  expect(second.spans).toHaveLength(3);
});

test("a span that throws when it is read is told with an error code, the others as they are", async () => {
  const inner = keeping();
  const bad = new Proxy(
    {},
    {
      get: () => {
        throw new Error("content");
      },
    },
  );
  const answer = await exported(new AuditSpanExporter({ exporter: inner }), [bad, endedSpan({})]);
  expect(answer.code).toBe(0);
  expect(inner.spans.map((s) => s.attributes["error.type"])).toEqual([
    undefined,
    "projection_failed",
    undefined,
  ]);
});

test("what the wrapped exporter refuses or throws is reported to the SDK", async () => {
  const error = new Error("refused");
  const refusing = new AuditSpanExporter({ exporter: keeping({ code: 1, error }) });
  expect(await exported(refusing, [endedSpan({})])).toEqual({ code: 1, error });
  const throwing = new AuditSpanExporter({
    exporter: {
      ...keeping(),
      export() {
        throw error;
      },
    },
  });
  expect(await exported(throwing, [endedSpan({})])).toEqual({ code: 1, error });
});

test("without an exporter it sends by OTLP, and fits the SDK's own processors", async () => {
  const processor = new SimpleSpanProcessor(new AuditSpanExporter());
  await expect(processor.shutdown()).resolves.toBeUndefined();
});

test("shutdown reports a session_ended that could not be exported", async () => {
  const exporter = new AuditSpanExporter({
    exporter: keeping({ code: 1, error: new Error("down") }),
  });
  await exported(exporter, [endedSpan({})]);
  await expect(exporter.shutdown()).rejects.toThrow("down");
});
