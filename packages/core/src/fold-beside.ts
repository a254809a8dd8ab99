import type { AuditEvent } from "./audit-event.ts";
import { remember } from "./fold-state.ts";
import type { FoldState } from "./fold-state.ts";
import { spanKey } from "./span-key.ts";

/** The two spans of one call end within moments; calls of longer ago need not be known. */
const MAX_BESIDE = 512;

/** Remembers a completion that told its answer, for a span of the same call beside it. */
export function rememberBeside(state: FoldState, event: AuditEvent): void {
  const key = callKey(event);
  if (key === undefined) return;
  remember(state.beside, key, event.endTime, Math.min(state.maxEntries, MAX_BESIDE));
}

/**
 * Whether a completion of a client library is the call that an instrumentation beside it has told.
 *
 * A streaming helper makes its span before the instrumented method runs, so that the two spans have
 * one parent instead of one around the other. The same tokens at the same time are the same call,
 * and one told call stands for one span.
 */
export function isToldBeside(state: FoldState, event: AuditEvent): boolean {
  if (state.beside.size === 0) return false;
  const key = callKey(event);
  const endTime = key === undefined ? undefined : state.beside.get(key);
  if (key === undefined || endTime === undefined || event.startTime > endTime) return false;
  state.beside.delete(key);
  return true;
}

function callKey({ type, traceId, parentSpanId, attributes }: AuditEvent): string | undefined {
  const input = attributes["gen_ai.usage.input_tokens"];
  const output = attributes["gen_ai.usage.output_tokens"];
  if (type !== "model_completion" || parentSpanId === undefined) return undefined;
  if (typeof input !== "number" || typeof output !== "number") return undefined;
  return `${spanKey(traceId, parentSpanId)} ${input} ${output}`;
}
