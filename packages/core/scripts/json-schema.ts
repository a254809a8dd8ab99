import { ATTRIBUTES } from "../src/attributes.ts";
import { EVENT_TYPES } from "../src/event-types.ts";
import { patternOf } from "../src/kind-checks.ts";
import type { Kind } from "../src/kinds.ts";
import { SCHEMA_VERSION } from "../src/schema-version.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/** JSON Schema (2020-12) of an audit event as `auditspan project` and `session show --json` print it. */
export function jsonSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Auditspan audit event, schema version ${SCHEMA_VERSION}`,
    type: "object",
    required: ["event_type", "event_id", "session_id", "trace_id", "span_id", "details"],
    additionalProperties: false,
    properties: {
      event_type: { enum: Object.keys(EVENT_TYPES) },
      event_id: kindSchema({ kind: "uuid", version: 7 }),
      session_id: kindSchema({ kind: "uuid", version: 4 }),
      trace_id: kindSchema({ kind: "hex", digits: 32 }),
      span_id: kindSchema({ kind: "hex", digits: 16 }),
      parent_span_id: kindSchema({ kind: "hex", digits: 16 }),
      duration_ns: kindSchema({ kind: "time" }),
      details: {
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(
          Object.entries(ATTRIBUTES).map(([name, kind]) => [name, kindSchema(kind)]),
        ),
        patternProperties: { [TOOL_DETAIL]: TOOL_VALUE },
      },
    },
  };
}

// Declared tools: their parameters and result fields have the names and kinds of the manifest.
const TOOL_DETAIL = String.raw`^auditspan\.tool\.(?:parameter|result)\.[A-Za-z][A-Za-z0-9_-]{0,63}$`;
const TOOL_SCALAR: readonly JsonSchema[] = [
  { type: "boolean" },
  { type: "number" },
  { type: "string", maxLength: 200 },
];
const TOOL_VALUE: JsonSchema = {
  anyOf: [...TOOL_SCALAR, { type: "array", maxItems: 999, items: { anyOf: TOOL_SCALAR } }],
};

function kindSchema(kind: Kind): JsonSchema {
  switch (kind.kind) {
    case "flag":
      return { type: "boolean" };
    case "count":
      return { type: "integer", minimum: 0, maximum: kind.max };
    case "size":
      return { type: "integer", minimum: 0, maximum: 2 ** 40 };
    case "ratio":
      return { type: "number", minimum: kind.min, maximum: kind.max };
    case "enum":
      return { enum: kind.values };
    case "member":
      // Which names are members is the manifest's to say.
      return kind.set === "event_types"
        ? { enum: Object.keys(EVENT_TYPES) }
        : { type: "string", maxLength: 200 };
    case "list":
      return { type: "array", maxItems: kind.max, items: kindSchema(kind.of) };
    case "uuid": {
      const digits = `[0-9a-f]{8}-[0-9a-f]{4}-${kind.version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`;
      return { type: "string", pattern: `^${digits}$` };
    }
    default:
      return { type: "string", pattern: patternOf(kind).source };
  }
}
