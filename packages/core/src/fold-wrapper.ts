import type { AuditEvent } from "./audit-event.ts";
import { remember } from "./fold-state.ts";
import type { FoldState } from "./fold-state.ts";
import { spanKey } from "./span-key.ts";
import { spanName } from "./span-name.ts";
import { EVENT_TYPES } from "./event-types.ts";

/** Calls that several instrumentations, or two layers of one, tell as nested spans: a bit each. */
const LEAVES: Readonly<Record<string, number>> = {
  model_completion: 1,
  embedding: 2,
  retrieval: 4,
  db_query: 16,
};
/** Requests made and served are different calls, though one is often inside the other. */
const REQUEST_MADE = 32;
const REQUEST_SERVED = 64;
/** Calls that do not stand for what happened inside them: other calls of the same type may. */
const CLOSED = 16 | REQUEST_MADE | REQUEST_SERVED;

/** Spans through which a call is still the same call. */
const LAYERS: ReadonlySet<string> = new Set(["workflow_step", "operation"]);

/** Beside the types: the call was told with what came out of it. */
const WITH_OUTPUT = 8;

/**
 * Tells a wrapper from the inner span of one call. The one that comes first stays what it is: most
 * often the inner one, since it ends first. The other one becomes a `workflow_step`.
 */
export function foldWrapper(state: FoldState, event: AuditEvent, hasOutput: boolean): AuditEvent {
  const { type, traceId, parentSpanId, spanId } = event;
  const inner = takeInner(state, event);
  const leaf = leafOf(event);
  if (leaf !== 0 && (bitsAround(state, event) & leaf) !== 0) return asStep(event);
  const own = leaf !== 0 && hasOutput ? leaf | WITH_OUTPUT : leaf;
  const passesOn = (leaf & CLOSED) === 0 && (leaf !== 0 || LAYERS.has(type));
  const passedOn = passesOn ? inner | own : own;
  if (parentSpanId !== undefined && passedOn !== 0) {
    const parentKey = spanKey(traceId, parentSpanId);
    const siblings = state.inner.get(parentKey) ?? 0;
    if (siblings !== 0) state.inner.set(parentKey, siblings | passedOn);
    else remember(state.inner, parentKey, passedOn, state.maxEntries);
  }
  if ((inner & leaf) !== 0) return asStep(event);
  if (leaf !== 0) state.told.add(traceId, spanId, own, event.endTime);
  return event;
}

/** Whether the other span of this call is out already, and told what came out of it. */
export function isToldWithOutput(state: FoldState, event: AuditEvent): boolean {
  const bits =
    (state.inner.get(spanKey(event.traceId, event.spanId)) ?? 0) | bitsAround(state, event);
  const both = leafOf(event) | WITH_OUTPUT;
  return (bits & both) === both;
}

// What the spans inside this one are, when they ended first.
function takeInner(state: FoldState, { traceId, spanId }: AuditEvent): number {
  if (state.inner.size === 0) return 0;
  const key = spanKey(traceId, spanId);
  const inner = state.inner.get(key) ?? 0;
  if (inner !== 0) state.inner.delete(key);
  return inner;
}

function leafOf({ type, attributes }: AuditEvent): number {
  if (type !== "http_request") return LEAVES[type] ?? 0;
  return attributes["auditspan.http.role"] === "server" ? REQUEST_SERVED : REQUEST_MADE;
}

// What the span around this one is, when that one ended first and this one ran inside it.
function bitsAround(state: FoldState, event: AuditEvent): number {
  const { traceId, parentSpanId, startTime } = event;
  if (parentSpanId === undefined) return 0;
  return state.told.bitsAt(traceId, parentSpanId, startTime);
}

/** The event of a span that tells a call again. */
export function asStep(event: AuditEvent): AuditEvent {
  const type = "workflow_step";
  const attributes = {
    ...event.attributes,
    "auditspan.event.type": type,
    "auditspan.event.risk": EVENT_TYPES[type]!.risk,
  };
  return { ...event, type, name: spanName(type, attributes), attributes };
}
