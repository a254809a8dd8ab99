import { readFileSync } from "node:fs";
import { ATTRIBUTE_GROUPS, EVENT_TYPES } from "@auditspan/core";
import { expect, test } from "vitest";
import { ACTION_TYPES } from "./action-details.ts";

test("the types are those that the schema lets an application state", () => {
  const stated = Object.entries(EVENT_TYPES).filter(([, { origin }]) => origin === "action");
  expect(new Set<string>(ACTION_TYPES)).toEqual(new Set(stated.map(([type]) => type)));
});

test("the details are the attributes of an action in the schema", () => {
  const source = readFileSync(new URL("action-details.ts", import.meta.url), "utf8");
  const written = [...source.matchAll(/readonly "([^"]+)"\?:/g)].map(([, name]) => name);
  const { action, commitments } = ATTRIBUTE_GROUPS;
  const known = Object.keys({ ...action, ...commitments }).filter(
    (name) => name !== "auditspan.commitment.key_id",
  );
  expect(new Set(written)).toEqual(new Set(known));
});
