import type { AnyValue } from "../record.ts";
import { type AttributeMap, createAttributeMap } from "./attribute-map.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { isObject, type JsonObject } from "./decode-json-fields.ts";

/**
 * Reads attributes that stand as a plain JSON object, `{"key": value}`, as the exporter of Microsoft
 * Agent 365 writes them, to the same plain data as a list of `KeyValue`. null is an absent value.
 */
export function readPlainObject(
  json: JsonObject,
  budget: DecodeBudget,
  depth: number,
): AttributeMap {
  const attributes = createAttributeMap();
  for (const key in json) {
    budget.value(NOWHERE);
    attributes[key] = readPlainValue(json[key], budget, depth);
  }
  return attributes;
}

function readPlainValue(value: unknown, budget: DecodeBudget, depth: number): AnyValue {
  if (value === null) return undefined;
  if (typeof value !== "object") return value;
  if (depth >= budget.maxDepth) {
    budget.cut();
    return undefined;
  }
  if (isObject(value)) return readPlainObject(value, budget, depth + 1);
  return (value as readonly unknown[]).map((item) => {
    budget.value(NOWHERE);
    return readPlainValue(item, budget, depth + 1);
  });
}

// A plain object is read within the span that holds it, and the path of that is put before.
const NOWHERE = (): string => "";
