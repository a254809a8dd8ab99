import { AuditLogProcessor, createSession } from "@auditspan/agent";
import { expect, test } from "vitest";
import { audited, closing } from "./audited.ts";
import type { Audited } from "./audited.ts";
import { CANARY } from "./describe-leaks.ts";
import type { SdkLine, TestLogger } from "./sdk-line.ts";

// An instrumentation that sends messages as log events only.
const SCOPE = "@opentelemetry/instrumentation-openai";

/** Content that travels as log events becomes steps of its completion, and nothing else leaves. */
export function describeLogs(line: SdkLine): void {
  const logged = async (holdMs?: number): Promise<Audited & { logger: TestLogger }> => {
    const base = await audited(line, holdMs === undefined ? {} : { holdMs });
    const provider = line.logging!({
      processors: [new AuditLogProcessor({ pipeline: base.pipeline })],
      resource: line.resource({ "service.name": CANARY }),
    });
    closing(() => provider.shutdown());
    return { ...base, logger: provider.getLogger(SCOPE, CANARY) };
  };

  test("log events that come before the span ends are the steps of the completion", async () => {
    const { receiver, pipeline, provider, logger } = await logged();
    const span = provider
      .getTracer(SCOPE)
      .startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } });
    const context = line.api.trace.setSpan(line.api.context.active(), span);
    logger.emit({
      eventName: "gen_ai.user.message",
      body: { content: CANARY, [CANARY]: CANARY },
      context,
      attributes: { [CANARY]: CANARY },
    });
    logger.emit({
      eventName: "gen_ai.choice",
      body: { index: 0, finish_reason: "stop", message: { content: CANARY } },
      context,
    });
    logger.emit({ eventName: CANARY, severityText: CANARY, body: CANARY, context });
    span.end();
    await pipeline.forceFlush();

    const event = receiver.spans().find((s) => s.spanId === span.spanContext().spanId);
    expect(event?.attributes["auditspan.step.kinds"]).toEqual(["question", "answer"]);
    expect(event?.attributes["gen_ai.response.finish_reasons"]).toEqual(["stop"]);
    expect(receiver.text()).not.toContain(CANARY);
  });

  test("a completion waits for log events that come later, and goes out without them in time", async () => {
    const { receiver, pipeline, provider, logger } = await logged(150);
    const tracer = provider.getTracer(SCOPE);
    const [late, alone] = ["late", "alone"].map(() => {
      const span = tracer.startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } });
      span.end();
      return span;
    });
    expect(pipeline.stats().emitted).toBe(1);
    const context = line.api.trace.setSpan(line.api.context.active(), late!);
    logger.emit({
      eventName: "gen_ai.choice",
      body: { finish_reason: "stop", message: { content: CANARY } },
      context,
    });
    await expect.poll(() => receiver.spans().length, { timeout: 3_000 }).toBe(3);

    const stepsOf = (span = late!): unknown =>
      receiver.spans().find((s) => s.spanId === span.spanContext().spanId)?.attributes[
        "auditspan.step.kinds"
      ];
    expect(stepsOf(late)).toEqual(["answer"]);
    expect(stepsOf(alone)).toBeUndefined();
  });

  test("a completion that ends while another waits is not forgotten", async () => {
    const { receiver, provider } = await logged(200);
    const tracer = provider.getTracer(SCOPE);
    const end = (): void =>
      tracer.startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } }).end();
    end();
    await new Promise((done) => setTimeout(done, 150));
    end();
    await expect.poll(() => receiver.spans().length, { timeout: 2_000 }).toBe(3);
  });

  test("a log record belongs to the session of its context", async () => {
    const { receiver, pipeline, logger } = await logged();
    const session = createSession({ pipeline });
    const spanContext = {
      traceId: "0af7651916cd43dd8448eb211c80319c",
      spanId: "b7ad6b7169203331",
      traceFlags: 0,
    };
    session.run(() => {
      const context = line.api.trace.setSpanContext(line.api.context.active(), spanContext);
      logger.emit({ eventName: "gen_ai.choice", body: { message: { content: CANARY } }, context });
    });
    await pipeline.forceFlush();
    const annotation = receiver
      .spans()
      .find((s) => s.attributes["auditspan.event.type"] === "annotation");
    expect(annotation?.attributes["session.id"]).toBe(session.id);
  });

  test("a log record that throws when it is read does not reach the application", async () => {
    const { pipeline } = await audited(line);
    const processor = new AuditLogProcessor({ pipeline });
    const record = new Proxy(
      {},
      {
        get() {
          throw new Error(CANARY);
        },
      },
    );
    expect(() => processor.onEmit(record as never)).not.toThrow();
  });
}
