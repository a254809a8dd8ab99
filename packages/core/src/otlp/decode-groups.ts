import type { AnyAttributes, Scope } from "../record.ts";
import { createAttributeMap } from "./attribute-map.ts";
import { DecodeBudget, type DecodeLimits } from "./decode-budget.ts";
import { readKeyValue } from "./decode-any-value.ts";
import { fieldMask, ProtobufReader } from "./protobuf-reader.ts";

const REQUEST = fieldMask(1);
const GROUP = fieldMask(1, 2);
const RESOURCE = fieldMask(1);
const SCOPE = fieldMask(1, 2);

/** Reads one span or log record at the reader. */
export type ReadRecord<T> = (
  reader: ProtobufReader,
  budget: DecodeBudget,
  scope: Scope,
  resource: AnyAttributes,
) => T;

/**
 * Reads an export request of either signal: records grouped by scope, scopes grouped by resource.
 * The records of a group share one `resource` and one `scope` object.
 *
 * Requests, groups and scope groups have the same field numbers in trace.proto and logs.proto.
 */
export function decodeGroups<T>(
  bytes: Uint8Array,
  limits: DecodeLimits | undefined,
  readRecord: ReadRecord<T>,
): T[] {
  const reader = new ProtobufReader(bytes);
  const budget = new DecodeBudget(limits);
  const records: T[] = [];
  readGroup(reader, REQUEST, 0x0a, undefined, () => {
    const outer = reader.enter();
    const resource: { attributes: AnyAttributes } = { attributes: createAttributeMap() };
    const readHead = (): void => {
      resource.attributes = readResource(reader, budget);
    };
    readGroup(reader, GROUP, 0x12, readHead, () => {
      readScopeGroup(reader, budget, resource.attributes, readRecord, records);
    });
    reader.leave(outer);
  });
  budget.finish();
  return records;
}

function readScopeGroup<T>(
  reader: ProtobufReader,
  budget: DecodeBudget,
  resource: AnyAttributes,
  readRecord: ReadRecord<T>,
  records: T[],
): void {
  const outer = reader.enter();
  let scope: Scope = { name: "" };
  const readHead = (): void => {
    scope = readScope(reader);
  };
  readGroup(reader, GROUP, 0x12, readHead, () => {
    budget.record(reader.where);
    records.push(readRecord(reader, budget, scope, resource));
  });
  reader.leave(outer);
}

/**
 * Reads a message that has members in a repeated field and, but for the request, a head in field 1
 * that applies to all of them. Protobuf lets the head come last, so it is looked for first.
 */
function readGroup(
  reader: ProtobufReader,
  known: number,
  memberTag: number,
  readHead: (() => void) | undefined,
  readMember: () => void,
): void {
  const start = reader.position;
  if (readHead !== undefined) {
    while (reader.more()) {
      const tag = reader.tag();
      if (tag === 0x0a) readHead();
      else if (tag === memberTag) reader.skipLength();
      else reader.skip(tag, known);
    }
    reader.rewind(start);
  }
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === memberTag) readMember();
    else if (tag === 0x0a) reader.skipLength();
    else reader.skip(tag, known);
  }
}

function readResource(reader: ProtobufReader, budget: DecodeBudget): AnyAttributes {
  const attributes = createAttributeMap();
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === 0x0a) readKeyValue(reader, budget, attributes);
    else reader.skip(tag, RESOURCE);
  }
  reader.leave(outer);
  return attributes;
}

function readScope(reader: ProtobufReader): Scope {
  let name = "";
  let version: string | undefined;
  const outer = reader.enter();
  while (reader.more()) {
    const tag = reader.tag();
    if (tag === 0x0a) name = reader.string();
    else if (tag === 0x12) version = reader.string();
    else reader.skip(tag, SCOPE);
  }
  reader.leave(outer);
  return version === undefined ? { name } : { name, version };
}
