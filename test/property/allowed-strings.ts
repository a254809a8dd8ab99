import { ATTRIBUTES, EVENT_TYPES, kindCheck, UNREGISTERED } from "@auditspan/core";
import type { AuditEvent, Kind, KnownNames, ProjectionContext } from "@auditspan/core";

/** Why a string may stand in an event (SCHEMA section 1). */
type Reason =
  | "schema constant"
  | "member of a declared set"
  | "value of the context"
  | "shape"
  | "digest that we computed"
  | "keyed digest that we computed"
  | "uuid that we computed"
  | "hex id"
  | "time that we computed";

/** A string of an event with the reason why it may be there; undefined when none applies. */
export interface Judged {
  readonly where: string;
  readonly text: string;
  readonly reason: Reason | undefined;
}

/**
 * Judges every string of an event: ids, span name, attribute names and values.
 *
 * Written against the schema's own words, not against the code of the projection: what is not one of
 * the reasons is not allowed, whatever it looks like.
 */
export function judgeStrings(event: AuditEvent, context: ProjectionContext): Judged[] {
  const { names } = context;
  const judged: Judged[] = [
    { where: "type", text: event.type, reason: typeReason(event.type) },
    { where: "traceId", text: event.traceId, reason: hexReason(event.traceId, 32) },
    { where: "spanId", text: event.spanId, reason: hexReason(event.spanId, 16) },
    ...nameParts(event, names),
  ];
  if (event.parentSpanId !== undefined) {
    judged.push({
      where: "parent",
      text: event.parentSpanId,
      reason: hexReason(event.parentSpanId, 16),
    });
  }
  for (const [source, attributes] of [
    ["stamp", event.stamp.attributes],
    ["event", event.attributes],
  ] as const) {
    for (const [name, value] of Object.entries(attributes)) {
      const kind = ATTRIBUTES[name];
      judged.push({ where: "name", text: name, reason: kind && "schema constant" });
      if (kind === undefined) continue;
      for (const text of strings(value)) {
        const fromContext = source === "stamp" && context.stamp.attributes[name] === value;
        const reason = fromContext ? "value of the context" : valueReason(text, kind, names);
        judged.push({ where: name, text, reason });
      }
    }
  }
  return judged;
}

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function valueReason(text: string, kind: Kind, names: KnownNames): Reason | undefined {
  switch (kind.kind) {
    case "list":
      return valueReason(text, kind.of, names);
    case "enum":
      return kind.values.includes(text) ? "schema constant" : undefined;
    case "member":
      return memberReason(text, kind.set, names);
    case "shape":
      return kindCheck(kind)(text, names) ? "shape" : undefined;
    case "digest":
      return /^sha256:[0-9a-f]{64}$/.test(text) ? "digest that we computed" : undefined;
    case "keyed":
      return /^hs256:[\w-]{43}$/.test(text) ? "keyed digest that we computed" : undefined;
    case "uuid":
      return kindCheck(kind)(text, names) ? "uuid that we computed" : undefined;
    case "time":
      return /^\d{1,20}$/.test(text) ? "time that we computed" : undefined;
    case "hex":
      return hexReason(text, kind.digits);
    default:
      // infra, signature, inode: never made of a record, so never outside the stamp
      return undefined;
  }
}

function memberReason(
  text: string,
  set: Extract<Kind, { kind: "member" }>["set"],
  names: KnownNames,
): Reason | undefined {
  if (text === UNREGISTERED) return "schema constant";
  if (set === "event_types") return typeReason(text);
  return names[set].has(text) ? "member of a declared set" : undefined;
}

function typeReason(text: string): Reason | undefined {
  return Object.hasOwn(EVENT_TYPES, text) ? "schema constant" : undefined;
}

function hexReason(text: string, digits: number): Reason | undefined {
  return text.length === digits && /^[0-9a-f]+$/.test(text) ? "hex id" : undefined;
}

// A span name is the type, or the type, a space and a member.
function nameParts(event: AuditEvent, names: KnownNames): Judged[] {
  const [type, ...rest] = event.name.split(" ");
  const judged: Judged[] = [{ where: "span name", text: type!, reason: typeReason(type!) }];
  if (rest.length === 0) return judged;
  const member = rest.join(" ");
  const known = [names.tools, names.models, names.agents].some((set) => set.has(member));
  judged.push({
    where: "span name",
    text: member,
    reason: known ? "member of a declared set" : undefined,
  });
  return judged;
}
