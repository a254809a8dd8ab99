import type { AnyValue } from "../record.ts";
import { type AttributeMap, createAttributeMap } from "./attribute-map.ts";
import type { DecodeBudget } from "./decode-budget.ts";
import { fieldMask, type ProtobufReader } from "./protobuf-reader.ts";

const ANY_VALUE = fieldMask(1, 2, 3, 4, 5, 6, 7);
const KEY_VALUE = fieldMask(1, 2);
const VALUES = fieldMask(1);

/**
 * Reads an `AnyValue` at the reader (common.proto): arrays as arrays, key-value lists as objects
 * without a prototype chain, bytes as `Uint8Array`, an integer as `number` where that is exact and
 * as `bigint` elsewhere. What lies deeper than the budget allows is `undefined`.
 */
export function readAnyValue(
  reader: ProtobufReader,
  budget: DecodeBudget,
  depth: number,
): AnyValue {
  let value: AnyValue;
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    switch (tag) {
      case 0x0a:
        value = reader.string();
        break;
      case 0x10:
        value = reader.int64() !== 0;
        break;
      case 0x18:
        value = reader.int64();
        break;
      case 0x21:
        value = reader.double();
        break;
      case 0x2a:
      case 0x32:
        value = readNested(reader, budget, depth, tag === 0x2a ? readArray : readKeyValueList);
        break;
      case 0x3a:
        value = reader.bytes();
        break;
      default:
        reader.skip(tag, ANY_VALUE);
    }
  }
  reader.leave(outer);
  return value;
}

/** Reads a `KeyValue` into `attributes`. Of a key that comes twice the last value stays, as in an SDK. */
export function readKeyValue(
  reader: ProtobufReader,
  budget: DecodeBudget,
  attributes: AttributeMap,
  depth = 1,
): void {
  budget.value(reader.where);
  let key = "";
  let value: AnyValue;
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === 0x0a) key = reader.key();
    else if (tag === 0x12) value = readAnyValue(reader, budget, depth);
    else reader.skip(tag, KEY_VALUE);
  }
  reader.leave(outer);
  attributes[key] = value;
}

type ReadNested = (reader: ProtobufReader, budget: DecodeBudget, depth: number) => AnyValue;

function readNested(
  reader: ProtobufReader,
  budget: DecodeBudget,
  depth: number,
  read: ReadNested,
): AnyValue {
  const outer = reader.enter();
  let value: AnyValue;
  if (depth < budget.maxDepth) value = read(reader, budget, depth + 1);
  else budget.cut();
  reader.leave(outer);
  return value;
}

function readArray(reader: ProtobufReader, budget: DecodeBudget, depth: number): AnyValue {
  const values: AnyValue[] = [];
  while (reader.more()) {
    const tag = reader.tag();
    if (tag !== 0x0a) {
      reader.skip(tag, VALUES);
      continue;
    }
    budget.value(reader.where);
    values.push(readAnyValue(reader, budget, depth));
  }
  return values;
}

function readKeyValueList(reader: ProtobufReader, budget: DecodeBudget, depth: number): AnyValue {
  const values = createAttributeMap();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === 0x0a) readKeyValue(reader, budget, values, depth);
    else reader.skip(tag, VALUES);
  }
  return values;
}
