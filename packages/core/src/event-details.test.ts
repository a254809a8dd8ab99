import { describe, expect, test } from "vitest";
import { ATTRIBUTE_GROUPS, ATTRIBUTES } from "./attributes.ts";
import type { AttributeValue } from "./audit-event.ts";
import { readDetails } from "./event-details.ts";
import { EVENT_TYPES } from "./event-types.ts";
import { kindCheck } from "./kind-checks.ts";
import { HOSTILE_VALUES } from "./testing/hostile-values.ts";
import { projectionContext } from "./testing/projection-context.ts";

const context = projectionContext({ tools: ["lookup"], images: ["acme/agent"] });
const OURS = `hs256:${"A".repeat(43)}`;

function detailsOf(type: string, details: object): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  readDetails(type, details as Record<string, unknown>, context, attributes);
  return attributes;
}

test("details are read through their kinds", () => {
  const details = {
    "gen_ai.tool.name": "lookup",
    "gen_ai.request.model": "gpt-4o-2024-08-06",
    "gen_ai.provider.name": "alice",
    "gen_ai.usage.input_tokens": 12,
    "auditspan.io.input_size": 1000,
    "db.operation.name": "select",
  };
  expect(detailsOf("tool_call", details)).toEqual({
    "gen_ai.tool.name": "lookup",
    "gen_ai.request.model": "gpt-4o",
    "gen_ai.provider.name": "unregistered",
    "gen_ai.usage.input_tokens": 12,
    "auditspan.io.input_size": 1024,
    "db.operation.name": "SELECT",
  });
});

test("what does not fit, or does not belong to the type, is dropped and counted", () => {
  const details = {
    "gen_ai.usage.input_tokens": "Alice",
    "session.id": "3f2b8a44-6c1d-4f0e-9a57-2d9c1b7e8f60",
    "auditspan.event.risk": "low",
    "auditspan.secret.kind": "jwt",
    "user.id": "alice",
    constructor: 1,
    nothing: undefined,
  };
  expect(detailsOf("tool_call", details)).toEqual({ "auditspan.dropped_attributes": 6 });
});

test("plain text for a keyed attribute is committed under the name of the attribute", () => {
  const name = "auditspan.commitment.path";
  expect(detailsOf("file_read", { [name]: "/home/alice" })).toEqual({
    [name]: context.keyed(name, "/home/alice"),
  });
});

describe("what an application states is never taken as it came, even when it looks like ours", () => {
  test.each([
    ["gen_ai.tool.call.id", OURS],
    ["auditspan.commitment.input", OURS],
    ["auditspan.commitment.key_id", "15550100"],
    ["auditspan.step.shapes", ["list:5"]],
  ])("%s", (name, value) => {
    const kept = detailsOf("tool_call", { [name]: value })[name];
    expect(kept).not.toEqual(value);
    if (typeof value === "string" && kept !== undefined) {
      expect(kept).toBe(context.keyed(name, value));
    }
  });
});

test("what a package of ours states is taken in its final form", () => {
  const details = {
    "auditspan.dropped.lane": "0123456789abcdef",
    "auditspan.dropped.count": 3,
    "auditspan.dropped.reason": "queue_full",
  };
  expect(detailsOf("events_dropped", details)).toEqual(details);
  const rotation = { "auditspan.rotation.continuity": OURS };
  expect(detailsOf("session_rotated", rotation)).toEqual(rotation);
});

test("a list that is kept is a list of its own", () => {
  const name = "container.image.repo_digests";
  const list = [`acme/agent@sha256:${"0".repeat(64)}`];
  const kept = detailsOf("session_started", { [name]: list })[name];
  list[0] = "Alice";
  expect(kept).toEqual([`acme/agent@sha256:${"0".repeat(64)}`]);
});

test.each(HOSTILE_VALUES)("%s is dropped, or becomes a value of its kind", (_what, value) => {
  for (const [type, { must, may }] of Object.entries(EVENT_TYPES)) {
    const names = [...must, ...may].flatMap((name) => {
      return Object.keys(ATTRIBUTE_GROUPS[name] ?? { [name]: 0 });
    });
    const { "auditspan.dropped_attributes": _, ...kept } = detailsOf(
      type,
      Object.fromEntries(names.map((name) => [name, value])),
    );
    for (const [name, each] of Object.entries(kept)) {
      expect([name, kindCheck(ATTRIBUTES[name]!)(each, context.names)]).toEqual([name, true]);
    }
  }
});
