import { hash } from "node:crypto";
import { ProtobufWriter } from "./otlp/protobuf-writer.ts";
import type { ProjectionContext } from "./projection-context.ts";
import type { LogRecord } from "./record.ts";

/** Values in one record. */
const MAX_VALUES = 100_000;
/** Bytes of what a record says. */
const MAX_BYTES = 1 << 24;
/** Bytes that are kept for the next record. */
const MAX_KEPT = 1 << 16;

/**
 * What tells a log record from every other one: a SHA-256 of who sent it, where it belongs and all
 * that it says, in hex. Undefined for records that are folded where they happen, since nobody sends
 * those twice, and for those that have no bounded length.
 */
export function logDigest(record: LogRecord, { sender }: ProjectionContext): string | undefined {
  if (sender === undefined) return undefined;
  const { traceId, spanId, time, eventName, scope, body, attributes } = record;
  const out = scratch;
  out.length = 0;
  try {
    // Under the key of the collector: nobody can make the digest of another sender's record.
    for (const text of [sender, traceId, spanId, eventName, scope.name]) out.string(text);
    out.fixed64(time);
    const values = writeValue(out, attributes, writeValue(out, body, 0));
    return values > MAX_VALUES ? undefined : hash("sha256", out.bytes(), "hex");
  } catch {
    // Of another source than the wire: a cycle, or a getter that throws.
    return undefined;
  } finally {
    if (out.buffer.length > MAX_KEPT) scratch = new ProtobufWriter();
  }
}

let scratch = new ProtobufWriter();

/**
 * Writes a value so that no other value has the same bytes; returns how many values there are by
 * now. Stops beyond the bounds.
 */
function writeValue(out: ProtobufWriter, value: unknown, before: number): number {
  let values = before + 1;
  if (values > MAX_VALUES || out.length > MAX_BYTES) return MAX_VALUES + 1;
  if (typeof value === "string") {
    out.byte(TEXT);
    out.string(value);
  } else if (typeof value === "number") {
    out.byte(NUMBER);
    out.double(value);
  } else if (Array.isArray(value)) {
    out.byte(LIST);
    for (const item of value) values = writeValue(out, item, values);
    out.byte(END);
  } else if (value instanceof Uint8Array) {
    out.byte(BYTES);
    out.varint(value.length);
    out.raw(value);
  } else if (typeof value === "object" && value !== null) {
    out.byte(OBJECT);
    for (const key in value) {
      out.byte(TEXT);
      out.string(key);
      values = writeValue(out, (value as Record<string, unknown>)[key], values);
    }
    out.byte(END);
  } else {
    out.byte(OTHER);
    out.string(`${typeof value} ${String(value)}`);
  }
  return values;
}

const TEXT = 1;
const NUMBER = 2;
const LIST = 3;
const BYTES = 4;
const OBJECT = 5;
const OTHER = 6;
const END = 7;
