import type { AttributeValue, AuditEvent } from "./audit-event.ts";
import { readDetails } from "./event-details.ts";
import { EVENT_TYPES, isEventType, RISKS } from "./event-types.ts";
import type { Phase, Risk } from "./event-types.ts";
import { eventTime } from "./event-time.ts";
import { errorTypeOf } from "./error-type.ts";
import { idsOfEvent, spanIdOf, traceIdOf } from "./hex-ids.ts";
import type { EventOrigin, ProjectionContext } from "./projection-context.ts";
import { UNREGISTERED } from "./known-member.ts";
import { spanName } from "./span-name.ts";
import { riskOfCall } from "./tool-rules.ts";

/** Nanoseconds that a point event lasts, so that trace views show it. */
export const POINT = 1000n;

export interface EventOptions {
  /** When it happened or began, Unix nanoseconds. */
  readonly time: bigint;
  /** Nanoseconds. Defaults to 1,000: a point. */
  readonly duration?: bigint | undefined;
  /** Trace that it belongs to. Defaults to one of its own. */
  readonly traceId?: string | undefined;
  readonly spanId?: string | undefined;
  readonly parentSpanId?: string | undefined;
  /** Defaults to `point`. */
  readonly phase?: Phase | undefined;
  /** Defaults to `success`. */
  readonly outcome?: "success" | "failure" | "denied" | "timeout" | "unknown" | undefined;
  /** `error.type`, read through its kind. */
  readonly errorType?: string | undefined;
  /** On `completed`: the event that asked for it. */
  readonly requestedEventId?: string | undefined;
  /** What its id is made from. Defaults to its trace, span and time. */
  readonly origin?: EventOrigin | undefined;
  /** Tells the events of one origin apart. Defaults to 0. */
  readonly ordinal?: number | undefined;
}

/**
 * An event that no span shows, made of stated details that are read through the kinds of its type.
 *
 * A type that nobody registered becomes an `unregistered_event`, its name committed, not kept.
 */
export function createEvent(
  type: string,
  details: Readonly<Record<string, unknown>>,
  context: ProjectionContext,
  options: EventOptions,
): AuditEvent {
  const known = isEventType(type) ? type : "unregistered_event";
  const attributes = eventAttributes(known, context, options);
  readDetails(known, details, context, attributes);
  if (known === "tool_call") attributes["gen_ai.tool.name"] ??= UNREGISTERED;
  attributes["auditspan.event.risk"] = riskOf(known, attributes, context);
  if (known !== type) attributes["auditspan.commitment.name"] = context.keyed("event.type", type);
  return assemble(known, attributes, context, options);
}

/** The event of a span whose projection failed: ids and an error code alone. */
export function failedProjection(origin: EventOrigin, context: ProjectionContext): AuditEvent {
  const { traceId, spanId } = origin;
  const options: EventOptions = {
    time: typeof origin.startTime === "bigint" ? origin.startTime : 0n,
    traceId,
    spanId,
    phase: "completed",
    outcome: "unknown",
    errorType: "projection_failed",
  };
  return createEvent("operation", {}, context, options);
}

// A manifest that rates the calls of its tool lower does not speak for what an application states.
function riskOf(
  type: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  { names }: ProjectionContext,
): Risk {
  const ofType = EVENT_TYPES[type]!.risk;
  const ofCall = riskOfCall(type, attributes, names);
  return RISKS.indexOf(ofCall) > RISKS.indexOf(ofType) ? ofCall : ofType;
}

function eventAttributes(
  type: string,
  context: ProjectionContext,
  options: EventOptions,
): Record<string, AttributeValue> {
  const { time, traceId, spanId, phase, outcome, errorType, requestedEventId, ordinal } = options;
  const { origin = { traceId: traceId ?? "", spanId: spanId ?? "", startTime: time } } = options;
  const attributes: Record<string, AttributeValue> = {
    "auditspan.event.id": context.eventId(origin, ordinal ?? 0),
    "auditspan.event.type": type,
    "auditspan.event.risk": EVENT_TYPES[type]!.risk,
    "auditspan.event.phase": phase ?? "point",
    "auditspan.event.outcome": outcome ?? "success",
    "auditspan.event.time": String(eventTime(time)),
    "auditspan.event.source": context.source,
  };
  if (errorType !== undefined) {
    attributes["error.type"] = errorTypeOf(errorType, context.names);
  }
  if (requestedEventId !== undefined) attributes["auditspan.requested.event_id"] = requestedEventId;
  if (context.names.agent !== undefined) attributes["gen_ai.agent.name"] = context.names.agent;
  return attributes;
}

function assemble(
  type: string,
  attributes: Record<string, AttributeValue>,
  { stamp }: ProjectionContext,
  options: EventOptions,
): AuditEvent {
  const own = idsOfEvent(attributes["auditspan.event.id"] as string);
  const startTime = eventTime(options.time);
  return {
    type,
    name: spanName(type, attributes),
    traceId: traceIdOf(options.traceId) ?? own.traceId,
    spanId: spanIdOf(options.spanId) ?? own.spanId,
    parentSpanId: spanIdOf(options.parentSpanId),
    startTime,
    endTime: eventTime(startTime + (options.duration ?? POINT)),
    attributes,
    stamp,
    previous: undefined,
  };
}
