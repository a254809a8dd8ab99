import type { AuditEvent } from "./audit-event.ts";
import { remember } from "./fold-state.ts";
import type { FoldState } from "./fold-state.ts";
import { spanName } from "./span-name.ts";
import { EVENT_TYPES } from "./event-types.ts";

/** Calls that several instrumentations, or two layers of one, tell as nested spans. */
const LEAVES: ReadonlySet<string> = new Set(["model_completion", "embedding", "retrieval"]);
/** Spans through which a call is still the same call. */
const LAYERS: ReadonlySet<string> = new Set(["workflow_step", "operation"]);

/**
 * Tells a wrapper from the inner span of one call: the inner one ends first and stays what it is, a
 * span of the same type around it becomes a `workflow_step`.
 */
export function foldWrapper(state: FoldState, event: AuditEvent): AuditEvent {
  const { type, parentSpanId } = event;
  const inner = state.inner.get(event.spanId);
  if (inner !== undefined) state.inner.delete(event.spanId);
  const leaf = LEAVES.has(type);
  if (parentSpanId !== undefined) {
    if (leaf) addInner(state, parentSpanId, type);
    if (inner !== undefined && (leaf || LAYERS.has(type))) {
      for (const innerType of inner) addInner(state, parentSpanId, innerType);
    }
  }
  return leaf && inner?.has(type) ? asStep(event) : event;
}

function addInner(state: FoldState, parentSpanId: string, type: string): void {
  const known = state.inner.get(parentSpanId);
  if (known !== undefined) known.add(type);
  else remember(state.inner, parentSpanId, new Set([type]), state.maxEntries);
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
