import { ATTRIBUTE_GROUPS, genAi, SCOPE_NAME } from "@auditspan/core";
import type { Kind, KnownNames } from "@auditspan/core";
import { keptValue } from "./kept-value.ts";
import { anyOf, at, literal, matches } from "./ottl.ts";

/** The processors of the content lane, in the order in which they stand in it. */
export function contentProcessors(names: KnownNames): Readonly<Record<string, object>> {
  return {
    "filter/content": filter(),
    "transform/content": transform(names),
    // Without keys it builds each resource anew from its attributes, so that what else a resource can
    // hold is gone: references to entities are reached by no other part.
    groupbyattrs: {},
    "redaction/content": redaction(),
  };
}

/** Attributes that a foreign span or log record may keep, with their kinds. */
export const CONTENT_ATTRIBUTES: Readonly<Record<string, Kind>> = Object.fromEntries(
  [...Object.entries(ATTRIBUTE_GROUPS["action"]!), ["error.type", errorType()] as const].filter(
    ([key, kind]) => !key.startsWith("auditspan.") && isReadable(kind),
  ),
);

function errorType(): Kind {
  return ATTRIBUTE_GROUPS["event"]!["error.type"]!;
}

// What the projection hashes with a key cannot be hashed here, and goes.
function isReadable({ kind }: Kind): boolean {
  return kind !== "keyed" && kind !== "size";
}

function filter(): object {
  return {
    error_mode: "propagate",
    trace_conditions: [
      group("scope", [`scope.name == ${literal(SCOPE_NAME)}`]),
      group("span", ["Len(span.links) > 0", ...impossibleTimes("span")]),
      group("spanevent", ["spanevent.name != nil"]),
    ],
    log_conditions: [group("scope", [`scope.name == ${literal(SCOPE_NAME)}`])],
  };
}

function impossibleTimes(path: string): string[] {
  return [
    `${path}.start_time_unix_nano < ${YEAR_2000}`,
    `${path}.end_time_unix_nano < ${path}.start_time_unix_nano`,
    `${path}.end_time_unix_nano > ${YEAR_2200}`,
  ];
}

const YEAR_2000 = "946684800000000000";
const YEAR_2200 = "7258118400000000000";

function transform(names: KnownNames): object {
  const shared = [
    statements("resource", [...serviceName(names), "set(resource.attributes, resource.cache)"]),
    statements("scope", [
      `set(scope.name, ${literal("foreign")})`,
      'set(scope.version, "")',
      "set(scope.attributes, scope.cache)",
      "set(scope.dropped_attributes_count, 0)",
    ]),
  ];
  return {
    error_mode: "propagate",
    trace_statements: [...shared, statements("span", spanStatements(names))],
    log_statements: [...shared, statements("log", logStatements(names))],
  };
}

function serviceName(names: KnownNames): string[] {
  const [from, to] = [
    at("resource.attributes", "service.name"),
    at("resource.cache", "service.name"),
  ];
  return [
    `set(${to}, "unregistered")`,
    ...(names.agents.size === 0
      ? []
      : [`set(${to}, ${from}) where IsString(${from}) and ${matches(from, anyOf(names.agents))}`]),
  ];
}

function spanStatements(names: KnownNames): string[] {
  const operation = at("span.cache", "gen_ai.operation.name");
  return [
    ...keptAttributes("span", names),
    'set(span.name, "span")',
    `set(span.name, ${operation}) where ${operation} != nil`,
    ...named("gen_ai.request.model", names.models),
    ...named("gen_ai.tool.name", names.tools),
    'set(span.status.message, "")',
    "set(span.status.code, 0) where span.status.code < 0 or span.status.code > 2",
    'set(span.trace_state, "")',
    "set(span.kind, 0) where span.kind < 0 or span.kind > 5",
    "set(span.flags, 0)",
    "set(span.dropped_attributes_count, 0)",
    "set(span.dropped_events_count, 0)",
    "set(span.dropped_links_count, 0)",
  ];
}

// `chat gpt-4o`: a name of the conventions, made of what is kept.
function named(key: string, known: ReadonlySet<string>): string[] {
  if (known.size === 0) return [];
  const [operation, name] = [at("span.cache", "gen_ai.operation.name"), at("span.cache", key)];
  const both = `${operation} != nil and ${name} != nil and ${name} != "unregistered"`;
  return [`set(span.name, Concat([span.name, ${name}], " ")) where ${both}`];
}

function logStatements(names: KnownNames): string[] {
  return [
    ...keptAttributes("log", names),
    'set(log.body, "")',
    `set(log.event_name, "") where not ${matches("log.event_name", anyOf(EVENT_NAMES))}`,
    'set(log.severity_text, "")',
    "set(log.severity_number, 0) where log.severity_number < 0 or log.severity_number > 24",
    "set(log.flags, 0)",
    "set(log.dropped_attributes_count, 0)",
  ];
}

/** Log events of the GenAI conventions, old and new. */
const EVENT_NAMES = [
  "gen_ai.system.message",
  "gen_ai.user.message",
  "gen_ai.assistant.message",
  "gen_ai.tool.message",
  "gen_ai.choice",
  "gen_ai.client.inference.operation.details",
  "gen_ai.client.operation.exception",
  "gen_ai.evaluation.result",
];

// What is kept is copied, and the copy then stands for all: nothing needs to be found to be gone.
function keptAttributes(context: "span" | "log", names: KnownNames): string[] {
  const copies = Object.entries(CONTENT_ATTRIBUTES).flatMap(([key, kind]) => {
    const places = sources(key).map((source) => at(`${context}.attributes`, source));
    return keptValue(places, at(`${context}.cache`, key), kind, names);
  });
  return [...copies, `set(${context}.attributes, ${context}.cache)`];
}

/** The keys under which the GenAI conventions have had a value, the newest first. */
function sources(key: string): string[] {
  const source = genAi.fields[key];
  if (source === undefined || typeof source === "string") return [source ?? key];
  // A value that takes more than a look at a key is not kept.
  return typeof source === "function" ? [] : [...source];
}

function redaction(): object {
  return {
    allow_all_keys: false,
    allowed_keys: ["service.name", ...Object.keys(CONTENT_ATTRIBUTES)],
    redact_all_types: true,
    blocked_values: ["[^@\\s]+@[^@\\s]+", "[0-9]{9}"],
    summary: "silent",
  };
}

function statements(context: string, list: readonly string[]): object {
  return { context, error_mode: "propagate", statements: list.map(escaped) };
}

function group(context: string, conditions: readonly string[]): object {
  return { context, error_mode: "propagate", conditions: conditions.map(escaped) };
}

// The collector reads a dollar sign as the beginning of a variable.
function escaped(statement: string): string {
  return statement.replaceAll("$", "$$$$");
}
