import { expect, test } from "vitest";
import { decodeBody, knownNames } from "@auditspan/core";
import { projectRecords } from "./project-records.ts";

test("a record that cannot be read is told by its ids, and hides no other", () => {
  const usage = JSON.stringify({ input: 1, output: { valueOf: 1, toString: 1 } });
  const attribute = (key: string, stringValue: string): object => ({ key, value: { stringValue } });
  const type = attribute("langfuse.observation.type", "generation");
  const spans = [
    { attributes: [type, attribute("langfuse.observation.usage_details", usage)] },
    { attributes: [type] },
  ];
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  const records = decodeBody(Buffer.from(body), { signal: "traces" });
  const events = projectRecords(records, { names: knownNames(), key: new Uint8Array(32) });
  expect(events.map((event) => [event.type, event.attributes["error.type"]])).toEqual([
    ["operation", "projection_failed"],
    ["model_completion", undefined],
  ]);
});
