import type { AttributeValue, AuditEvent } from "./audit-event.ts";
import { POINT } from "./create-event.ts";
import { compileFields } from "./dialects/compiled-fields.ts";
import type { CompiledField } from "./dialects/compiled-fields.ts";
import { createKeepFields } from "./dialects/keep-fields.ts";
import type { KeepFields } from "./dialects/keep-fields.ts";
import type { Content, Dialect, Outcome } from "./dialects/dialect.ts";
import { DIALECTS, dialectOf } from "./dialects/registry.ts";
import { errorType } from "./error-type.ts";
import { eventTime, isEventTime } from "./event-time.ts";
import { EVENT_TYPES, RISKS } from "./event-types.ts";
import type { Risk } from "./event-types.ts";
import { idsOfEvent, spanIdOf, traceIdOf } from "./hex-ids.ts";
import { UNREGISTERED } from "./known-member.ts";
import type { KnownNames } from "./known-names.ts";
import { writeCommitments } from "./commitments.ts";
import { keepFinishReasons } from "./finish-reasons.ts";
import { withCountedReasoning } from "./messages/counted-reasoning.ts";
import type { Part } from "./messages/message.ts";
import { writeSteps } from "./messages/steps.ts";
import type { ProjectionContext } from "./projection-context.ts";
import type { SpanRecord } from "./record.ts";
import { RecordReader } from "./record-reader.ts";
import { proposedStrangers } from "./proposed-strangers.ts";
import { SCOPE_NAME } from "./schema-version.ts";
import { spanName } from "./span-name.ts";
import { keepToolDetails } from "./tool-rules.ts";
import type { ToolRule } from "./tool-rules.ts";

const KEEP: ReadonlyMap<Dialect | undefined, KeepFields> = new Map([
  [undefined, createKeepFields([])],
  ...DIALECTS.map((dialect) => [dialect, createKeepFields(compileFields(dialect))] as const),
]);
const NO_CONTENT: Content = { input: [], output: [] };

/** What the projection of one span yields to the reducer besides the events. */
export interface Projection {
  /** The event of the span first, then events that its content shows (unregistered tools). */
  readonly events: readonly AuditEvent[];
  /** Whether the span told what came out of the action. */
  readonly hasOutput: boolean;
  /** What went into the action, as far as the span itself tells it. */
  readonly input: readonly Part[];
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
  const { attributes, strangers, dropped } = KEEP.get(dialect)!(reader, context);
  writeEventGroup(attributes, record, context, dialect?.errorOf?.(reader));
  const lost = isEventTime(record.startTime) ? dropped : dropped + 1;
  if (lost > 0) attributes["auditspan.dropped_attributes"] = lost;
  keepOutcome(dialect?.outcomeOf?.(reader), attributes);
  const named = refused ? "unregistered_event" : (dialect?.typeOf(record) ?? "operation");
  const told = typeOf(named, strangers, context.names, attributes);
  const rule = ruleOf(told, attributes, context.names);
  const type = rule?.eventType ?? told;
  // A stranger's call has the content of any tool call.
  const content = dialect?.content?.(reader, named) ?? NO_CONTENT;
  const output =
    type === "model_completion" ? withCountedReasoning(content.output, attributes) : content.output;
  writeSteps(attributes, content.input, output);
  keepFinishReasons(attributes, content.finishReasons, context.names);
  if (rule !== undefined) keepToolDetails(attributes, rule, content.commit, context.names);
  if (context.commitments) {
    const name = type === "unregistered_tool" ? strangeTool(strangers, reader) : undefined;
    writeCommitments(attributes, { ...content.commit, name }, context.keyed);
  }
  if (context.names.agent !== undefined) attributes["gen_ai.agent.name"] ??= context.names.agent;
  attributes["auditspan.event.type"] = type;
  attributes["auditspan.event.risk"] = riskOf(
    rule?.risk ?? EVENT_TYPES[type]!.risk,
    strangers,
    context.names,
  );

  const event = toEvent(type, record, context, attributes);
  const attempts = proposedStrangers(event, content.output, context);
  const hasOutput = content.output.length > 0;
  const lacksContent = type === "model_completion" && !hasOutput;
  return {
    events: attempts.length === 0 ? [event] : [event, ...attempts],
    hasOutput,
    input: content.input,
    contentInLogs: lacksContent && (dialect?.contentInLogs?.includes(record.scope.name) ?? false),
    contentAround: lacksContent && (dialect?.toldAround?.includes(record.scope.name) ?? false),
    decidesParent: dialect?.decidesParent?.(record) ?? false,
  };
}

function writeEventGroup(
  attributes: Record<string, AttributeValue>,
  record: SpanRecord,
  context: ProjectionContext,
  stated: unknown,
): void {
  const error = errorType(record, context.names, stated);
  const failure = error === "timeout" ? "timeout" : "failure";
  attributes["auditspan.event.id"] = context.eventId(record, 0);
  attributes["auditspan.event.phase"] = "completed";
  attributes["auditspan.event.outcome"] = record.statusCode === 2 ? failure : "success";
  attributes["auditspan.event.time"] = String(eventTime(record.startTime));
  attributes["auditspan.event.source"] = context.source;
  if (error !== undefined) attributes["error.type"] = error;
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

// Of a tool that a manifest declares it knows what a call is.
function ruleOf(
  type: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  { toolRules }: KnownNames,
): ToolRule | undefined {
  if (toolRules === undefined || type !== "tool_call") return undefined;
  return toolRules.get(attributes["gen_ai.tool.name"] as string);
}

function strangeTool(strangers: readonly CompiledField[], reader: RecordReader): unknown {
  return strangers.find(({ set }) => set === "tools")?.find(reader);
}

function riskOf(risk: Risk, strangers: readonly CompiledField[], names: KnownNames): Risk {
  if (strangers.length === 0) return risk;
  const violation = strangers.some(({ set }) => set !== undefined && names.listed.has(set));
  // One step up: something that nobody registered took part. Critical is for broken promises only.
  const place = RISKS.indexOf(risk);
  return violation ? RISKS[Math.max(place, Math.min(place + 1, 2))]! : risk;
}

function toEvent(
  type: string,
  record: SpanRecord,
  { stamp }: ProjectionContext,
  attributes: Record<string, AttributeValue>,
): AuditEvent {
  const id = attributes["auditspan.event.id"] as string;
  const startTime = eventTime(record.startTime);
  const endTime = eventTime(record.endTime);
  return {
    type,
    name: spanName(type, attributes),
    traceId: traceIdOf(record.traceId) ?? idsOfEvent(id).traceId,
    spanId: spanIdOf(record.spanId) ?? idsOfEvent(id).spanId,
    parentSpanId: spanIdOf(record.parentSpanId),
    startTime,
    // Trace views warn of a span without a duration.
    endTime: endTime > startTime ? endTime : eventTime(startTime + POINT),
    attributes,
    stamp,
    previous: undefined,
  };
}
