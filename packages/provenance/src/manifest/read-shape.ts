import { parseKind } from "@auditspan/core/manifest";
import type { Kind, Shape, ShapeField, TextForm } from "@auditspan/core/manifest";
import type { Located, LocatedEntry, LocatedMap } from "./located.ts";
import { readConfigField } from "./read-config-field.ts";
import { fittingText, readText, wrongType } from "./read-text.ts";
import type { ShapeContext } from "./read-text.ts";

const MAX_PATH = 1024;

/**
 * Reads the fields of a map by their shapes: plain values, kinds parsed, files replaced by their
 * digests. What does not fit is reported and left out.
 */
export function readFields(
  map: LocatedMap,
  fields: Readonly<Record<string, ShapeField>>,
  path: string,
  context: ShapeContext,
): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  map.entries.forEach(({ at, value }, name) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field === undefined) {
      const known = Object.keys(fields).join(", ");
      const where = path === "" ? "" : `${path}: `;
      context.report.add("unknown_field", at, `${where}expected one of the fields ${known}`);
    } else
      read[name] =
        fittingText(value, field.of) ?? readShape(value, field.of, fieldPath(path, name), context);
  });
  for (const name of Object.keys(fields)) {
    if (fields[name]!.required && !map.entries.has(name)) {
      context.report.add(
        "missing_field",
        map.at,
        `expected a field ${fieldPath(path, name)}, got none`,
      );
    }
  }
  return read;
}

function fieldPath(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

function readShape(value: Located, shape: Shape, path: string, context: ShapeContext): unknown {
  switch (shape.shape) {
    case "text":
      return readText(value, shape.form, path, context);
    case "kind":
      return readKind(value, shape.form, path, context);
    case "choice":
      return readChoice(value, shape.values, path, context);
    case "flag":
      if (value.is === "scalar" && typeof value.value === "boolean") return value.value;
      return wrongType(value, "true or false", path, context);
    case "file":
      return readFilePath(value, path, context);
    case "list":
      return readList(value, shape.of, path, context);
    case "map":
      return readMap(value, shape.keys, shape.of, path, context);
    case "object":
      if (value.is === "map") return readFields(value, shape.fields, path, context);
      return wrongType(value, "a map of fields", path, context);
    default:
      throw new TypeError("read shape: expected a field of config to be read as an entry");
  }
}

function readKind(value: Located, form: TextForm, path: string, context: ShapeContext): unknown {
  const kind =
    value.is === "scalar" && typeof value.value === "string"
      ? kindOf(value.value, context)
      : undefined;
  if (kind === undefined && readText(value, form, path, context) !== undefined) {
    context.report.add("invalid_value", value.at, `${path}: expected ${form.words}`);
  }
  return kind;
}

// Hundreds of tools share a few kinds, and a kind is never changed.
function kindOf(text: string, { kinds }: ShapeContext): Kind | undefined {
  const known = kinds.get(text);
  if (known !== undefined) return known;
  const kind = parseKind(text);
  if (kind !== undefined) kinds.set(text, kind);
  return kind;
}

function readChoice(
  value: Located,
  values: readonly string[],
  path: string,
  context: ShapeContext,
): string | undefined {
  if (value.is === "scalar" && values.includes(value.value as string)) {
    return value.value as string;
  }
  const words = `one of ${values.join(", ")}`;
  if (value.is !== "scalar" || typeof value.value !== "string") {
    return wrongType(value, words, path, context);
  }
  context.report.add("invalid_value", value.at, `${path}: expected ${words}`);
  return undefined;
}

function readFilePath(value: Located, path: string, context: ShapeContext): string | undefined {
  if (value.is !== "scalar" || typeof value.value !== "string") {
    return wrongType(value, "the path of a file", path, context);
  }
  if (value.value !== "" && value.value.length <= MAX_PATH && !value.value.includes("\0")) {
    return context.digestOf(value.value, value.at);
  }
  context.report.add("invalid_value", value.at, `${path}: expected the path of a file`);
  return undefined;
}

function readList(value: Located, of: Shape, path: string, context: ShapeContext): unknown[] {
  if (value.is !== "list") {
    wrongType(value, "a list", path, context);
    return [];
  }
  const seen = new Set<unknown>();
  return value.items.flatMap((item, index) => {
    const read = readShape(item, of, `${path}[${index}]`, context);
    const name = nameOf(read);
    if (name !== undefined && seen.has(name)) {
      context.report.add("duplicate", item.at, `${path}[${index}]: expected each name once`);
    }
    seen.add(name);
    return read === undefined ? [] : [read];
  });
}

function nameOf(item: unknown): unknown {
  return typeof item === "object" && item !== null && "name" in item ? item.name : item;
}

function readMap(
  value: Located,
  keys: TextForm,
  of: Shape,
  path: string,
  context: ShapeContext,
): Readonly<Record<string, unknown>> {
  if (value.is !== "map") {
    wrongType(value, "a map", path, context);
    return {};
  }
  const read: (readonly [string, unknown])[] = [];
  value.entries.forEach((entry, name) => {
    if (!keys.pattern.test(name)) {
      context.report.add("invalid_value", entry.at, `${path}: expected ${keys.words}`);
      return;
    }
    const value = readEntry(name, entry, of, `${path}.${name}`, context);
    if (value !== undefined) read.push([name, value]);
  });
  return Object.fromEntries(read);
}

function readEntry(
  name: string,
  entry: LocatedEntry,
  of: Shape,
  path: string,
  context: ShapeContext,
): unknown {
  return of.shape === "config"
    ? readConfigField(name, entry, context)
    : readShape(entry.value, of, path, context);
}
