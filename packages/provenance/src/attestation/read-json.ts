import type { JsonValue } from "@auditspan/core";
import { StatementFault } from "./statement-fault.ts";

// Readers of the parts of a statement. Each throws a `StatementFault` that names the place and
// quotes nothing: `unknown_field` for a member nobody listed, `malformed_statement` for the rest.

type Members = Readonly<Record<string, JsonValue | undefined>>;

/** The members of an object: all the required ones, and none but these and the optional ones. */
export function readMembers(
  json: JsonValue | undefined,
  place: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Members {
  const members = readObject(json, place);
  const names = Object.keys(members);
  if (names.some((name) => !required.includes(name) && !optional.includes(name))) {
    throw new StatementFault("unknown_field", `${place}: got a field that nobody knows`);
  }
  const missing = required.find((name) => !Object.hasOwn(members, name));
  if (missing !== undefined) throw malformed(place, `the field ${missing}`);
  return members;
}

/** An object whose member names are free. */
export function readObject(json: JsonValue | undefined, place: string): Members {
  if (typeof json === "object" && json !== null && !Array.isArray(json)) return json as Members;
  throw malformed(place, "an object");
}

export function readList(json: JsonValue | undefined, place: string): readonly JsonValue[] {
  if (Array.isArray(json)) return json as readonly JsonValue[];
  throw malformed(place, "a list");
}

/** The one member of a list. */
export function readOnly<Member>(
  list: readonly Member[] | JsonValue | undefined,
  place: string,
): Member {
  if (Array.isArray(list) && list.length === 1) return (list as readonly Member[])[0]!;
  throw malformed(place, "a list of one");
}

/** A text of 1 to 1,024 UTF-16 code units without control characters. */
export function readText(json: JsonValue | undefined, place: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is refused
  const isText = typeof json === "string" && /^[^\u0000-\u001F\u007F]{1,1024}$/.test(json);
  if (isText && json.isWellFormed()) return json;
  throw malformed(place, "a text of 1 to 1024 characters");
}

export function readFlag(json: JsonValue | undefined, place: string): boolean {
  if (typeof json === "boolean") return json;
  throw malformed(place, "a boolean");
}

export function readNumber(json: JsonValue | undefined, place: string): number {
  if (typeof json === "number") return json;
  throw malformed(place, "a number");
}

/** One of the listed words. */
export function readWord<Word extends string>(
  json: JsonValue | undefined,
  place: string,
  words: readonly Word[],
): Word {
  const word = words.find((known) => known === json);
  if (word !== undefined) return word;
  throw malformed(place, `one of ${words.join(", ")}`);
}

/** `sha256:<hex>` */
export function readDigest(json: JsonValue | undefined, place: string): string {
  if (typeof json === "string" && /^sha256:[0-9a-f]{64}$/.test(json)) return json;
  throw malformed(place, "a sha256 digest");
}

/** in-toto's digest set, which must hold SHA-256 alone, as `sha256:<hex>`. */
export function readDigestSet(json: JsonValue | undefined, place: string): string {
  const { sha256 } = readMembers(json, place, ["sha256"]);
  return readDigest(typeof sha256 === "string" ? `sha256:${sha256}` : undefined, place);
}

/** An RFC 3339 time in UTC with milliseconds or whole seconds. */
export function readTime(json: JsonValue | undefined, place: string): Date {
  const text = typeof json === "string" ? json : "";
  const time = new Date(text);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(text);
  if (isTime && !Number.isNaN(time.getTime())) return time;
  throw malformed(place, "a time in UTC");
}

function malformed(place: string, expected: string): StatementFault {
  return new StatementFault("malformed_statement", `${place}: expected ${expected}`);
}
