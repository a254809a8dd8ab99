import { CONFIG_CLASSES, templateVariables, VAULT_REFERENCE } from "@auditspan/core/manifest";
import type { ConfigClass, ConfigField, JsonValue } from "@auditspan/core/manifest";
import type { Located, LocatedEntry } from "./located.ts";
import type { ShapeContext } from "./read-text.ts";

const CLASSES = Object.keys(CONFIG_CLASSES).join(", ");

/**
 * Reads one field of `config`. A field without a class is an error: whether it is in the
 * fingerprint must not depend on what somebody forgot.
 */
export function readConfigField(
  name: string,
  { at, value }: LocatedEntry,
  context: ShapeContext,
): ConfigField | undefined {
  const { report } = context;
  const tag = value.is === "map" ? value.entries.get("class") : undefined;
  if (value.is !== "map" || tag === undefined) {
    report.add("unclassified_field", at, `config.${name}: expected a class (${CLASSES}), got none`);
    return undefined;
  }
  if (!isClass(tag.value)) {
    report.add("unknown_class", tag.value.at, `config.${name}: expected the class ${CLASSES}`);
    return undefined;
  }
  for (const [key, entry] of value.entries) {
    if (key === "class" || key === "value") continue;
    report.add("unknown_field", entry.at, `config.${name}: expected only class and value`);
  }
  const given = value.entries.get("value");
  if (given === undefined) {
    report.add("missing_field", value.at, `config.${name}: expected a value, got none`);
    return undefined;
  }
  return readValue(name, tag.value.value, given.value, context);
}

function readValue(
  name: string,
  fieldClass: ConfigClass,
  given: Located,
  { report, onSecret }: ShapeContext,
): ConfigField | undefined {
  if (fieldClass === "secret") {
    if (isReference(given)) {
      onSecret(name, given.value, given.at);
      return { class: fieldClass, reference: given.value };
    }
    const message = `config.${name}: expected a vault reference (vault:path#key), got something else`;
    report.add("literal_secret", given.at, message);
    return undefined;
  }
  const value = plain(given);
  const problem = stringProblem(given, fieldClass);
  if (problem === undefined) return { class: fieldClass, value };
  report.add(problem.code, problem.at, `config.${name}: ${problem.message}`);
  return undefined;
}

interface StringProblem {
  readonly code: "template_not_allowed" | "invalid_value";
  readonly at: Located["at"];
  readonly message: string;
}

function stringProblem(value: Located, fieldClass: ConfigClass): StringProblem | undefined {
  if (value.is === "list") return firstProblem(value.items, fieldClass);
  if (value.is === "map") {
    return firstProblem(
      [...value.entries.values()].map((entry) => entry.value),
      fieldClass,
    );
  }
  if (typeof value.value !== "string") return undefined;
  const { at, value: text } = value;
  if (VAULT_REFERENCE.test(text)) {
    return {
      code: "invalid_value",
      at,
      message: "expected a vault reference in class secret only",
    };
  }
  const templates = text.split("${").length - 1;
  if (templates === 0) return undefined;
  if (fieldClass === "identity") {
    const message = "expected a fixed value; templates stand in operational fields only";
    return { code: "template_not_allowed", at, message };
  }
  // A default in a template would be a second configuration that nobody sees.
  return templateCount(text) === templates
    ? undefined
    : { code: "invalid_value", at, message: "expected templates of the form ${NAME}" };
}

function firstProblem(
  values: readonly Located[],
  fieldClass: ConfigClass,
): StringProblem | undefined {
  for (const value of values) {
    const problem = stringProblem(value, fieldClass);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function templateCount(text: string): number {
  return text
    .split("${")
    .slice(1)
    .filter((rest) => templateVariables(`\${${rest}`).size > 0).length;
}

function plain(value: Located): JsonValue {
  if (value.is === "scalar") return value.value;
  if (value.is === "list") return value.items.map(plain);
  return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
}

function isClass(value: Located): value is Located & { readonly value: ConfigClass } {
  return (
    value.is === "scalar" &&
    typeof value.value === "string" &&
    Object.hasOwn(CONFIG_CLASSES, value.value)
  );
}

function isReference(value: Located): value is Located & { readonly value: string } {
  return (
    value.is === "scalar" && typeof value.value === "string" && VAULT_REFERENCE.test(value.value)
  );
}
