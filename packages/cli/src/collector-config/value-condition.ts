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
      // RE2 repeats no more than a thousand times, so that this length is a condition of its own.
      return kind.kind === "hashes" ? `${text} and Len(${path}) <= ${hashesLength(kind)}` : text;
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
  const item = text === undefined ? numberPattern(of) : `${QUOTE}(?:${text})${QUOTE}`;
  const list = `\\[(?:${item}(?:,${item})*)?\\]`;
  return `IsList(${path}) and Len(${path}) <= ${max} and ${matches(path, list)}`;
}

/** The pattern of the JSON texts of the numbers and flags of a kind. */
function numberPattern(kind: Kind): string {
  switch (kind.kind) {
    case "flag":
      return "(?:true|false)";
    case "size":
      return `(?:${SIZES})`;
    case "count":
      return countPattern(kind.max);
    case "ratio": {
      // A pattern cannot compare decimals: what is left is that none is longer than the bounds.
      const whole = Math.trunc(Math.max(Math.abs(kind.min), Math.abs(kind.max)));
      const sign = kind.min < 0 ? "-?" : "";
      return `${sign}[0-9]{1,${String(whole).length}}(?:\\.[0-9]{1,3})?`;
    }
    default:
      throw new TypeError(`expected a list of texts, numbers or flags, got one of ${kind.kind}`);
  }
}

// Whole numbers from 0 to a maximum: those with fewer digits, then by the first digit that is less.
function countPattern(max: number): string {
  const digits = String(max);
  if (/^9+$/.test(digits)) return `[0-9]{1,${digits.length}}`;
  const shorter = digits.length === 1 ? [] : ["0", `[1-9][0-9]{0,${digits.length - 2}}`];
  const less = digits.split("").flatMap((digit, index) => {
    const least = index === 0 && digits.length > 1 ? 1 : 0;
    if (Number(digit) - 1 < least) return [];
    const rest = digits.length - index - 1;
    return `${digits.slice(0, index)}[${least}-${Number(digit) - 1}][0-9]{${rest}}`;
  });
  return `(?:${[...shorter, ...less, digits].join("|")})`;
}

// Base64url of hashes of 32 bytes.
function hashesLength({ max }: { readonly max: number }): number {
  return Math.ceil((max * 32 * 4) / 3);
}

const QUOTE = '"';
const THREE_DECIMALS = "-?[0-9]+(?:\\.[0-9]{1,3})?";
const SIZES = anyOf(["0", ...Array.from({ length: 41 }, (_, i) => String(2 ** i))]);
