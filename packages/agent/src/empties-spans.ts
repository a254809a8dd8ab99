import { emptySpan, isEmptySpan } from "./empty-span.ts";
import type { SpanLike } from "./readable-span.ts";

/** The class of a tracer provider, of any SDK line. */
export type TracerProviderClass = new (options: never) => object;

interface ProbeProvider {
  getTracer(name: string): { startSpan(name: string, options: object, context: object): ProbeSpan };
}

interface ProbeSpan {
  addEvent(name: string, attributes: object): unknown;
  setStatus(status: object): unknown;
  end(): void;
}

const PROBE = "auditspan.probe";
const ERROR = 2;
const RECORD_AND_SAMPLED = 2;
// Not the active context, in which tracing may be suppressed.
const CONTEXT = { getValue: (): undefined => undefined };
const LINK = { traceId: "1".repeat(32), spanId: "1".repeat(16), traceFlags: 1 };

/**
 * Whether a span of this provider, emptied in `onEnding`, is empty when it ends. Tried on a provider
 * that is thrown away: neither a version nor a method says it for sure.
 *
 * Without the hook (SDK 1.x, 2.0 to 2.2) the answer is no. Never throws.
 */
export function emptiesSpans(Provider: TracerProviderClass): boolean {
  let empty = false;
  try {
    const provider = new Provider({
      sampler: { shouldSample: () => ({ decision: RECORD_AND_SAMPLED }), toString: () => PROBE },
      spanProcessors: [
        {
          onStart() {},
          onEnding: (span: SpanLike) => emptySpan(span, PROBE),
          onEnd: (span: SpanLike) => void (empty = isEmptySpan(span)),
          forceFlush: async () => {},
          shutdown: async () => {},
        },
      ],
    } as never) as ProbeProvider;
    const attributes = { [PROBE]: true };
    const links = [{ context: LINK, attributes }];
    const span = provider.getTracer(PROBE).startSpan(PROBE, { attributes, links }, CONTEXT);
    span.addEvent(PROBE, attributes);
    span.setStatus({ code: ERROR, message: PROBE });
    span.end();
  } catch {
    return false;
  }
  return empty;
}
