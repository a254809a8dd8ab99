import { OtlpDecodeError } from "./decode-error.ts";

/** A JSON object of which nothing is known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Visits the objects of a list field, in order. A field that is absent or null is an empty list. */
export function eachObject(
  parent: JsonObject,
  field: string,
  visit: (item: JsonObject) => void,
): void {
  const list = parent[field];
  if (list === undefined || list === null) return;
  if (!Array.isArray(list)) throw new OtlpDecodeError("an array", field);
  for (let index = 0; index < list.length; index++) {
    const item: unknown = list[index];
    // The path of an error is put together on its way out, so that a good body pays nothing for it.
    try {
      if (!isObject(item)) throw new OtlpDecodeError("an object", "");
      visit(item);
    } catch (error) {
      throw error instanceof OtlpDecodeError ? error.within(`${field}[${index}]`) : error;
    }
  }
}

/** The object in a field; `undefined` when absent or null. */
export function objectField(parent: JsonObject, field: string): JsonObject | undefined {
  const value = parent[field];
  if (value === undefined || value === null) return undefined;
  if (!isObject(value)) throw new OtlpDecodeError("an object", field);
  return value;
}

/** The text in a field; empty when absent or null. */
export function stringField(parent: JsonObject, field: string): string {
  const value = parent[field];
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") throw new OtlpDecodeError("a string", field);
  return value;
}

/** An id in hex, lower-cased; empty when it has another form or is all zero, which is no id. */
export function idField(parent: JsonObject, field: string, digits: 16 | 32): string {
  const value = parent[field];
  if (typeof value !== "string" || value.length !== digits) return "";
  return /^[0-9a-f]+$/i.test(value) && /[^0]/.test(value) ? value.toLowerCase() : "";
}

/** Unix nanoseconds: a decimal string, or a number, which is exact to some 256 ns only. */
export function timeField(parent: JsonObject, field: string): bigint {
  const value = parent[field];
  if (value === undefined || value === null || value === "") return 0n;
  const time = toBigInt(value);
  if (time === undefined || time < 0n || time >= 1n << 64n) {
    throw new OtlpDecodeError("an unsigned integer of 64 bits", field);
  }
  return time;
}

/**
 * An enum as its number or its name, with or without the prefix of all its names; 0, the unspecified
 * one, when absent or not known.
 */
export function enumField(
  parent: JsonObject,
  field: string,
  prefix: string,
  names: readonly string[],
): number {
  const value = parent[field];
  const index =
    typeof value === "string"
      ? names.indexOf(value.startsWith(prefix) ? value.slice(prefix.length) : value)
      : value;
  const known = Number.isInteger(index) && Number(index) >= 0 && Number(index) < names.length;
  return known ? Number(index) : 0;
}

/** An integer in a JSON string or number; `undefined` for anything else. */
export function toBigInt(value: unknown): bigint | undefined {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : undefined;
  return typeof value === "string" && /^-?\d{1,20}$/.test(value) ? BigInt(value) : undefined;
}

/** Whether a value is a JSON object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
