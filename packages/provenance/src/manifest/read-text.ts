import type { Kind, Shape, TextForm } from "@auditspan/core/manifest";
import type { Located, Place } from "./located.ts";
import type { Report } from "./report.ts";

export interface ShapeContext {
  readonly report: Report;
  /** Digest of the file of a path that stands at a place; undefined when it cannot be read. */
  readonly digestOf: (path: string, at: Place) => string | undefined;
  /** Kinds that were parsed, by their texts. */
  readonly kinds: Map<string, Kind>;
  readonly onSecret: (name: string, reference: string, at: Place) => void;
}

const MAX_NAME_BYTES = 200;

/** A text that fits its shape: most values, so that paths are made up for the few that need one. */
export function fittingText(value: Located, shape: Shape): string | undefined {
  if (shape.shape !== "text" || value.is !== "scalar") return undefined;
  const text = value.value;
  return typeof text === "string" && fits(text, shape.form) ? text : undefined;
}

function fits(text: string, { pattern }: TextForm): boolean {
  return pattern.test(text) && Buffer.byteLength(text) <= Math.max(MAX_NAME_BYTES, text.length);
}

/** A text by its form; one that does not fit is reported. */
export function readText(
  value: Located,
  form: TextForm,
  path: string,
  context: ShapeContext,
): string | undefined {
  const { words } = form;
  if (value.is !== "scalar" || typeof value.value !== "string") {
    return wrongType(value, words, path, context);
  }
  const text = value.value;
  if (fits(text, form)) return text;
  if (text.includes("${")) {
    const message = `${path}: expected ${words}; templates stand in operational fields of config only`;
    context.report.add("template_not_allowed", value.at, message);
  } else if (path === "image") {
    context.report.add("image_tag", value.at, `${path}: expected ${words}`);
  } else context.report.add("invalid_value", value.at, `${path}: expected ${words}`);
  return undefined;
}

/** Reports a value of another type. */
export function wrongType(
  value: Located,
  words: string,
  path: string,
  { report }: ShapeContext,
): undefined {
  const got = value.is !== "scalar" ? value.is : value.value === null ? "null" : typeof value.value;
  report.add("wrong_type", value.at, `${path}: expected ${words}, got ${got}`);
  return undefined;
}
