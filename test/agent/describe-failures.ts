import { AuditSpanProcessor } from "@auditspan/agent";
import { expect, test } from "vitest";
import { audited } from "./audited.ts";
import type { SdkLine } from "./sdk-line.ts";

const bomb = (): never => {
  throw new Error("secret of the application");
};

/** What is wrong with a span never reaches the application, and is an event itself. */
export function describeFailures(line: SdkLine): void {
  const breaks: [string, (span: object) => void][] = [
    [
      "attributes whose getters throw",
      (span) =>
        void Object.defineProperty(Reflect.get(span, "attributes"), "gen_ai.operation.name", {
          get: bomb,
        }),
    ],
    [
      "attributes that are a throwing proxy",
      (span) => replace(span, "attributes", new Proxy({}, { get: bomb, has: bomb, ownKeys: bomb })),
    ],
    ["events that cannot be read", (span) => replace(span, "events", new Proxy([], { get: bomb }))],
    [
      "no scope, no resource, no status",
      (span) =>
        ["instrumentationScope", "instrumentationLibrary", "resource", "status"].forEach((key) =>
          replace(span, key, undefined),
        ),
    ],
    ["a start time that is no time", (span) => replace(span, "startTime", ["x", {}])],
    ["a span context that throws", (span) => replace(span, "spanContext", bomb)],
  ];

  test.each(breaks)(
    "a span with %s ends without an exception and leaves an event",
    async (_, harm) => {
      const after: object[] = [];
      const next = {
        onStart() {},
        onEnd: (s: object) => after.push(s),
        forceFlush: async () => {},
        shutdown: async () => {},
      };
      const { receiver, pipeline, tracer } = await audited(line, { beside: [next] });
      const span = tracer.startSpan("chat", { attributes: { "gen_ai.operation.name": "chat" } });
      harm(span);
      expect(() => span.end()).not.toThrow();
      await pipeline.forceFlush();

      expect(after).toHaveLength(1);
      const [started, event, ...more] = receiver.spans();
      expect(started?.attributes["auditspan.event.type"]).toBe("session_started");
      expect(event?.attributes["session.id"]).toBe(pipeline.session.id);
      expect(more).toHaveLength(0);
      expect(receiver.text()).not.toContain("secret of the application");
    },
  );

  test("a failed projection says so with ids and an error code alone", async () => {
    const { receiver, pipeline, tracer } = await audited(line);
    const span = tracer.startSpan("chat");
    replace(span, "attributes", new Proxy({}, { get: bomb }));
    span.end();
    await pipeline.forceFlush();

    const event = receiver.spans().find((s) => s.spanId === span.spanContext().spanId);
    expect(event?.traceId).toBe(span.spanContext().traceId);
    expect(event?.attributes).toMatchObject({
      "auditspan.event.type": "operation",
      "auditspan.event.outcome": "unknown",
      "error.type": "projection_failed",
    });
  });

  test("a parent context that throws leaves the span in the default session", async () => {
    const { pipeline } = await audited(line);
    const processor = new AuditSpanProcessor({ pipeline });
    expect(() => processor.onStart({}, { getValue: bomb })).not.toThrow();
  });

  test("what an instrumentation sees of our own requests is not audited", async () => {
    const sent: boolean[] = [];
    const sender = {
      async send(): Promise<{ status: "success" }> {
        const span = tracer.startSpan("POST");
        sent.push(span.isRecording());
        // Audited, it would be sent, and so on for ever.
        if (sent.length < 5) span.end();
        return { status: "success" };
      },
      shutdown() {},
    };
    const { pipeline, tracer } = await audited(line, { emitter: { sender } });
    tracer.startSpan("seen").end();
    await pipeline.forceFlush();
    expect(sent).toEqual([false]);
    expect(pipeline.stats().emitted).toBe(2);
  });
}

function replace(span: object, key: string, value: unknown): void {
  Object.defineProperty(span, key, { value, configurable: true, writable: true });
}
