import type { AttributeValue } from "./audit-event.ts";
import { EVENT_TYPES } from "./event-types.ts";
import type { Risk } from "./event-types.ts";
import { kindCheck } from "./kind-checks.ts";
import type { Check } from "./kind-checks.ts";
import { kindReader } from "./kind-readers.ts";
import type { Read } from "./kind-readers.ts";
import type { Kind } from "./kinds.ts";
import type { KnownNames } from "./known-names.ts";
import { boundedJson } from "./messages/bounded-json.ts";

/** What a manifest declares of a tool, as far as its events show it. */
export interface ToolDeclaration {
  readonly name: string;
  readonly eventType: string;
  readonly risk: Risk | undefined;
  readonly parameters: Readonly<Record<string, Kind>>;
  readonly results: Readonly<Record<string, Kind>>;
}

/** A declaration, ready to be applied to the calls of its tool. */
export interface ToolRule {
  readonly eventType: string;
  readonly risk: Risk;
  readonly parameters: readonly ToolField[];
  readonly results: readonly ToolField[];
  /** Attribute to the kind of its value. */
  readonly kinds: ReadonlyMap<string, Kind>;
  /** Attribute to the check of a value that claims to be ours. */
  readonly checks: ReadonlyMap<string, Check>;
}

interface ToolField {
  readonly name: string;
  readonly attribute: string;
  readonly read: Read;
}

/** Where the declared parameters and result fields of a tool stand in an event. */
const TOOL_DETAIL = "auditspan.tool.";

/** Compiles the declarations of tools, by the names of the tools. */
export function toolRules(tools: readonly ToolDeclaration[]): ReadonlyMap<string, ToolRule> {
  return new Map(tools.map((tool) => [tool.name, toolRule(tool)]));
}

function toolRule({ eventType, risk, parameters, results }: ToolDeclaration): ToolRule {
  const declared = Object.hasOwn(EVENT_TYPES, eventType) ? EVENT_TYPES[eventType] : undefined;
  // A type of an organisation's own document is not a row of the table yet: a call stays a call.
  const type = declared?.origin === "action" ? eventType : "tool_call";
  const kinds = new Map([
    ...attributeKinds("parameter", parameters),
    ...attributeKinds("result", results),
  ]);
  return {
    eventType: type,
    risk: risk ?? EVENT_TYPES[type]!.risk,
    parameters: fields("parameter", parameters),
    results: fields("result", results),
    kinds,
    checks: new Map([...kinds].map(([attribute, kind]) => [attribute, kindCheck(kind)])),
  };
}

function attributeKinds(
  part: string,
  kinds: Readonly<Record<string, Kind>>,
): readonly (readonly [string, Kind])[] {
  return Object.entries(kinds).map(([name, kind]) => [`${TOOL_DETAIL}${part}.${name}`, kind]);
}

function fields(part: string, kinds: Readonly<Record<string, Kind>>): readonly ToolField[] {
  return Object.entries(kinds).map(([name, kind]) => ({
    name,
    attribute: `${TOOL_DETAIL}${part}.${name}`,
    read: kindReader(kind),
  }));
}

/**
 * Keeps the declared parameters and result fields of a call, each read through its kind; what does
 * not fit is dropped and counted. The names are the manifest's: nothing else of the call is looked at.
 */
export function keepToolDetails(
  attributes: Record<string, AttributeValue>,
  { parameters, results }: ToolRule,
  content: Readonly<Record<string, unknown>> | undefined,
  names: KnownNames,
): void {
  let dropped = keepFields(attributes, parameters, content?.["arguments"], names);
  dropped += keepFields(attributes, results, content?.["result"], names);
  if (dropped === 0) return;
  const before = attributes["auditspan.dropped_attributes"];
  attributes["auditspan.dropped_attributes"] = dropped + (typeof before === "number" ? before : 0);
}

function keepFields(
  attributes: Record<string, AttributeValue>,
  declared: readonly ToolField[],
  content: unknown,
  names: KnownNames,
): number {
  if (declared.length === 0) return 0;
  const members = membersOf(content);
  if (members === undefined) return 0;
  let dropped = 0;
  for (const { name, attribute, read } of declared) {
    const value = Object.hasOwn(members, name) ? members[name] : undefined;
    if (value === undefined || value === null) continue;
    const kept = read(value, names);
    if (kept === undefined) dropped++;
    else attributes[attribute] = kept;
  }
  return dropped;
}

function membersOf(content: unknown): Readonly<Record<string, unknown>> | undefined {
  const value = typeof content === "string" ? boundedJson(content) : content;
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

/**
 * Whether a detail of a tool that an event carries is one that the manifest declares for its tool, on
 * an event of the type that its calls have; a call that is told again is a step.
 */
export function isToolDetail(
  attribute: string,
  value: unknown,
  event: Readonly<Record<string, unknown>>,
  names: KnownNames,
): boolean {
  if (!attribute.startsWith(TOOL_DETAIL)) return false;
  const rule = names.toolRules?.get(event["gen_ai.tool.name"] as string);
  const type = event["auditspan.event.type"];
  if (rule === undefined || (type !== rule.eventType && type !== "workflow_step")) return false;
  return rule.checks.get(attribute)?.(value, names) === true;
}

/** The risk of an event: that of its type, or what the manifest says where the tool makes it so. */
export function riskOfCall(
  type: string,
  event: Readonly<Record<string, unknown>>,
  { toolRules }: KnownNames,
): Risk {
  const rule = toolRules?.get(event["gen_ai.tool.name"] as string);
  return rule?.eventType === type ? rule.risk : EVENT_TYPES[type]!.risk;
}
