import { expect, test } from "vitest";
import { createForeignContexts } from "./foreign-contexts.ts";
import { knownNames } from "./known-names.ts";
import { spanRecord } from "./testing/records.ts";

const contextOf = createForeignContexts({ key: new Uint8Array(32), names: knownNames() });

test("records without a trace are in the session of their resource, not all in one", () => {
  const sessions = ["a", "b"].map((name) => {
    const resource = { "service.name": name };
    return contextOf(spanRecord({ traceId: "", resource })).stamp.sessionId;
  });
  expect(new Set(sessions).size).toBe(2);
});

test("a session id of megabytes in a resource costs once, not for each of its records", () => {
  const resource = { "session.id": "x".repeat(4_000_000) };
  const begun = performance.now();
  for (let i = 0; i < 2_000; i++) contextOf(spanRecord({ resource }));
  expect(performance.now() - begun).toBeLessThan(1_000);
});
