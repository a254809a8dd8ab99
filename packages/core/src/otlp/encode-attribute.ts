import type { AttributeValue } from "../audit-event.ts";
import { type EncodedKey, encodedKey } from "./encode-key.ts";
import { int64Size, type ProtobufWriter, varintSize } from "./protobuf-writer.ts";

/**
 * Appends one attribute as `KeyValue` under the given tag.
 *
 * A safe integer becomes an int_value, any other number a double_value; undefined is left out.
 * Throws a `TypeError` on a value that is no attribute value.
 */
export function encodeAttribute(
  out: ProtobufWriter,
  tag: number,
  name: string,
  value: AttributeValue | undefined,
  key: EncodedKey = encodedKey(name),
): void {
  if (value === undefined) return;
  out.byte(tag);
  switch (typeof value) {
    case "string":
      return writeStringAttribute(out, key, value);
    case "number":
      if (Number.isSafeInteger(value)) {
        out.raw(key.intHead(int64Size(value)));
        return out.int64(value);
      }
      writeHead(out, key, 9);
      return writeNumber(out, value);
    case "boolean":
      writeHead(out, key, 2);
      return writeBoolean(out, value);
    default:
      return writeArrayAttribute(out, key, name, value);
  }
}

function writeStringAttribute(out: ProtobufWriter, key: EncodedKey, value: string): void {
  const known = key.recall(value);
  if (known !== undefined) return out.raw(known);
  const start = out.length;
  // The lengths are those of ASCII text, which nearly all strings are.
  const size = value.length;
  writeHead(out, key, 1 + varintSize(size) + size);
  out.byte(0x0a); // string_value (1)
  out.varint(size);
  if (out.text(value) !== size) {
    out.length = start;
    const attribute = out.open();
    out.raw(key.bytes);
    const any = out.open();
    writeString(out, value);
    out.close(any);
    out.close(attribute);
  }
  key.remember(value, out, start);
}

function writeArrayAttribute(
  out: ProtobufWriter,
  key: EncodedKey,
  name: string,
  values: readonly unknown[],
): void {
  if (!Array.isArray(values)) throw noAttributeValue(name, values);
  const start = out.length;
  // As above, sizes are those of ASCII text; where one is not, all of it is written again.
  let size = 0;
  for (const value of values) {
    const element = elementSize(name, value);
    size += 1 + varintSize(element) + element;
  }
  writeHead(out, key, 1 + varintSize(size) + size);
  out.byte(0x2a); // array_value (5)
  out.varint(size);
  for (const value of values as readonly (string | number | boolean)[]) {
    out.byte(0x0a); // values (1)
    out.varint(elementSize(name, value));
    if (typeof value === "string") {
      out.byte(0x0a); // string_value (1)
      out.varint(value.length);
      if (out.text(value) !== value.length) {
        out.length = start;
        return writeUnicodeArray(out, key, values as readonly (string | number | boolean)[]);
      }
    } else writeScalar(out, value);
  }
}

/** Bytes of an element's `AnyValue`. */
function elementSize(name: string, value: unknown): number {
  if (typeof value === "string") return 1 + varintSize(value.length) + value.length;
  if (typeof value === "number") return Number.isSafeInteger(value) ? 1 + int64Size(value) : 9;
  if (typeof value === "boolean") return 2;
  throw noAttributeValue(name, value);
}

function writeUnicodeArray(
  out: ProtobufWriter,
  key: EncodedKey,
  values: readonly (string | number | boolean)[],
): void {
  const attribute = out.open();
  out.raw(key.bytes);
  const any = out.open();
  out.byte(0x2a); // array_value (5)
  const array = out.open();
  for (const value of values) {
    out.byte(0x0a); // values (1)
    const element = out.open();
    if (typeof value === "string") writeString(out, value);
    else writeScalar(out, value);
    out.close(element);
  }
  out.close(array);
  out.close(any);
  out.close(attribute);
}

function writeScalar(out: ProtobufWriter, value: number | boolean): void {
  if (typeof value === "number") writeNumber(out, value);
  else writeBoolean(out, value);
}

/** Length of the `KeyValue`, its key, and the length of an `AnyValue` that follows. */
function writeHead(out: ProtobufWriter, key: EncodedKey, size: number): void {
  out.varint(key.bytes.length + varintSize(size) + size);
  out.raw(key.bytes);
  out.varint(size);
}

function writeString(out: ProtobufWriter, value: string): void {
  out.byte(0x0a); // string_value (1)
  out.string(value);
}

function writeNumber(out: ProtobufWriter, value: number): void {
  if (Number.isSafeInteger(value)) {
    out.byte(0x18); // int_value (3)
    out.int64(value);
  } else {
    out.byte(0x21); // double_value (4)
    out.double(value);
  }
}

function writeBoolean(out: ProtobufWriter, value: boolean): void {
  out.byte(0x10); // bool_value (2)
  out.byte(value ? 1 : 0);
}

function noAttributeValue(name: string, value: unknown): TypeError {
  const type = value === null ? "null" : typeof value;
  return new TypeError(`expected a scalar or an array of scalars in ${name}, got ${type}`);
}
