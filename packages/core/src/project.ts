import type { AttributeValue, AuditEvent } from "./audit-event.ts";
import { compileFields } from "./dialects/compiled-fields.ts";
import type { CompiledField } from "./dialects/compiled-fields.ts";
import type { Content, Dialect, Outcome } from "./dialects/dialect.ts";
import { DIALECTS, dialectOf } from "./dialects/registry.ts";
import { errorType } from "./error-type.ts";
import { EVENT_TYPES, RISKS } from "./event-types.ts";
import type { Risk } from "./event-types.ts";
import { idsOfEvent, spanIdOf, traceIdOf } from "./hex-ids.ts";
import { UNREGISTERED } from "./known-member.ts";
import type { KnownNames } from "./known-names.ts";
import { writeCommitments } from "./commitments.ts";
import { keepFinishReasons } from "./finish-reasons.ts";
import { withCountedReasoning } from "./messages/counted-reasoning.ts";
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
  /** Whether the span around this call may tell its content. */
  readonly contentAround: boolean;
  /** Whether this is a part of its parent's action and decides the outcome of that one. */
  readonly decidesParent: boolean;
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
  const attributes = eventGroup(record, context, dialect?.errorOf?.(reader));
  const strangers = dialect === undefined ? NONE : keepFields(dialect, reader, context, attributes);
  keepOutcome(dialect?.outcomeOf?.(reader), attributes);
  const named = refused ? "unregistered_event" : (dialect?.typeOf(record) ?? "operation");
  const type = typeOf(named, strangers, context.names, attributes);
  const content = dialect?.content?.(reader, type) ?? NO_CONTENT;
  const output =
    type === "model_completion"
      ? withCountedReasoning(content.output, attributes)
      : content.output;
  writeSteps(attributes, content.input, output);
  keepFinishReasons(attributes, content.finishReasons, context.names);
  if (context.commitments) writeCommitments(attributes, content.commit, context.keyed);
  if (context.names.agent !== undefined) attributes["gen_ai.agent.name"] ??= context.names.agent;
  attributes["auditspan.event.type"] = type;
  attributes["auditspan.event.risk"] = riskOf(type, strangers, context.names);

  const event = toEvent(type, record, context, attributes);
  const attempts = proposedStrangers(event, content.output, context);
  const lacksContent = type === "model_completion" && content.output.length === 0;
  return {
    events: attempts.length === 0 ? [event] : [event, ...attempts],
    contentInLogs: lacksContent && (dialect?.contentInLogs?.includes(record.scope.name) ?? false),
    contentAround: lacksContent && (dialect?.toldAround?.includes(record.scope.name) ?? false),
    decidesParent: dialect?.decidesParent?.(record) ?? false,
  };
}

function eventGroup(
  record: SpanRecord,
  context: ProjectionContext,
  stated: unknown,
): Record<string, AttributeValue> {
  const error = errorType(record, context.names, stated);
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

// What the status of a span calls an error can be told more closely, as a denial, and no better.
function keepOutcome(
  outcome: Outcome | undefined,
  attributes: Record<string, AttributeValue>,
): void {
  if (outcome === undefined) return;
  if (attributes["auditspan.event.outcome"] !== "success" && outcome !== "denied") return;
  attributes["auditspan.event.outcome"] = outcome;
  // A failure that only the dialect sees has no error to name.
  if (outcome === "failure") attributes["error.type"] ??= "other";
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
  if (strangers.length === 0) return risk;
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
