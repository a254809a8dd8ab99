import type { AnyAttributes, Scope } from "../record.ts";
import { createAttributeMap } from "./attribute-map.ts";
import { NOWHERE, readJsonAttributes } from "./decode-any-value-json.ts";
import { DecodeBudget, type DecodeLimits } from "./decode-budget.ts";
import { eachObject, type JsonObject, objectField, stringField } from "./decode-json-fields.ts";
import { parseJsonBody } from "./parse-json-body.ts";

/** The names of the three lists of a signal. */
export interface JsonGroupNames {
  readonly resources: string;
  readonly scopes: string;
  readonly records: string;
}

/** Reads one span or log record. */
export type ReadJsonRecord<T> = (
  json: JsonObject,
  budget: DecodeBudget,
  scope: Scope,
  resource: AnyAttributes,
) => T;

/**
 * Reads an export request of either signal in OTLP/JSON, as `decodeGroups` does in protobuf. The
 * records of a group share one `resource` and one `scope` object.
 */
export function decodeJsonGroups<T>(
  body: Uint8Array | string,
  limits: DecodeLimits | undefined,
  names: JsonGroupNames,
  readRecord: ReadJsonRecord<T>,
): T[] {
  const budget = new DecodeBudget(limits);
  const records: T[] = [];
  eachObject(parseJsonBody(body, budget), names.resources, (group) => {
    const head = objectField(group, "resource");
    const resource =
      head === undefined ? createAttributeMap() : readJsonAttributes(head, "attributes", budget);
    eachObject(group, names.scopes, (scopeGroup) => {
      const scope = toScope(objectField(scopeGroup, "scope"));
      eachObject(scopeGroup, names.records, (record) => {
        budget.record(NOWHERE);
        records.push(readRecord(record, budget, scope, resource));
      });
    });
  });
  budget.finish();
  return records;
}

function toScope(json: JsonObject | undefined): Scope {
  if (json === undefined) return { name: "" };
  const version = stringField(json, "version");
  const name = stringField(json, "name");
  return version === "" ? { name } : { name, version };
}
