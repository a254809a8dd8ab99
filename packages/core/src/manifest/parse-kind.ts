import type { Kind } from "../kinds.ts";
import type { NameSet } from "../known-names.ts";
import { TEXT_FORMS } from "./text-forms.ts";

// Wide enough for limits and pages; a wider one must be asked for, with its maximum.
const DEFAULT_MAX = 1_000_000;

/**
 * The kind that a manifest names for a parameter: `flag`, `size`, `count`, `count(1000)`,
 * `ratio(0, 1)`, `enum(orders, refunds)`, `member(hosts)` or `list(KIND, MAX)`.
 *
 * Undefined for anything else: there are no other kinds that a call can be read through.
 */
export function parseKind(text: string): Kind | undefined {
  if (!TEXT_FORMS.kind.pattern.test(text)) return undefined;
  if (!text.startsWith("list(")) return parseSimple(text);
  const comma = text.lastIndexOf(",");
  const of = parseSimple(text.slice("list(".length, comma));
  return of === undefined
    ? undefined
    : { kind: "list", of, max: Number(text.slice(comma + 1, -1)) };
}

// The text has the form of a kind: what is left to judge are its numbers.
function parseSimple(text: string): Kind | undefined {
  const open = text.indexOf("(");
  const name = open < 0 ? text : text.slice(0, open);
  const parts = open < 0 ? [] : text.slice(open + 1, -1).split(/, ?/);
  switch (name) {
    case "flag":
    case "size":
      return { kind: name };
    case "count":
      return countTo(parts.length === 0 ? DEFAULT_MAX : Number(parts[0]));
    case "ratio":
      return ratioOf(Number(parts[0]), Number(parts[1]));
    case "enum":
      return { kind: "enum", values: [...new Set(parts)] };
    default:
      return { kind: "member", set: parts[0] as NameSet };
  }
}

function countTo(max: number): Kind | undefined {
  return Number.isSafeInteger(max) ? { kind: "count", max } : undefined;
}

// Adding 0 makes 0 of -0.
function ratioOf(min: number, max: number): Kind | undefined {
  return min < max ? { kind: "ratio", min: min + 0, max: max + 0 } : undefined;
}
