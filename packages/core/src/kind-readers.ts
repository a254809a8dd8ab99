import type { AttributeValue } from "./audit-event.ts";
import { isEventType } from "./event-types.ts";
import type { Kind } from "./kinds.ts";
import { knownMember, UNREGISTERED } from "./known-member.ts";
import type { KnownNames } from "./known-names.ts";

/** What may be kept of a value that a record holds; undefined when it does not fit its kind. */
export type Read = (value: unknown, names: KnownNames) => AttributeValue | undefined;

// Longer strings are not looked up: no value of an enum is that long.
const MAX_ENUM_LENGTH = 64;
const DIGITS = /^\d+$/;
const DECIMAL = /^-?\d+(?:\.\d+)?$/;

/**
 * Compiles a kind into its reader. Kinds that only we or the context make read nothing: their
 * attributes never come from a record.
 */
export function kindReader(kind: Kind): Read {
  switch (kind.kind) {
    case "flag":
      return (value) => (typeof value === "boolean" ? value : undefined);
    case "count":
      return (value) => readCount(value, kind.max);
    case "size":
      return (value) => {
        const n = readCount(value, 2 ** 40);
        return n === undefined ? undefined : sizeClass(n);
      };
    case "ratio":
      return (value) => readRatio(value, kind.min, kind.max);
    case "enum":
      return enumReader(kind.values, kind.synonyms);
    case "member":
      return memberReader(kind.set);
    case "list":
      return listReader(kindReader(kind.of), kind.max);
    default:
      return () => undefined;
  }
}

/** The next power of two, so that a size tells little of what was written. */
export function sizeClass(n: number): number {
  return n <= 0 ? 0 : 2 ** Math.ceil(Math.log2(n));
}

/** Lower case, with one spelling for the separators. */
export function enumSpelling(value: string): string {
  return value.toLowerCase().replaceAll("-", "_").replaceAll(".", "_").replaceAll(" ", "_");
}

/** A whole number from 0 to a maximum, also as the text of one; undefined for anything else. */
export function readCount(value: unknown, max: number): number | undefined {
  // OTLP/JSON writes 64-bit integers as strings, and some sources write counts so.
  const n = typeof value === "string" ? numberOf(value, DIGITS) : value;
  // Adding 0 makes 0 of -0.
  return typeof n === "number" && Number.isInteger(n) && n >= 0 && n <= max ? n + 0 : undefined;
}

function readRatio(value: unknown, min: number, max: number): number | undefined {
  const n = typeof value === "string" ? numberOf(value, DECIMAL) : value;
  if (typeof n !== "number" || !(n >= min && n <= max)) return undefined;
  // Three decimals are all that settings like temperature need; more could carry a message.
  return Math.round(n * 1000) / 1000 + 0;
}

// `Number` alone takes white space for 0, and hexadecimal digits.
function numberOf(text: string, form: RegExp): number | undefined {
  return text.length <= 16 && form.test(text) ? Number(text) : undefined;
}

function enumReader(
  values: readonly string[],
  synonyms: Readonly<Record<string, string>> = {},
): Read {
  const spellings = new Map<string, string>();
  for (const [spelling, value] of Object.entries(synonyms)) spellings.set(spelling, value);
  for (const value of values) spellings.set(enumSpelling(value), value);
  const exact = new Set(values);
  const other = values.find((value) => value === "other" || value === "_OTHER");
  return (value) => {
    if (typeof value !== "string" || value === "") return undefined;
    if (exact.has(value)) return value;
    if (value.length > MAX_ENUM_LENGTH) return other;
    return spellings.get(enumSpelling(value)) ?? other;
  };
}

function memberReader(set: Extract<Kind, { kind: "member" }>["set"]): Read {
  if (set === "event_types") {
    return (value) => (typeof value === "string" && isEventType(value) ? value : undefined);
  }
  return (value, names) => {
    if (typeof value !== "string" || value === "") return undefined;
    return knownMember(set, value, names) ?? UNREGISTERED;
  };
}

function listReader(read: Read, max: number): Read {
  return (value, names) => {
    const items = Array.isArray(value)
      ? value
      : value === undefined || value === null
        ? []
        : [value];
    const kept: AttributeValue[] = [];
    // Only as many items are looked at as may be kept: a list can be endless.
    for (let i = 0; i < items.length && i < max; i++) {
      const item = read(items[i], names);
      if (item !== undefined) kept.push(item);
    }
    return kept.length === 0 ? undefined : (kept as readonly string[] | readonly number[]);
  };
}
