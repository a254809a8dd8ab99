import type { Kind } from "@auditspan/core";
import { anyOf, matches } from "./ottl.ts";
import { valuePattern } from "./value-pattern.ts";
import type { NamePatterns } from "./value-pattern.ts";

/**
 * The OTTL condition that the value at a path is one of its kind (SCHEMA section 1); undefined when
 * no value can be, since no name is known.
 */
export function valueCondition(path: string, kind: Kind, names: NamePatterns): string | undefined {
  switch (kind.kind) {
    case "flag":
      return `IsBool(${path})`;
    case "count":
      return `IsInt(${path}) and ${path} >= 0 and ${path} <= ${kind.max}`;
    case "size":
      return `IsInt(${path}) and ${matches(path, SIZES)}`;
    case "ratio":
      return (
        `(IsDouble(${path}) or IsInt(${path})) and ${path} >= ${kind.min} and ` +
        `${path} <= ${kind.max} and ${matches(path, THREE_DECIMALS)}`
      );
    case "list":
      return listCondition(path, kind, names);
    default: {
      const pattern = valuePattern(kind, names);
      if (pattern === undefined) return undefined;
      const text = `IsString(${path}) and ${matches(path, pattern)}`;
      return kind.kind === "signature" ? `${text} and Len(${path}) <= ${MAX_SIGNATURE}` : text;
    }
  }
}

// A list is compared as its JSON text.
function listCondition(
  path: string,
  { of, max }: Extract<Kind, { kind: "list" }>,
  names: NamePatterns,
): string {
  const text = valuePattern(of, names);
  const item = text === undefined ? `[0-9]{1,${digits(of)}}` : `${QUOTE}(?:${text})${QUOTE}`;
  const list = `\\[(?:${item}(?:,${item})*)?\\]`;
  return `IsList(${path}) and Len(${path}) <= ${max} and ${matches(path, list)}`;
}

function digits(kind: Kind): number {
  if (kind.kind !== "count" || !/^9+$/.test(String(kind.max))) {
    throw new TypeError(
      `expected a list of texts or of counts up to a row of nines, got ${kind.kind}`,
    );
  }
  return String(kind.max).length;
}

const QUOTE = '"';
const MAX_SIGNATURE = 1400;
const THREE_DECIMALS = "-?[0-9]+(?:\\.[0-9]{1,3})?";
const SIZES = anyOf(["0", ...Array.from({ length: 41 }, (_, i) => String(2 ** i))]);
