import type { AttributeValue, AuditEvent } from "./audit-event.ts";
import { POINT } from "./create-event.ts";
import { EVENT_TYPES } from "./event-types.ts";
import type { Part } from "./messages/message.ts";
import { subjectOf } from "./otlp/wire-place.ts";
import type { ProjectionContext } from "./projection-context.ts";

// An answer with more unknown tools than this says nothing new.
const MAX_EVENTS = 16;

/** Types of events that hold an answer; an annotation holds one that came later than its call. */
const ANSWERS: ReadonlySet<string> = new Set(["model_completion", "annotation"]);

/**
 * The calls in an answer of tools that the manifest does not know. Most frameworks make no tool
 * span for them, so the answer is the only place that shows the attempt.
 */
export function proposedStrangers(
  completion: AuditEvent,
  output: readonly Part[],
  context: ProjectionContext,
): AuditEvent[] {
  if (!context.names.given || !ANSWERS.has(completion.type)) return [];
  const events: AuditEvent[] = [];
  for (const { toolName } of output) {
    if (toolName === undefined || context.names.tools.has(toolName)) continue;
    if (events.length === MAX_EVENTS) break;
    events.push(attempt(completion, toolName, events.length + 1, context));
  }
  return events;
}

function attempt(
  completion: AuditEvent,
  toolName: string,
  ordinal: number,
  context: ProjectionContext,
): AuditEvent {
  const type = "unregistered_tool";
  // The last moment of the completion: a trace view takes a child outside its parent for a wrong clock.
  const startTime = later(completion.endTime - POINT, completion.startTime);
  const attributes: Record<string, AttributeValue> = {
    "auditspan.event.id": context.eventId(completion, ordinal),
    "auditspan.event.type": type,
    "auditspan.event.risk": EVENT_TYPES[type]!.risk,
    "auditspan.event.phase": "requested",
    "auditspan.event.outcome": "unknown",
    "auditspan.event.time": String(startTime),
    "auditspan.event.source": context.source,
    ...subjectOf(completion),
  };
  const agent = completion.attributes["gen_ai.agent.name"];
  if (agent !== undefined) attributes["gen_ai.agent.name"] = agent;
  if (context.commitments) {
    attributes["auditspan.commitment.name"] = context.keyed("commitment.name", toolName);
  }
  return {
    // The attempt keeps the span id of its completion, by contract with readers of a trail: the event
    // id tells the two apart. On the wire it has one of its own (`wireSpanId`).
    ...completion,
    type,
    name: type,
    startTime,
    endTime: completion.endTime,
    attributes,
  };
}

function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}
