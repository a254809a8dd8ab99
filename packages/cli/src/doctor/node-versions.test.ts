import { expect, test } from "vitest";
import { fixtureSubject, seenIds } from "../testing/fixture-app.ts";
import { NODE_VERSIONS } from "./node-versions.ts";
import { applyRules } from "./rule.ts";

test.each([
  ["20.19.5", ["node-too-old"]],
  ["22.14.0", ["node-too-old"]],
  ["22.15.0", []],
  ["26.10.0", []],
  [undefined, ["node-unknown"]],
])("Node %s: %j", (nodeVersion, ids) => {
  const subject = { ...fixtureSubject(), nodeVersion };
  expect(applyRules(NODE_VERSIONS, subject).map(({ id }) => id)).toEqual(ids);
});

test.each([
  ["20\n", ["node-pinned-too-old"]],
  ["v22.14", ["node-pinned-too-old"]],
  ["22", []],
  ["v24.11.1", []],
  ["lts/*", []],
])("a pin of %j: %j", (text, ids) => {
  expect(seenIds(NODE_VERSIONS, { files: { ".nvmrc": text } })).toEqual(ids);
  expect(seenIds(NODE_VERSIONS, { files: { ".node-version": text } })).toEqual(ids);
});

test.each([
  [">=18", ["node-range"]],
  ["^20 || >=22", ["node-range"]],
  [">=22.15", []],
  ["24.x", []],
])("engines of %j: %j", (node, ids) => {
  expect(seenIds(NODE_VERSIONS, { manifest: { engines: { node } } })).toEqual(ids);
});
