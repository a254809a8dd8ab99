import { ATTRIBUTES, REQUIRED_ATTRIBUTES, SCHEMA_VERSION, SCOPE_NAME } from "@auditspan/core";
import type { DeclaredSet, Kind, KnownNames, NameSet } from "@auditspan/core";
import { anyOf, at, literal } from "./ottl.ts";
import { toolDetails } from "./tool-details.ts";
import { valueCondition } from "./value-condition.ts";
import type { NamePatterns } from "./value-pattern.ts";

/**
 * The `filter` of the audit lane: it drops, and counts, every span that is not an audit event down
 * to its last attribute, and changes nothing on the others.
 */
export function auditFilter(names: KnownNames): object {
  const patterns = namePatterns(names);
  return {
    error_mode: "propagate",
    trace_conditions: [
      group("resource", resourceConditions(patterns)),
      group("scope", scopeConditions()),
      group("span", [
        ...shapeConditions(),
        ...attributeConditions(
          "span.attributes",
          ATTRIBUTES,
          patterns,
          toolDetails("span.attributes", names, patterns),
        ),
        ...REQUIRED_ATTRIBUTES.map((key) => `${at("span.attributes", key)} == nil`),
      ]),
    ],
  };
}

/**
 * With a names file a name has to be one of it. Without one only its form is checked: an
 * identifier, or up to four words.
 */
function namePatterns(names: KnownNames): NamePatterns {
  if (!names.given) return (set) => (isDeclared(set) ? undefined : IDENTIFIER);
  return (set) =>
    isDeclared(set) ? anyOf(names[set]) || NOTHING : anyOf([...names[set], "unregistered"]);
}

// What nothing is read through has no stand-in for a stranger either.
function isDeclared(set: NameSet | DeclaredSet): set is DeclaredSet {
  return set === "processingActivities" || set === "images";
}

/** The pattern of no text at all. */
const NOTHING = "\\b\\B";

const WORD = "[A-Za-z0-9._:/+-]{1,64}";
const IDENTIFIER = `${WORD}(?: ${WORD}){0,3}`;

function resourceConditions(names: NamePatterns): string[] {
  const path = "resource.attributes";
  // The agent, or ourselves where the names say of no agent that it runs.
  const services: NamePatterns = (set) => `${SCOPE_NAME}|${names(set) ?? ""}`;
  return [
    'resource.schema_url != ""',
    ...attributeConditions(path, RESOURCE_ATTRIBUTES, services),
    ...["service.name", "telemetry.sdk.name"].map((key) => `${at(path, key)} == nil`),
  ];
}

const VERSION: Kind = { kind: "infra", grammar: "agent_version" };
const RESOURCE_ATTRIBUTES: Readonly<Record<string, Kind>> = {
  "service.name": { kind: "member", set: "agents" },
  "service.version": VERSION,
  "telemetry.sdk.name": { kind: "enum", values: [SCOPE_NAME] },
  "telemetry.sdk.language": { kind: "enum", values: ["nodejs"] },
  "telemetry.sdk.version": VERSION,
};

function scopeConditions(): string[] {
  return [
    `scope.name != ${literal(SCOPE_NAME)}`,
    `scope.version != ${literal(SCHEMA_VERSION)}`,
    "Len(scope.attributes) > 0",
    'scope.schema_url != ""',
  ];
}

function shapeConditions(): string[] {
  return [
    'span.status.message != ""',
    "span.status.code < 0 or span.status.code > 2",
    'span.trace_state != ""',
    "Len(span.events) > 0",
    "Len(span.links) > 1",
    "span.kind < 0 or span.kind > 5",
    "span.flags > 769",
    "span.dropped_attributes_count > 0",
    "span.dropped_events_count > 0",
    "span.dropped_links_count > 0",
    `not ${nameCondition()}`,
  ];
}

// A name is the type, or the type and one of the names that stand on the span.
function nameCondition(): string {
  const type = at("span.attributes", "auditspan.event.type");
  const named = NAMING.map((key) => {
    const value = at("span.attributes", key);
    return `(${value} != nil and span.name == Concat([${type}, ${value}], " "))`;
  });
  return `(span.name == ${type} or ${named.join(" or ")})`;
}

const NAMING = [
  "gen_ai.request.model",
  "gen_ai.tool.name",
  "gen_ai.agent.name",
  "auditspan.handoff.target",
];

function attributeConditions(
  path: string,
  kinds: Readonly<Record<string, Kind>>,
  names: NamePatterns,
  declared: ReadonlyMap<string, string> = new Map(),
): string[] {
  const keys = `"(?:${anyOf([...Object.keys(kinds), ...declared.keys()])})"`;
  return [
    `not IsMatch(Keys(${path}), ${literal(`\\A\\[(?:${keys}(?:,${keys})*)?\\]\\z`)})`,
    // A key that stands there twice: only the first of them is seen by its path.
    `Len(${path}) != Len(ParseJSON(String(${path})))`,
    ...Object.entries(kinds).map(([key, kind]) => {
      const place = at(path, key);
      return `${place} != nil and not (${valueCondition(place, kind, names)})`;
    }),
    ...[...declared].map(([key, condition]) => `${at(path, key)} != nil and not (${condition})`),
  ];
}

function group(context: string, conditions: readonly string[]): object {
  return {
    context,
    error_mode: "propagate",
    conditions: conditions.map((condition) => condition.replaceAll("$", "$$$$")),
  };
}
