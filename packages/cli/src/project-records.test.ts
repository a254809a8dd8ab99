import { expect, test } from "vitest";
import { decodeBody, knownNames } from "@auditspan/core";
import { projectRecords } from "./project-records.ts";

test("a record that cannot be read is told by its ids, and hides no other", () => {
  const attributes = [{ key: "gen_ai.operation.name", value: { stringValue: "chat" } }];
  const spans = [{ attributes }, { attributes }];
  const body = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  const [first, second] = decodeBody(Buffer.from(body), { signal: "traces" });
  Object.defineProperty(first!.attributes, "gen_ai.input.messages", {
    get: () => {
      throw new Error("content");
    },
  });
  const foreign = { names: knownNames(), key: new Uint8Array(32) };
  const events = projectRecords([first!, second!], foreign);
  expect(events.map((event) => [event.type, event.attributes["error.type"]])).toEqual([
    ["operation", "projection_failed"],
    ["model_completion", undefined],
  ]);
});
