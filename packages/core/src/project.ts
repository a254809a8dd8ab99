import type { AttributeValue, AuditEvent } from "./audit-event.ts";
import { compileFields } from "./dialects/compiled-fields.ts";
import type { CompiledField } from "./dialects/compiled-fields.ts";
import type { Content, Dialect } from "./dialects/dialect.ts";
import { DIALECTS, dialectOf } from "./dialects/registry.ts";
import { errorType } from "./error-type.ts";
import { EVENT_TYPES, RISKS } from "./event-types.ts";
import type { Risk } from "./event-types.ts";
import { idsOfEvent, spanIdOf, traceIdOf } from "./hex-ids.ts";
import { UNREGISTERED } from "./known-member.ts";
import type { KnownNames } from "./known-names.ts";
import { writeCommitments } from "./commitments.ts";
import { keepFinishReasons } from "./finish-reasons.ts";
import { writeSteps } from "./messages/steps.ts";
import type { ProjectionContext } from "./projection-context.ts";
import type { SpanRecord } from "./record.ts";
import { RecordReader } from "./record-reader.ts";
import { proposedStrangers } from "./proposed-strangers.ts";
import { SCOPE_NAME } from "./schema-version.ts";
import { spanName } from "./span-name.ts";

const FIELDS: ReadonlyMap<Dialect, readonly CompiledField[]> = new Map(
  DIALECTS.map((dialect) => [dialect, compileFields(dialect)]),
);
const NO_CONTENT: Content = { input: [], output: [] };

/** What the projection of one span yields to the reducer besides the events. */
export interface Projection {
  /** The event of the span first, then events that its content shows (unregistered tools). */
  readonly events: readonly AuditEvent[];
  /** Whether the content of this call travels as log events. */
  readonly contentInLogs: boolean;
}

/**
 * The audit events of one span: the short list of fields that the schema names, each read through
 * its kind, and the structure of the content. Nothing else of the span is read.
 */
export function project(record: SpanRecord, context: ProjectionContext): readonly AuditEvent[] {
  return projectSpan(record, context).events;
}

/** `project`, with what `fold` must know. */
export function projectSpan(record: SpanRecord, context: ProjectionContext): Projection {
  // What claims to be ours and was not taken as such is nobody's dialect: nothing of it is read.
  const refused = record.scope.name === SCOPE_NAME;
  const dialect = refused ? undefined : dialectOf(record);
  const reader = new RecordReader(record);
  const attributes = eventGroup(record, context);
  const strangers = dialect === undefined ? NONE : keepFields(dialect, reader, context, attributes);
  const named = refused ? "unregistered_event" : (dialect?.typeOf(record) ?? "operation");
  const type = typeOf(named, strangers, context.names, attributes);
  const content = dialect?.content?.(reader, type) ?? NO_CONTENT;
  writeSteps(attributes, content.input, content.output);
  keepFinishReasons(attributes, content.finishReasons, context.names);
  if (context.commitments) writeCommitments(attributes, content.commit, context.keyed);
  if (context.names.agent !== undefined) attributes["gen_ai.agent.name"] ??= context.names.agent;
  attributes["auditspan.event.type"] = type;
  attributes["auditspan.event.risk"] = riskOf(type, strangers, context.names);

  const event = toEvent(type, record, context, attributes);
  return {
    events: [event, ...proposedStrangers(event, content.output, context)],
    contentInLogs:
      type === "model_completion" &&
      content.output.length === 0 &&
      (dialect?.contentInLogs?.includes(record.scope.name) ?? false),
  };
}

function eventGroup(
  record: SpanRecord,
  context: ProjectionContext,
): Record<string, AttributeValue> {
  const error = errorType(record, context.names);
  const failed = record.statusCode === 2;
  const attributes: Record<string, AttributeValue> = {
    "auditspan.event.id": context.eventId(record, 0),
    "auditspan.event.type": "operation",
    "auditspan.event.risk": "low",
    "auditspan.event.phase": "completed",
    "auditspan.event.outcome": failed ? (error === "timeout" ? "timeout" : "failure") : "success",
    "auditspan.event.time": String(record.startTime),
    "auditspan.event.source": context.source,
  };
  if (error !== undefined) attributes["error.type"] = error;
  return attributes;
}

/** Reads the table of a dialect; returns the attributes whose member nobody registered. */
function keepFields(
  dialect: Dialect,
  reader: RecordReader,
  { names, keyed, commitments }: ProjectionContext,
  attributes: Record<string, AttributeValue>,
): readonly CompiledField[] {
  const from = reader.attributes;
  let strangers = NONE;
  let dropped = 0;
  for (const field of FIELDS.get(dialect)!) {
    const value = field.key === undefined ? field.find(reader) : from[field.key];
    if (value === undefined || value === null) continue;
    if (field.keyed) {
      if (commitments === true && typeof value === "string" && value !== "") {
        attributes[field.attribute] = keyed(field.attribute, value);
      }
      continue;
    }
    const kept = field.read(value, names);
    if (kept === undefined) {
      dropped++;
      continue;
    }
    attributes[field.attribute] = kept;
    if (kept === UNREGISTERED) strangers = [...strangers, field];
  }
  if (dropped > 0) attributes["auditspan.dropped_attributes"] = dropped;
  return strangers;
}

// A tool that the manifest does not know is an event of its own type, and its name is not kept.
function typeOf(
  type: string,
  strangers: readonly CompiledField[],
  names: KnownNames,
  attributes: Record<string, AttributeValue>,
): string {
  if (type !== "tool_call") return type;
  attributes["gen_ai.tool.name"] ??= UNREGISTERED;
  const stranger = attributes["gen_ai.tool.name"] === UNREGISTERED;
  if (!stranger || !names.given) return type;
  delete attributes["gen_ai.tool.name"];
  return "unregistered_tool";
}

function riskOf(type: string, strangers: readonly CompiledField[], names: KnownNames): Risk {
  const risk = EVENT_TYPES[type]!.risk;
  const violation = strangers.some(({ set }) => set !== undefined && names.listed.has(set));
  // One step up: something that nobody registered took part. Critical is for broken promises only.
  return violation ? (RISKS[Math.min(RISKS.indexOf(risk) + 1, 2)] ?? risk) : risk;
}

function toEvent(
  type: string,
  record: SpanRecord,
  { stamp }: ProjectionContext,
  attributes: Record<string, AttributeValue>,
): AuditEvent {
  const id = attributes["auditspan.event.id"] as string;
  return {
    type,
    name: spanName(type, attributes),
    traceId: traceIdOf(record.traceId) ?? idsOfEvent(id).traceId,
    spanId: spanIdOf(record.spanId) ?? idsOfEvent(id).spanId,
    parentSpanId: spanIdOf(record.parentSpanId),
    startTime: record.startTime,
    endTime: record.endTime > record.startTime ? record.endTime : record.startTime,
    attributes,
    stamp,
  };
}

const NONE: readonly CompiledField[] = [];
