import type { AuditEvent } from "./audit-event.ts";
import { createEvent } from "./create-event.ts";
import type { ProjectionContext } from "./projection-context.ts";

/** A range of a lane of which events will not arrive. */
export interface DroppedRange {
  readonly lane: string;
  /** First and last sequence number among which they are. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly reason: string;
}

/** The `events_dropped` event of a loss. `time` is Unix nanoseconds. */
export function droppedEvent(
  { lane, from, to, count, reason }: DroppedRange,
  context: ProjectionContext,
  time: bigint,
): AuditEvent {
  const details = {
    "auditspan.dropped.lane": lane,
    "auditspan.dropped.from": from,
    "auditspan.dropped.to": to,
    "auditspan.dropped.count": count,
    "auditspan.dropped.reason": reason,
  };
  return createEvent("events_dropped", details, context, { time });
}
