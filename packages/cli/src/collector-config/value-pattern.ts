import { bucket, DECLARED, EVENT_TYPES, patternOf } from "@auditspan/core";
import type { DeclaredSet, Kind, NameSet } from "@auditspan/core";
import { anyOf } from "./ottl.ts";

/** The pattern of the names that a set knows, or undefined when it knows none. */
export type NamePatterns = (set: NameSet | DeclaredSet) => string | undefined;

/** The pattern of the texts of a kind, or undefined when its values are no texts. */
export function valuePattern(kind: Kind, names: NamePatterns): string | undefined {
  switch (kind.kind) {
    case "flag":
    case "count":
    case "size":
    case "ratio":
    case "list":
      return undefined;
    case "enum":
      return anyOf(kind.values);
    case "member":
      return kind.set === "event_types" ? anyOf(Object.keys(EVENT_TYPES)) : names(kind.set);
    case "shape":
      return `text|code|empty|json:array|(?:list|object|tool_calls):(?:${BUCKETS})`;
    case "uuid":
      return `[0-9a-f]{8}-[0-9a-f]{4}-${kind.version}[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`;
    case "infra": {
      const declared = DECLARED[kind.grammar];
      const words = declared === undefined ? undefined : names(declared.set);
      return words === undefined ? sourceOf(kind) : `(?:${words})${declared!.tail}`;
    }
    default:
      return sourceOf(kind);
  }
}

function sourceOf(kind: Kind): string {
  return patternOf(kind).source.replace(/^\^/, "").replace(/\$$/, "");
}

const BUCKETS = anyOf(
  new Set(
    [...Array(17).keys(), ...Array.from({ length: 21 }, (_, i) => 2 ** i)].map((n) =>
      String(bucket(n)),
    ),
  ),
);
