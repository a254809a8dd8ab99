import { expect, test } from "vitest";
import { ATTRIBUTES } from "../attributes.ts";
import { EVENT_TYPES } from "../event-types.ts";
import { FRAMEWORKS } from "./frameworks.ts";
import { KNOWN_GAPS } from "./known-gaps.ts";
import { DIALECTS } from "./registry.ts";

test("every framework whose gaps are known is described, once", () => {
  expect(FRAMEWORKS.map(({ name }) => name).toSorted()).toEqual(Object.keys(KNOWN_GAPS).toSorted());
});

test("every dialect that tells model calls belongs to a framework", () => {
  const described = new Set(FRAMEWORKS.map(({ dialect }) => dialect));
  const left = DIALECTS.filter((dialect) => !described.has(dialect));
  expect(left.filter(({ types }) => types.includes("model_completion"))).toEqual([]);
});

test.each(DIALECTS.map((dialect) => [dialect.name, dialect] as const))(
  "%s lists event types and attributes of the schema",
  (_, { types, fields }) => {
    expect(types.filter((type) => EVENT_TYPES[type] === undefined)).toEqual([]);
    expect(Object.keys(fields).filter((name) => ATTRIBUTES[name] === undefined)).toEqual([]);
    expect(types.length).toBeGreaterThan(0);
  },
);
