import { CONFIG_CLASSES, VAULT_REFERENCE } from "../src/manifest/config-classes.ts";
import { MANIFEST_FIELDS } from "../src/manifest/manifest-fields.ts";
import type { Shape, ShapeField, TextForm } from "../src/manifest/manifest-shape.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * JSON Schema (2020-12) of `auditspan.manifest.yaml`, for editors. A document may hold a part of a
 * manifest and `extends` may bring the rest, so nothing is required at the top.
 */
export function manifestSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Auditspan manifest",
    description: "What an agent is: what its config fingerprint is made from.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string", description: "Where this schema lies, for editors." },
      extends: {
        description: "Files that hold other parts of this manifest, relative to this one.",
        anyOf: [
          { type: "string", minLength: 1 },
          { type: "array", items: { type: "string", minLength: 1 }, maxItems: 16 },
        ],
      },
      ...fieldSchemas(MANIFEST_FIELDS),
    },
  };
}

function fieldSchemas(fields: Readonly<Record<string, ShapeField>>): Record<string, JsonSchema> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { of, about }]) => [
      name,
      { description: about, ...shapeSchema(of) },
    ]),
  );
}

function shapeSchema(shape: Shape): JsonSchema {
  switch (shape.shape) {
    case "text":
    case "kind":
      return textSchema(shape.form);
    case "choice":
      return { enum: shape.values };
    case "flag":
      return { type: "boolean" };
    case "file":
      return { type: "string", minLength: 1, maxLength: 1024 };
    case "list":
      return { type: "array", uniqueItems: true, items: shapeSchema(shape.of) };
    case "map":
      return {
        type: "object",
        propertyNames: { pattern: shape.keys.pattern.source },
        additionalProperties: shapeSchema(shape.of),
      };
    case "object":
      return {
        type: "object",
        additionalProperties: false,
        required: Object.keys(shape.fields).filter((name) => shape.fields[name]?.required),
        properties: fieldSchemas(shape.fields),
      };
    default:
      return configSchema();
  }
}

function textSchema({ pattern, words, examples }: TextForm): JsonSchema {
  const schema = { type: "string", pattern: pattern.source, errorMessage: `expected ${words}` };
  // An editor completes the values of an enum; a text that is none of them may still have the form.
  return examples === undefined ? schema : { anyOf: [{ enum: examples }, schema] };
}

function configSchema(): JsonSchema {
  return {
    anyOf: Object.entries(CONFIG_CLASSES).map(([name, about]) => ({
      type: "object",
      additionalProperties: false,
      required: ["class", "value"],
      properties: {
        class: { const: name, description: about },
        value: name === "secret" ? SECRET : { description: "The value." },
      },
    })),
  };
}

const SECRET: JsonSchema = {
  type: "string",
  pattern: VAULT_REFERENCE.source,
  errorMessage: "expected a vault reference (vault:path#key), never the secret itself",
};
