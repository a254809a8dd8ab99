import type { AttributeValue, AuditEvent } from "./audit-event.ts";
import { remember } from "./fold-state.ts";
import type { FoldState } from "./fold-state.ts";
import { spanKey } from "./span-key.ts";

const OUTCOME = "auditspan.event.outcome";
const ERROR = "error.type";

/**
 * Gives an action the outcome of its parts: some sources split a tool call into spans for the
 * permission and the execution, and only those say that it was denied or failed.
 */
export function foldDecision(
  state: FoldState,
  event: AuditEvent,
  decidesParent: boolean,
): AuditEvent {
  const decided = takeDecision(state, event);
  if (decidesParent && decided.parentSpanId !== undefined) {
    const outcome = decided.attributes[OUTCOME];
    if (outcome !== "success" && outcome !== "unknown") {
      const error = decided.attributes[ERROR];
      const parentKey = spanKey(decided.traceId, decided.parentSpanId);
      remember(state.decided, parentKey, { outcome, error }, state.maxEntries);
    }
  }
  return decided;
}

function takeDecision(state: FoldState, event: AuditEvent): AuditEvent {
  if (state.decided.size === 0) return event;
  const key = spanKey(event.traceId, event.spanId);
  const part = state.decided.get(key);
  if (part === undefined) return event;
  state.decided.delete(key);
  if (event.attributes[OUTCOME] !== "success" || part.outcome === undefined) return event;
  const attributes: Record<string, AttributeValue> = {
    ...event.attributes,
    [OUTCOME]: part.outcome,
  };
  if (part.error !== undefined) attributes[ERROR] ??= part.error;
  return { ...event, attributes };
}
