import type { AttributeValue, AuditEvent } from "./audit-event.ts";
import { remember } from "./fold-state.ts";
import type { FoldState } from "./fold-state.ts";

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
      remember(state.decided, decided.parentSpanId, { outcome, error }, state.maxEntries);
    }
  }
  return decided;
}

function takeDecision(state: FoldState, event: AuditEvent): AuditEvent {
  const part = state.decided.size === 0 ? undefined : state.decided.get(event.spanId);
  if (part === undefined) return event;
  state.decided.delete(event.spanId);
  if (event.attributes[OUTCOME] !== "success" || part.outcome === undefined) return event;
  const attributes: Record<string, AttributeValue> = {
    ...event.attributes,
    [OUTCOME]: part.outcome,
  };
  if (part.error !== undefined) attributes[ERROR] ??= part.error;
  return { ...event, attributes };
}
