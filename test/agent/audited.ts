import { alwaysRecord, AuditSpanProcessor, createPipeline } from "@auditspan/agent";
import type { Pipeline, PipelineOptions } from "@auditspan/agent";
import { startReceiver } from "./audit-receiver.ts";
import type { AuditReceiver } from "./audit-receiver.ts";
import type { Processor, SdkLine } from "./sdk-line.ts";

const open: (() => Promise<unknown>)[] = [];

/** Closes what a test left open, in the order in which it was opened. */
export async function closeAll(): Promise<void> {
  for (const close of open.splice(0)) await close();
}

/** Has something closed after the test. */
export function closing(close: () => Promise<unknown>): void {
  open.push(close);
}

export interface Audited {
  readonly receiver: AuditReceiver;
  readonly pipeline: Pipeline;
  readonly provider: ReturnType<SdkLine["tracing"]>;
  readonly tracer: ReturnType<ReturnType<SdkLine["tracing"]>["getTracer"]>;
}

export interface AuditedOptions extends PipelineOptions {
  readonly sampler?: object;
  readonly resource?: object;
  /** Further processors beside ours. */
  readonly beside?: readonly Processor[];
  readonly receiver?: AuditReceiver;
}

/** A provider of an SDK line with our processor, sending to a real receiver. */
export async function audited(line: SdkLine, options: AuditedOptions = {}): Promise<Audited> {
  const { sampler, resource, beside = [], receiver = await startReceiver(), ...rest } = options;
  const pipeline = createPipeline({
    ...rest,
    emitter: {
      otlp: { endpoint: receiver.url },
      delayMillis: 20,
      retry: { initialMillis: 20, maxMillis: 100 },
      ...rest.emitter,
    },
  });
  const provider = line.tracing({
    processors: [new AuditSpanProcessor({ pipeline }), ...beside],
    ...(sampler !== undefined && { sampler: alwaysRecord(sampler as never) }),
    ...(resource !== undefined && { resource }),
  });
  closing(async () => {
    await pipeline.shutdown();
    await receiver.close();
  });
  return { receiver, pipeline, provider, tracer: provider.getTracer("test", "1.0.0") };
}
