import { SpanStatusCode } from "@opentelemetry/api";
import { AuditSpanExporter } from "@auditspan/agent/exporter";
import { expect, test } from "vitest";
import { startReceiver } from "./audit-receiver.ts";
import { closing } from "./audited.ts";
import { CANARY, HOSTILE_ATTRIBUTES } from "./describe-leaks.ts";
import type { SdkLine } from "./sdk-line.ts";

/** The exporter for those who keep their own processors, around the stock parts of the line. */
export function describeExporter(line: SdkLine): void {
  test.each(Object.entries(line.otlpExporters))(
    "a batch processor with the audit exporter around OTLP (%s) sends audit spans and no content",
    async (_, create) => {
      const receiver = await startReceiver();
      closing(receiver.close);
      const exporter = new AuditSpanExporter({ exporter: create(receiver.url) as never });
      const provider = line.tracing({
        processors: [line.batch(exporter)],
        resource: line.resource({ "service.name": CANARY, "process.owner": CANARY }),
      });
      const tracer = provider.getTracer(CANARY, CANARY);
      const parent = tracer.startSpan(CANARY);
      const child = tracer.startSpan(
        `chat ${CANARY}`,
        { attributes: { ...HOSTILE_ATTRIBUTES, "gen_ai.operation.name": "chat" } },
        line.api.trace.setSpan(line.api.context.active(), parent),
      );
      child.recordException(new Error(CANARY));
      child.setStatus({ code: SpanStatusCode.ERROR, message: CANARY });
      child.end();
      parent.end();
      await provider.forceFlush();
      await provider.shutdown();

      const spans = receiver.spans();
      const types = spans.map((s) => s.attributes["auditspan.event.type"]);
      expect(types).toEqual(["session_started", "model_completion", "operation", "session_ended"]);
      const completion = spans[1]!;
      expect(completion.spanId).toBe(child.spanContext().spanId);
      expect(completion.parentSpanId).toBe(parent.spanContext().spanId);
      expect(completion.statusCode).toBe(2);
      expect(completion.scope).toMatchObject({ name: "auditspan", version: "1" });
      expect(completion.resource["service.name"]).toBe("auditspan");
      expect(completion.endTime >= completion.startTime).toBe(true);
      expect(receiver.text()).not.toContain(CANARY);
    },
  );
}
