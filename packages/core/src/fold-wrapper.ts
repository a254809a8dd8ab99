import type { AuditEvent } from "./audit-event.ts";
import { remember } from "./fold-state.ts";
import type { FoldState } from "./fold-state.ts";
import { spanName } from "./span-name.ts";
import { EVENT_TYPES } from "./event-types.ts";

/** Calls that several instrumentations, or two layers of one, tell as nested spans: a bit each. */
const LEAVES: Readonly<Record<string, number>> = {
  model_completion: 1,
  embedding: 2,
  retrieval: 4,
};
/** Spans through which a call is still the same call. */
const LAYERS: ReadonlySet<string> = new Set(["workflow_step", "operation"]);

/**
 * Tells a wrapper from the inner span of one call: the inner one ends first and stays what it is, a
 * span of the same type around it becomes a `workflow_step`.
 */
export function foldWrapper(state: FoldState, event: AuditEvent): AuditEvent {
  const { type, parentSpanId, spanId } = event;
  const inner = state.inner.get(spanId) ?? 0;
  if (inner !== 0) state.inner.delete(spanId);
  const leaf = LEAVES[type] ?? 0;
  const passedOn = leaf !== 0 || LAYERS.has(type) ? inner | leaf : 0;
  if (parentSpanId !== undefined && passedOn !== 0) {
    const siblings = state.inner.get(parentSpanId) ?? 0;
    if (siblings !== 0) state.inner.set(parentSpanId, siblings | passedOn);
    else remember(state.inner, parentSpanId, passedOn, state.maxEntries);
  }
  return (inner & leaf) === 0 ? event : asStep(event);
}

function asStep(event: AuditEvent): AuditEvent {
  const type = "workflow_step";
  const attributes = {
    ...event.attributes,
    "auditspan.event.type": type,
    "auditspan.event.risk": EVENT_TYPES[type]!.risk,
  };
  return { ...event, type, name: spanName(type, attributes), attributes };
}
