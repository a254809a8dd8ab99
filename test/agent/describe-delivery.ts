import { expect, test } from "vitest";
import { audited, closing } from "./audited.ts";
import type { Audited } from "./audited.ts";
import { startReceiver } from "./audit-receiver.ts";
import type { Processor, SdkLine } from "./sdk-line.ts";

/** Nothing is lost: not to a sampler, not to a burst, not to an outage, not at the end. */
export function describeDelivery(line: SdkLine): void {
  const samplers = [
    ["always_off", line.samplers.off],
    ["1 % sampling", () => line.samplers.ratio(0.01)],
  ] as const;

  test.each(samplers)(
    "under %s every span is audited, and no other exporter sees more",
    async (name, sampler) => {
      const stock = memoryExporter();
      const { receiver, pipeline, tracer, provider } = await audited(line, {
        sampler: sampler(),
        beside: [line.batch(stock)],
      });
      const ids = endSpans(tracer, 1_000);
      await pipeline.forceFlush();
      await provider.forceFlush();

      expect(arrived(receiver.spans(), ids)).toBe(1_000);
      expect(stock.exported.length).toBeLessThan(name === "always_off" ? 1 : 100);
    },
  );

  test("5,000 spans that end in one tick all arrive", async () => {
    const { receiver, pipeline, tracer } = await audited(line);
    const ids = endSpans(tracer, 5_000);
    await pipeline.forceFlush();
    expect(arrived(receiver.spans(), ids)).toBe(5_000);
  });

  test("shutdown delivers 40,000 queued events and then session_ended", async () => {
    const { receiver, provider, tracer } = await audited(line);
    const ids = endSpans(tracer, 40_000);
    await provider.shutdown();
    const spans = receiver.spans();
    expect(arrived(spans, ids)).toBe(40_000);
    expect(spans.at(-1)?.attributes["auditspan.event.type"]).toBe("session_ended");
  });

  test("what happens while the receiver is down arrives when it is up", async () => {
    const first = await startReceiver();
    await first.close();
    const { pipeline, tracer } = await audited(line, { receiver: first });
    const ids = endSpans(tracer, 200);
    const flushed = pipeline.forceFlush();
    await new Promise((done) => setTimeout(done, 300));
    const second = await startReceiver(first.port);
    closing(second.close);
    await flushed;
    expect(arrived(second.spans(), ids)).toBe(200);
  });
}

function endSpans(tracer: Audited["tracer"], count: number): Set<string> {
  const ids = new Set<string>();
  for (let i = 0; i < count; i++) {
    const span = tracer.startSpan("step", { attributes: { "gen_ai.operation.name": "chat" } });
    span.end();
    ids.add(span.spanContext().spanId);
  }
  return ids;
}

function arrived(spans: readonly { spanId: string }[], ids: ReadonlySet<string>): number {
  return spans.filter(({ spanId }) => ids.has(spanId)).length;
}

function memoryExporter(): Processor & { readonly exported: object[] } {
  const exported: object[] = [];
  return {
    exported,
    export(spans: object[], done: (result: { code: number }) => void) {
      exported.push(...spans);
      done({ code: 0 });
    },
    async forceFlush() {},
    async shutdown() {},
  } as never;
}
