import type { EventOrigin, LogRecord } from "@auditspan/core";
import { nowNanoseconds, toNanoseconds } from "./hr-time.ts";
import type { LogRecordLike } from "./readable-span.ts";
import { toIds } from "./to-span-record.ts";

const NO_SCOPE = { name: "" };
const NO_ATTRIBUTES = {};

/** A log record of sdk-logs 0.2xx or 3.x as the plain record that the projection reads. */
export function toLogRecord(log: LogRecordLike): LogRecord {
  const { traceId, spanId } = toIds(log.spanContext);
  return {
    signal: "log",
    traceId,
    spanId,
    eventName: eventNameOf(log),
    time: toNanoseconds(log.hrTime),
    body: log.body,
    attributes: log.attributes,
    scope: log.instrumentationScope ?? NO_SCOPE,
    resource: log.resource?.attributes ?? NO_ATTRIBUTES,
  };
}

/** What can be read of a log record that throws when it is read. */
export function logOriginOf(log: LogRecordLike): EventOrigin {
  try {
    return { ...toIds(log.spanContext), startTime: toNanoseconds(log.hrTime) || nowNanoseconds() };
  } catch {
    return { traceId: "", spanId: "", startTime: nowNanoseconds() };
  }
}

// Sources older than the `event_name` field carry it as an attribute.
function eventNameOf(log: LogRecordLike): string {
  const name = log.eventName ?? log.attributes["event.name"];
  return typeof name === "string" ? name : "";
}
