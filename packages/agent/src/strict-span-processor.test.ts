import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import type { ReadableSpan, SpanProcessor, TracerConfig } from "@opentelemetry/sdk-trace-base";
import { afterEach, expect, test, vi } from "vitest";
import { createPipeline } from "./pipeline.ts";
import { StrictSpanProcessor } from "./strict-span-processor.ts";
import type { TracerProviderClass } from "./empties-spans.ts";

const CANARY = "canary.anne.mueller@example.org";
const pipeline = createPipeline({
  emitter: { sender: { send: async () => ({ status: "success" }), shutdown() {} } },
});
afterEach(() => void vi.restoreAllMocks());

/** A provider as it was before SDK 2.3: processors do not hear that a span is about to end. */
class OlderProvider extends BasicTracerProvider {
  constructor(config: TracerConfig) {
    super({ ...config, spanProcessors: config.spanProcessors?.map(withoutOnEnding) ?? [] });
  }
}

function withoutOnEnding(processor: SpanProcessor): SpanProcessor {
  return {
    onStart: (span, context) => processor.onStart(span, context),
    onEnd: (span) => processor.onEnd(span),
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  };
}

/** A provider whose spans cannot be written to from outside. */
class FrozenProvider extends BasicTracerProvider {
  constructor(config: TracerConfig) {
    const freeze: SpanProcessor = {
      ...withoutOnEnding({} as SpanProcessor),
      onStart: (span) => void Object.freeze((span as unknown as ReadableSpan).events),
      onEnd() {},
    };
    super({ ...config, spanProcessors: [freeze, ...(config.spanProcessors ?? [])] });
  }
}

const fail = (): never => {
  throw new Error("odd");
};

class ThrowingProvider {
  readonly odd: never = fail();
}

test.each<[what: string, provider: TracerProviderClass]>([
  ["whose processors get no onEnding", OlderProvider],
  ["whose spans cannot be emptied", FrozenProvider],
  ["that cannot be made", ThrowingProvider],
  ["that is none", Object],
])("a provider %s is refused when the processor is made", (_, provider) => {
  expect(() => new StrictSpanProcessor({ provider, pipeline })).toThrow(
    /^expected "provider" to be a tracer provider whose processors get onEnding \(SDK 2\.3 or newer\)/,
  );
});

test.each(["always_off", "traceidratio"])("a sampler of the environment refuses nobody", (name) => {
  vi.stubEnv("OTEL_TRACES_SAMPLER", name);
  vi.stubEnv("OTEL_TRACES_SAMPLER_ARG", "0");
  expect(() => new StrictSpanProcessor({ provider: BasicTracerProvider, pipeline })).not.toThrow();
  vi.unstubAllEnvs();
});

test("a provider of another class than the one that was tried gets empty spans too", () => {
  const exporter = new InMemorySpanExporter();
  const provider = new OlderProvider({
    spanProcessors: [
      new StrictSpanProcessor({ provider: BasicTracerProvider, pipeline }),
      new SimpleSpanProcessor(exporter),
    ],
  });
  const before = pipeline.stats().emitted;
  provider
    .getTracer("t")
    .startSpan(CANARY, { attributes: { a: CANARY } })
    .end();
  expect(exporter.getFinishedSpans()[0]).toMatchObject({ name: "operation", attributes: {} });
  expect(pipeline.stats().emitted).toBeGreaterThan(before);
});

test("a span that cannot be emptied reaches the application as it is, and that is said", () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const processor = new StrictSpanProcessor({ provider: BasicTracerProvider, pipeline });
  const span = new Proxy({} as ReadableSpan, {
    get() {
      throw new Error(CANARY);
    },
    set() {
      throw new Error(CANARY);
    },
  });
  expect(() => processor.onEnding(span)).not.toThrow();
  const said = write.mock.calls.map(([text]) => text);
  write.mockRestore();
  expect(said).toContainEqual(expect.stringMatching(/^auditspan: .*could not be emptied[^\n]*\n$/));
  expect(said.join("")).not.toContain("canary");
});
