import type { Tracer } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { ReadableSpan, SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace";
import { AuditSpanProcessor, createPipeline } from "@auditspan/agent";

/** One way to get spans to a receiver. */
export interface Variant {
  readonly name: "stock protobuf" | "stock json" | "auditspan";
  readonly tracer: Tracer;
  /** Resolves when all spans ended so far are acknowledged. */
  acknowledged(): Promise<void>;
  shutdown(): Promise<void>;
}

/** The scope of the Vercel AI SDK 7, whose spans these are like. */
export const SCOPE = "gen_ai";

/** What the developer of the agent knew beforehand. */
export const NAMES = {
  agents: ["support-agent"],
  tools: ["lookup"],
  hosts: ["api.openai.com"],
};

/** Spans that the stock processor holds at most; more in one tick would be dropped. */
export const BURST = 2048;

export function createVariants(url: string): readonly Variant[] {
  return [
    stock("stock protobuf", new ProtobufExporter({ url: `${url}/v1/traces` })),
    stock("stock json", new JsonExporter({ url: `${url}/v1/traces` })),
    ours(url),
  ];
}

function stock(name: Variant["name"], exporter: SpanExporter): Variant {
  let waiting: (() => void) | undefined;
  let open = 0;
  // Its own flush does not wait for what is on its way, so the callbacks are counted.
  const counted: SpanExporter = {
    export(spans: ReadableSpan[], done) {
      exporter.export(spans, (result) => {
        done(result);
        open -= spans.length;
        if (open === 0) waiting?.();
      });
    },
    shutdown: () => exporter.shutdown(),
  };
  const batch = new BatchSpanProcessor({ exporter: counted });
  const counting: SpanProcessor = {
    onStart() {},
    onEnd: () => void open++,
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const provider = new TracerProvider({ spanProcessors: [counting, batch] });
  return {
    name,
    tracer: provider.getTracer(SCOPE),
    async acknowledged() {
      const all = new Promise<void>((resolve) => (waiting = resolve));
      await provider.forceFlush();
      if (open > 0) await all;
      waiting = undefined;
    },
    shutdown: () => provider.shutdown(),
  };
}

function ours(url: string): Variant {
  const pipeline = createPipeline({
    session: { names: NAMES },
    emitter: { otlp: { endpoint: `${url}/v1/traces` } },
  });
  const provider = new TracerProvider({ spanProcessors: [new AuditSpanProcessor({ pipeline })] });
  return {
    name: "auditspan",
    tracer: provider.getTracer(SCOPE),
    acknowledged: () => pipeline.forceFlush(),
    shutdown: () => provider.shutdown(),
  };
}
