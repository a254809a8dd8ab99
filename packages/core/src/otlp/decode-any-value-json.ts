import type { AnyValue } from "../record.ts";
import { type AttributeMap, createAttributeMap } from "./attribute-map.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { OtlpDecodeError } from "./decode-error.ts";
import {
  eachObject,
  isObject,
  type JsonObject,
  objectField,
  stringField,
  toBigInt,
} from "./decode-json-fields.ts";
import { readPlainObject } from "./read-plain-object.ts";

/**
 * Reads an `AnyValue` in OTLP/JSON to the same plain data as `readAnyValue`. Values of a kind that
 * is not known are `undefined`, as absent ones are.
 */
export function readJsonAnyValue(json: JsonObject, budget: DecodeBudget, depth: number): AnyValue {
  for (const kind in json) {
    const value = json[kind];
    if (value === undefined || value === null) continue;
    const read = KINDS[kind];
    if (read !== undefined) return read(json, kind, budget, depth);
  }
  return undefined;
}

/**
 * Reads a list of `KeyValue`, or the plain object that some exporters write in its place. Of a key
 * that comes twice the last value stays, as in an SDK.
 */
export function readJsonAttributes(
  parent: JsonObject,
  field: string,
  budget: DecodeBudget,
  depth = 1,
): AttributeMap {
  const given = parent[field];
  if (isObject(given)) return readPlainObject(given, budget, depth);
  const attributes = createAttributeMap();
  eachObject(parent, field, (entry) => {
    budget.value(NOWHERE);
    const value = objectField(entry, "value");
    attributes[stringField(entry, "key")] =
      value === undefined ? undefined : readJsonAnyValue(value, budget, depth);
  });
  return attributes;
}

// `eachObject` puts the path before it.
export const NOWHERE = (): string => "";

type ReadKind = (json: JsonObject, kind: string, budget: DecodeBudget, depth: number) => AnyValue;

const KINDS: Readonly<Record<string, ReadKind | undefined>> = Object.assign(
  Object.create(null) as Record<string, ReadKind>,
  {
    stringValue: stringField,
    boolValue(json, kind) {
      if (typeof json[kind] === "boolean") return json[kind];
      throw new OtlpDecodeError("a boolean", kind);
    },
    intValue(json, kind) {
      const value = toBigInt(json[kind]);
      if (value === undefined || BigInt.asIntN(64, value) !== value) {
        throw new OtlpDecodeError("an integer of 64 bits", kind);
      }
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    },
    doubleValue(json, kind) {
      const value = json[kind];
      if (typeof value === "number") return value;
      if (typeof value === "string" && DOUBLE.test(value)) return Number(value);
      throw new OtlpDecodeError("a number", kind);
    },
    bytesValue(json, kind) {
      return new Uint8Array(Buffer.from(stringField(json, kind), "base64"));
    },
    arrayValue(json, kind, budget, depth) {
      return readNested(json, kind, budget, depth, (list) => {
        const values: AnyValue[] = [];
        eachObject(list, "values", (item) => {
          budget.value(NOWHERE);
          values.push(readJsonAnyValue(item, budget, depth + 1));
        });
        return values;
      });
    },
    kvlistValue(json, kind, budget, depth) {
      return readNested(json, kind, budget, depth, (list) =>
        readJsonAttributes(list, "values", budget, depth + 1),
      );
    },
  } satisfies Record<string, ReadKind>,
);

const DOUBLE = /^(?:NaN|-?Infinity|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)$/;

function readNested(
  json: JsonObject,
  kind: string,
  budget: DecodeBudget,
  depth: number,
  read: (list: JsonObject) => AnyValue,
): AnyValue {
  if (depth >= budget.maxDepth) {
    budget.cut();
    return undefined;
  }
  const list = objectField(json, kind);
  return list === undefined ? undefined : read(list);
}
