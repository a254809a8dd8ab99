import { ATTRIBUTES, EVENT_TYPES } from "@auditspan/core";
import { expect, test } from "vitest";
import { COLUMN_ENUMS, SEQ_ATTRIBUTE, TEXT_COLUMNS } from "./event-columns.ts";
import type { TextColumn } from "./event-columns.ts";

test("every attribute with a column is one of the schema", () => {
  for (const attribute of [...Object.values(TEXT_COLUMNS), SEQ_ATTRIBUTE]) {
    expect(ATTRIBUTES).toHaveProperty([attribute]);
  }
});

test.each(Object.entries(COLUMN_ENUMS))("%s takes the values of the schema", (column, values) => {
  const kind = ATTRIBUTES[TEXT_COLUMNS[column as TextColumn]];
  expect(kind).toMatchObject({ kind: "enum", values });
});

test("no column that holds text is an attribute of another kind", () => {
  for (const attribute of Object.values(TEXT_COLUMNS)) {
    expect(["flag", "count", "size", "ratio", "list"]).not.toContain(ATTRIBUTES[attribute]?.kind);
  }
  expect(ATTRIBUTES[SEQ_ATTRIBUTE]).toMatchObject({ kind: "count" });
});

test("every risk of an event type is one that the table of types takes", () => {
  for (const { risk } of Object.values(EVENT_TYPES)) {
    expect(COLUMN_ENUMS.risk_level).toContain(risk);
  }
});
