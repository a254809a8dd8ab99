import type { AuditEvent } from "@auditspan/core";
import { eventId } from "@auditspan/core";
import type { HeldRow, JsonOut } from "./schema/tables.ts";
import { readJson } from "./trail-event.ts";

/** The staging row of an event that `checkEvent` let pass: all of it, its stamp apart. */
export function toHeldRow(event: AuditEvent, heldAt: Date): HeldRow {
  const { type, name, traceId, spanId, parentSpanId, attributes, stamp } = event;
  const held: HeldEvent = {
    type,
    name,
    traceId,
    spanId,
    parentSpanId,
    attributes,
    stamp,
    startTime: String(event.startTime),
    endTime: String(event.endTime),
  };
  return {
    session_id: stamp.sessionId,
    event_id: eventId(event),
    held_at: heldAt.toISOString(),
    event: JSON.stringify(held),
  };
}

/** The event of a staging row, equal to the one that was held. */
export function toHeldEvent(column: JsonOut): AuditEvent {
  const held = readJson(column) as HeldEvent;
  return {
    ...held,
    parentSpanId: held.parentSpanId,
    startTime: BigInt(held.startTime),
    endTime: BigInt(held.endTime),
  };
}

/** JSON has no big integers: times stand as decimal text. */
type HeldEvent = Omit<AuditEvent, "startTime" | "endTime"> & {
  readonly startTime: string;
  readonly endTime: string;
};
