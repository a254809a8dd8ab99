import { expect, test } from "vitest";
import { createEvent } from "./create-event.ts";
import { knownNames } from "./known-names.ts";
import { selfIssuedContext } from "./self-issued-context.ts";
import { SESSION_ID } from "./testing/projection-context.ts";
import { START } from "./testing/records.ts";

const names = knownNames({ tools: ["lookup"] });
const options = {
  sessionId: SESSION_ID,
  key: new Uint8Array(32).fill(1),
  names,
  source: "emitted",
} as const;

test("a session that a process issued to itself is bound to nothing but its names", () => {
  const attributes = { "auditspan.session.initiator": "manual_console" };
  expect(selfIssuedContext({ ...options, attributes })).toMatchObject({
    source: "emitted",
    names,
    stamp: {
      sessionId: SESSION_ID,
      attributes: {
        "session.id": SESSION_ID,
        "auditspan.config_fingerprint": names.fingerprint,
        "auditspan.config.binding": "unbound",
        "auditspan.session.initiator": "manual_console",
      },
    },
  });
});

test("its events have random ids", () => {
  const context = selfIssuedContext(options);
  const ids = [0, 1].map(() => {
    const place = { time: START, traceId: "1".repeat(32), spanId: "1".repeat(16) };
    return createEvent("data_export", {}, context, place).attributes["auditspan.event.id"];
  });
  expect(ids[0]).not.toBe(ids[1]);
});

test("its digests are those of its key", () => {
  const other = selfIssuedContext({ ...options, key: new Uint8Array(32).fill(2) });
  expect(selfIssuedContext(options).keyed("a", "b")).not.toBe(other.keyed("a", "b"));
});
