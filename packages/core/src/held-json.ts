import type { AuditEvent } from "./audit-event.ts";

/** An event as JSON can hold it: times stand as decimal text, since JSON has no big integers. */
export type HeldJson = Omit<AuditEvent, "startTime" | "endTime"> & {
  readonly startTime: string;
  readonly endTime: string;
};

/** The text of an event that waits for its log records, all of it, its stamp apart. */
export function encodeHeld(event: AuditEvent): string {
  const { type, name, traceId, spanId, parentSpanId, attributes, stamp } = event;
  const held: HeldJson = {
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
  return JSON.stringify(held);
}

/** The event of a parsed text, equal to the one that was encoded. Throws when it is another text. */
export function decodeHeld(held: HeldJson): AuditEvent {
  if (typeof held.attributes !== "object" || typeof held.stamp?.attributes !== "object") {
    throw new TypeError("expected a held event with its attributes and its stamp");
  }
  return {
    ...held,
    parentSpanId: held.parentSpanId,
    startTime: BigInt(held.startTime),
    endTime: BigInt(held.endTime),
  };
}
