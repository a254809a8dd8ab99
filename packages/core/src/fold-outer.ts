import { ATTRIBUTE_GROUPS } from "./attributes.ts";
import type { AuditEvent } from "./audit-event.ts";
import { remember } from "./fold-state.ts";
import type { FoldState, HeldCompletion } from "./fold-state.ts";
import { spanKey } from "./span-key.ts";

const SHARED: ReadonlySet<string> = new Set(
  ["action", "steps", "commitments"].flatMap((group) => Object.keys(ATTRIBUTE_GROUPS[group]!)),
);
const STEPS: readonly string[] = Object.keys(ATTRIBUTE_GROUPS["steps"]!);

/**
 * Holds a completion without content for the span around it, which may tell the same call with its
 * content; returns what need not wait any longer.
 */
export function holdForOuter(
  state: FoldState,
  outerKey: string,
  held: HeldCompletion,
): readonly AuditEvent[] {
  // Two calls inside one span: it is no wrapper of one call, so the first one has no more to wait for.
  const sibling = state.waiting.get(outerKey);
  const forgotten = remember(state.waiting, outerKey, held, state.maxEntries);
  state.untold?.push({ key: outerKey, held });
  return [...(sibling?.events ?? NONE), ...forgotten.flatMap(({ events }) => events)];
}

/**
 * The completion that waited for this event, if any: with what the event knows besides when both
 * tell one model call, else as it was.
 */
export function heldForOuter(state: FoldState, outer: AuditEvent): readonly AuditEvent[] {
  if (state.waiting.size === 0) return NONE;
  const key = spanKey(outer.traceId, outer.spanId);
  const held = state.waiting.get(key);
  if (held === undefined) return NONE;
  state.waiting.delete(key);
  const [inner, ...more] = held.events;
  return outer.type === inner!.type ? [withOuter(inner!, outer), ...more] : held.events;
}

// The client library counts and times what it did itself, so what it says comes first.
function withOuter(inner: AuditEvent, outer: AuditEvent): AuditEvent {
  const attributes = { ...inner.attributes };
  const hasSteps = outer.attributes["auditspan.step.kinds"] !== undefined;
  if (hasSteps) for (const name of STEPS) delete attributes[name];
  for (const [name, value] of Object.entries(outer.attributes)) {
    if (SHARED.has(name)) attributes[name] ??= value;
  }
  return { ...inner, attributes };
}

const NONE: readonly AuditEvent[] = [];
