import { ATTRIBUTE_GROUPS, ATTRIBUTES } from "./attributes.ts";
import type { AttributeValue, AuditEvent, SpanLink, Stamp } from "./audit-event.ts";
import { isEventTime } from "./event-time.ts";
import { COMMON, EVENT_TYPES, RISKS } from "./event-types.ts";
import type { EventTypeDefinition, Risk } from "./event-types.ts";
import { spanIdOf, traceIdOf } from "./hex-ids.ts";
import { kindCheck } from "./kind-checks.ts";
import type { Check } from "./kind-checks.ts";
import type { KnownNames } from "./known-names.ts";
import { placeOnWire } from "./otlp/wire-place.ts";
import type { AnyAttributes, SpanRecord } from "./record.ts";
import { SCOPE_NAME } from "./schema-version.ts";
import { spanName } from "./span-name.ts";
import { isToolDetail, riskOfCall } from "./tool-rules.ts";

/** What an event of a type must and may be. */
interface Contract {
  /** Of each attribute that it may carry. */
  readonly checks: ReadonlyMap<string, Check>;
  readonly must: readonly string[];
}

/** What every event has; without one of these it is not an audit event. */
export const REQUIRED_ATTRIBUTES = [
  "auditspan.event.id",
  "auditspan.event.type",
  "auditspan.event.risk",
  "auditspan.event.phase",
  "auditspan.event.outcome",
  "auditspan.event.time",
  "auditspan.event.source",
  "session.id",
  "auditspan.config_fingerprint",
  "auditspan.config.binding",
] as const;

const CHECKS: Readonly<Record<string, Check>> = Object.fromEntries(
  Object.entries(ATTRIBUTES).map(([name, kind]) => [name, kindCheck(kind)]),
);
const CONTRACTS: ReadonlyMap<unknown, Contract> = new Map(
  Object.entries(EVENT_TYPES).map(([type, definition]) => [type, contractOf(definition)]),
);

function contractOf({ must, may }: EventTypeDefinition): Contract {
  const names = [...COMMON, ...must, ...may].flatMap((name) =>
    Object.keys(ATTRIBUTE_GROUPS[name] ?? { [name]: 0 }),
  );
  return {
    checks: new Map(names.map((name) => [name, CHECKS[name]!])),
    must: [...REQUIRED_ATTRIBUTES, ...must],
  };
}

/** Whether a span claims to be an audit event. */
export function claimsToBeOurs(record: SpanRecord): boolean {
  return record.scope.name === SCOPE_NAME;
}

/**
 * The audit event that came in over the wire as a span, re-checked against its type, every kind and
 * the known names; undefined when anything on it is not what the schema allows, or when it states a
 * lower risk than its type and its tool have.
 */
export function readAuditEvent(record: SpanRecord, names: KnownNames): AuditEvent | undefined {
  if (!claimsToBeOurs(record) || record.events.length > 0) return undefined;
  const attributes = checkedAttributes(record.attributes, names);
  const traceId = traceIdOf(record.traceId);
  if (attributes === undefined || traceId === undefined) return undefined;
  const place = placeOnWire(record, attributes);
  if (place === undefined || (record.link && !isLink(record.link))) return undefined;
  if (!hasEventTimes(record, attributes)) return undefined;
  const type = attributes["auditspan.event.type"] as string;
  if (record.name !== spanName(type, attributes)) return undefined;
  if (!isRated(type, attributes, names)) return undefined;
  return {
    type,
    name: record.name,
    traceId,
    ...place,
    startTime: record.startTime,
    endTime: record.endTime,
    attributes,
    stamp: stampOf(attributes["session.id"] as string),
    previous: record.link,
  };
}

function checkedAttributes(
  attributes: AnyAttributes,
  names: KnownNames,
): Record<string, AttributeValue> | undefined {
  const contract = CONTRACTS.get(attributes["auditspan.event.type"]);
  if (contract === undefined) return undefined;
  const kept: Record<string, AttributeValue> = {};
  for (const name of Object.keys(attributes)) {
    const value = attributes[name];
    const check = contract.checks.get(name);
    const fits =
      check === undefined ? isToolDetail(name, value, attributes, names) : check(value, names);
    if (!fits) return undefined;
    kept[name] = value as AttributeValue;
  }
  return contract.must.every((name) => Object.hasOwn(kept, name)) ? kept : undefined;
}

// A risk is raised where strangers take part, and lowered by nobody.
function isRated(
  type: string,
  attributes: Readonly<Record<string, AttributeValue>>,
  names: KnownNames,
): boolean {
  const stated = attributes["auditspan.event.risk"] as Risk;
  return RISKS.indexOf(stated) >= RISKS.indexOf(riskOfCall(type, attributes, names));
}

function hasEventTimes(
  { startTime, endTime }: SpanRecord,
  attributes: Readonly<Record<string, AttributeValue>>,
): boolean {
  const time = BigInt(attributes["auditspan.event.time"] as string);
  return startTime <= endTime && [startTime, endTime, time].every(isEventTime);
}

function isLink({ traceId, spanId }: SpanLink): boolean {
  return traceIdOf(traceId) !== undefined && spanIdOf(spanId) !== undefined;
}

// The attributes of its own stamp came with the event and stay where the seal has them.
function stampOf(sessionId: string): Stamp {
  return { sessionId, attributes: NONE };
}

const NONE = {};
