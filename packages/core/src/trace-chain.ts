import type { AuditEvent, SpanLink } from "./audit-event.ts";
import { EVENT_TYPES } from "./event-types.ts";
import { wireSpanId } from "./otlp/wire-place.ts";

/** Sessions whose last trace is remembered; the trace after a forgotten one has no link. */
const MAX_SESSIONS = 10_000;

/** What happens beside the work of an agent is no link of the chain. */
const CHAINED_SYSTEM_TYPES: ReadonlySet<string> = new Set([
  "session_started",
  "session_rotated",
  "session_ended",
]);

/** A call that stands alone is no turn, and as many of them as there are need no links. */
const LONE_CALLS: ReadonlySet<string> = new Set(["model_completion", "embedding"]);

/**
 * Links the traces of a session: a turn, a task or a run is a trace, and its root names the root of
 * the one that ended before it.
 */
export class TraceChain {
  readonly #last = new Map<string, { root: SpanLink }>();

  /** The event with its link, if it is the root of a trace with one before it. Call once an event. */
  follow(event: AuditEvent): AuditEvent {
    if (!isRoot(event)) return event;
    const root = { traceId: event.traceId, spanId: wireSpanId(event) };
    const last = this.#last.get(event.stamp.sessionId);
    if (last === undefined) {
      this.#begin(event.stamp.sessionId, root);
      return event;
    }
    const previous = last.root;
    last.root = root;
    return previous.traceId === root.traceId ? event : { ...event, previous };
  }

  #begin(sessionId: string, root: SpanLink): void {
    if (this.#last.size === MAX_SESSIONS) this.#last.delete(this.#last.keys().next().value!);
    this.#last.set(sessionId, { root });
  }
}

function isRoot(event: AuditEvent): boolean {
  const { type, parentSpanId, attributes } = event;
  if (parentSpanId !== undefined || LONE_CALLS.has(type)) return false;
  if (attributes["auditspan.subject.span_id"] !== undefined) return false;
  // An event that was numbered elsewhere is linked already, or never.
  if (attributes["auditspan.seal.lane"] !== undefined || event.previous) return false;
  return EVENT_TYPES[type]?.origin === "action" || CHAINED_SYSTEM_TYPES.has(type);
}
