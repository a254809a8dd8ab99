import type { JsonValue } from "./manifest.ts";

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A template in a string: `${NAME}`, without default (a default would be a second configuration). */
const TEMPLATE = /\$\{([A-Za-z_][A-Za-z0-9_]{0,127})\}/g;

/**
 * A value whose templates are replaced from the environment. Where it lacks a variable the templates
 * stay, beside the variables that it has: so two environments are told apart in any case.
 */
export function resolveTemplates(value: JsonValue, env: Environment): JsonValue {
  const found = new Map<string, string>();
  let complete = true;
  for (const name of templateVariables(value)) {
    const text = Object.hasOwn(env, name) ? env[name] : undefined;
    if (text === undefined) complete = false;
    else found.set(name, text.toWellFormed());
  }
  if (!complete) return { template: value, env: Object.fromEntries(found) };
  return {
    value: mapStrings(value, (text) =>
      text.replace(TEMPLATE, (_, name: string) => found.get(name)!),
    ),
  };
}

/** The variables that the templates of a value name, each once. */
export function templateVariables(value: JsonValue): ReadonlySet<string> {
  const names = new Set<string>();
  mapStrings(value, (text) => {
    for (const [, name] of text.matchAll(TEMPLATE)) names.add(name!);
    return text;
  });
  return names;
}

function mapStrings(value: JsonValue, change: (text: string) => string): JsonValue {
  if (typeof value === "string") return change(value);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((item) => mapStrings(item, change));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]),
  );
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
