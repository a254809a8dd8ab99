import { inspect } from "node:util";
import { SpanStatusCode } from "@opentelemetry/api";
import type { Span, SpanContext } from "@opentelemetry/api";
import {
  AuditLogProcessor,
  AuditSpanProcessor,
  createPipeline,
  createSession,
  StrictLogProcessor,
  StrictSpanProcessor,
} from "@auditspan/agent";
import type { Pipeline } from "@auditspan/agent";
import { AuditSpanExporter } from "@auditspan/agent/exporter";
import { expect, test } from "vitest";
import { startReceiver } from "./audit-receiver.ts";
import type { AuditReceiver } from "./audit-receiver.ts";
import { closing } from "./audited.ts";
import { CANARY, HOSTILE_ATTRIBUTES } from "./describe-leaks.ts";
import type { Processor, SdkLine } from "./sdk-line.ts";

const REMOTE = {
  traceId: "0af7651916cd43dd8448eb211c80319c",
  spanId: "b7ad6b7169203331",
  traceFlags: 1,
};

interface Strict {
  readonly pipeline: Pipeline;
  readonly provider: ReturnType<SdkLine["tracing"]>;
  /** What Auditspan sent. */
  readonly audit: AuditReceiver;
  /** What a stock exporter beside it sent. */
  readonly stock: AuditReceiver;
  /** Sends all that waits. */
  readonly flush: () => Promise<void>;
}

/** A provider with a strict processor, a stock exporter after it, and what else a test puts between. */
async function strict(
  line: SdkLine,
  between: (pipeline: Pipeline) => readonly Processor[] = () => [],
): Promise<Strict> {
  const [audit, stock] = [await startReceiver(), await startReceiver()];
  const pipeline = createPipeline({ emitter: { otlp: { endpoint: audit.url }, delayMillis: 20 } });
  const provider = line.tracing({
    processors: [
      new StrictSpanProcessor({ provider: line.provider, pipeline }),
      ...between(pipeline),
      line.batch(line.otlpExporters["json"]!(stock.url)),
    ],
    resource: line.resource({
      "service.name": "shop",
      "process.owner": CANARY,
      "process.command_args": CANARY,
      [CANARY]: CANARY,
    }),
  });
  closing(async () => {
    await provider.shutdown();
    await audit.close();
    await stock.close();
  });
  // A batch processor of the SDK does not wait for what is on its way; its shutdown does.
  return { pipeline, provider, audit, stock, flush: () => provider.shutdown() };
}

interface OtlpSpan {
  readonly name: string;
  readonly spanId: string;
  readonly traceId: string;
  readonly status: object;
  readonly links: object[];
}

/** The spans in the bodies of an OTLP exporter that sends JSON. */
function spansIn(receiver: AuditReceiver): OtlpSpan[] {
  return receiver.bodies.flatMap((body) => {
    const { resourceSpans } = JSON.parse(body.toString()) as {
      resourceSpans: { scopeSpans: { spans: OtlpSpan[] }[] }[];
    };
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  });
}

function typesIn(receiver: AuditReceiver): unknown[] {
  return receiver
    .spans()
    .map(({ attributes }) => attributes["auditspan.event.type"])
    .filter((type) => !String(type).startsWith("session_"));
}

/** Where no raw copy may leave the process: what others in the same provider get. */
export function describeStrict(line: SdkLine): void {
  const { api } = line;

  test("a stock exporter beside a strict processor sends nothing that somebody said", async () => {
    const { provider, audit, stock, flush } = await strict(line);
    const remote: SpanContext = {
      ...REMOTE,
      traceState: api.createTraceState(`vendor=${CANARY}`),
    };
    const parent = api.trace.setSpanContext(api.ROOT_CONTEXT, remote);
    const tracer = provider.getTracer("an instrumentation", "1.0.0");
    for (const operation of ["chat", "execute_tool", "invoke_agent", CANARY]) {
      const span = tracer.startSpan(
        `${operation} ${CANARY}`,
        {
          attributes: { ...HOSTILE_ATTRIBUTES, "gen_ai.operation.name": operation },
          links: [{ context: remote, attributes: { [CANARY]: CANARY } }],
        },
        parent,
      );
      span.setAttribute("list", [CANARY]);
      span.addEvent(CANARY, { [CANARY]: CANARY });
      span.recordException(new Error(CANARY));
      span.setStatus({ code: SpanStatusCode.ERROR, message: CANARY });
      span.end();
    }
    await flush();

    const names = ["model_completion", "tool_call", "agent_invocation", "operation"];
    const spans = spansIn(stock);
    expect(spans.map(({ name }) => name)).toEqual(names);
    expect(typesIn(audit)).toEqual(names);
    expect(spans[0]).toMatchObject({
      traceId: REMOTE.traceId,
      parentSpanId: REMOTE.spanId,
      status: { code: SpanStatusCode.ERROR },
      links: [{ traceId: REMOTE.traceId, spanId: REMOTE.spanId }],
    });
    for (const receiver of [stock, audit]) {
      expect(receiver.text()).not.toContain(CANARY);
      expect(receiver.text()).not.toContain("anne");
    }
    expect(stock.text()).toContain("shop");
    // The objects that the application handed in are its own.
    expect(remote.traceState?.serialize()).toContain("anne");
  });

  test("without a strict processor the same exporter sends it", async () => {
    const stock = await startReceiver();
    const provider = line.tracing({
      processors: [line.batch(line.otlpExporters["json"]!(stock.url))],
    });
    closing(stock.close);
    provider.getTracer("t").startSpan(CANARY).end();
    await provider.shutdown();
    expect(stock.text()).toContain(CANARY);
  });

  test("beside our other processors an event is told once, with its content's structure", async () => {
    const wrapped = await startReceiver();
    closing(wrapped.close);
    const { provider, audit, flush } = await strict(line, (pipeline) => [
      new AuditSpanProcessor({ pipeline }),
      line.batch(
        new AuditSpanExporter({ exporter: line.otlpExporters["json"]!(wrapped.url) as never }),
      ),
    ]);
    const messages = JSON.stringify([{ role: "user", parts: [{ type: "text", content: CANARY }] }]);
    const attributes = { "gen_ai.operation.name": "chat", "gen_ai.input.messages": messages };
    provider.getTracer("t").startSpan("chat", { attributes }).end();
    await flush();
    const events = audit.spans();
    expect(typesIn(audit)).toEqual(["model_completion"]);
    expect(events[1]?.attributes["auditspan.step.kinds"]).toEqual(["question"]);
    expect(spansIn(wrapped).map(({ name }) => name)).toEqual(["session_started", "session_ended"]);
  });

  test("what later processors write while a span ends, or took when it began, is empty too", async () => {
    let taken: object = {};
    const { provider, stock, flush } = await strict(line, () => [
      {
        onStart: (span: { attributes: object }) => (taken = span.attributes),
        onEnding: (span: Span) => {
          span.setAttribute("later", CANARY).addEvent(CANARY).updateName(CANARY);
          span.setStatus({ code: SpanStatusCode.ERROR, message: CANARY });
        },
        onEnd() {},
        forceFlush: async () => {},
        shutdown: async () => {},
      },
    ]);
    provider
      .getTracer("t")
      .startSpan("a", { attributes: { a: CANARY } })
      .end();
    await flush();
    expect(spansIn(stock)).toHaveLength(1);
    expect(stock.text()).not.toContain(CANARY);
    expect(taken).toEqual({});
  });

  test("a span belongs to the session in which it began", async () => {
    const { pipeline, provider, audit, flush } = await strict(line);
    const session = createSession({ pipeline, names: { tools: ["lookup"] } });
    const attributes = { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "lookup" };
    const span = session.run(() => provider.getTracer("t").startSpan("x", { attributes }));
    span.end();
    await flush();
    const event = audit.spans().find(({ spanId }) => spanId === span.spanContext().spanId);
    expect(event?.name).toBe("tool_call lookup");
    expect(event?.attributes["session.id"]).toBe(session.id);
    expect((span as unknown as { name: string }).name).toBe("tool_call lookup");
  });

  test.runIf(line.logging !== undefined)(
    "log records are empty for the processors after a strict one, and told",
    async () => {
      const { pipeline, provider, audit, flush } = await strict(line);
      const seen: object[] = [];
      const quiet = { forceFlush: async () => {}, shutdown: async () => {} };
      const loggers = line.logging!({
        processors: [
          new StrictLogProcessor({ pipeline }),
          new AuditLogProcessor({ pipeline }),
          { onEmit: (record: object) => void seen.push(record), ...quiet },
        ],
        resource: line.resource({ "service.name": "shop", "process.owner": CANARY }),
      });
      closing(() => loggers.shutdown());
      const scope = "@opentelemetry/instrumentation-openai";
      const span = provider
        .getTracer(scope)
        .startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } });
      loggers.getLogger(scope).emit({
        eventName: "gen_ai.choice",
        severityText: CANARY,
        body: { message: { content: CANARY } },
        attributes: { [CANARY]: CANARY },
        context: api.trace.setSpan(api.ROOT_CONTEXT, span),
      });
      span.end();
      await flush();
      const event = audit.spans().find(({ spanId }) => spanId === span.spanContext().spanId);
      expect(event?.attributes["auditspan.step.kinds"]).toEqual(["answer"]);
      expect(seen).toEqual([expect.objectContaining({ body: undefined, attributes: {} })]);
      const { resource, ...others } = seen[0] as { resource: { attributes: object } };
      expect(inspect(others, { depth: 10 })).not.toContain(CANARY);
      expect(resource.attributes).toMatchObject({ "service.name": "shop" });
      expect(JSON.stringify(resource.attributes)).not.toContain(CANARY);
    },
  );
}
