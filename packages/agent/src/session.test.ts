import { ATTRIBUTES, knownNames } from "@auditspan/core";
import type { AuditEvent } from "@auditspan/core";
import { expect, test, vi } from "vitest";
import { INITIATORS, INVOCATION_SOURCES, Session } from "./session.ts";

const open = (options: ConstructorParameters<typeof Session>[0] = {}) => {
  const events: AuditEvent[] = [];
  return { events, session: new Session(options, (event) => events.push(event)) };
};

test("a session is self-issued: random, unbound, with the fingerprint of its names", () => {
  const names = { agents: ["support"], tools: ["lookup"] };
  const { session } = open({ names, initiator: "api_trigger", invocationSource: "webhook" });
  expect(session.id).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(session.context.stamp).toEqual({
    sessionId: session.id,
    attributes: {
      "session.id": session.id,
      "auditspan.config.binding": "unbound",
      "auditspan.config_fingerprint": knownNames(names).fingerprint,
      "auditspan.session.initiator": "api_trigger",
      "auditspan.invocation.source": "webhook",
    },
  });
});

test("two sessions share neither id nor key", () => {
  const [a, b] = [open().session, open().session];
  expect(a.id).not.toBe(b.id);
  expect(a.context.keyed("label", "value")).not.toBe(b.context.keyed("label", "value"));
});

test("started and ended are emitted once each, and ended only after started", () => {
  const { session, events } = open();
  session.end();
  expect(events).toEqual([]);
  session.start();
  session.start();
  session.end();
  session.end();
  expect(events.map(({ type }) => type)).toEqual(["session_started", "session_ended"]);
  const times = events.map(({ startTime }) => Number(startTime));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test("the agent is the one of the names, or one that is named beside them", () => {
  expect(open({ names: { agents: ["a"] } }).session.context.names.agent).toBe("a");
  expect(open({ names: { agents: ["a", "b"] }, agentName: "b" }).session.context.names.agent).toBe(
    "b",
  );
  const { names } = open({ agentName: "free" }).session.context;
  expect(names.agent).toBe("free");
  expect(names.agents.has("free")).toBe(true);
  expect(names.given).toBe(false);
});

test("compiled names are taken as they are", () => {
  const names = knownNames({ tools: ["t"] });
  expect(open({ names }).session.context.names).toBe(names);
});

test.each([
  [{ initiator: "a person" }, /expected "initiator" to be one of/],
  [{ invocationSource: 7 }, /expected "invocationSource" to be one of/],
  [{ agentName: "" }, /expected "agentName" to be a string/],
  [{ names: { agents: ["a"] }, agentName: "b" }, /expected "agentName" to be one of the "agents"/],
  [{ names: { tools: "lookup" } }, /expected "tools" to be a list/],
])("%j is refused at construction", (options, message) => {
  expect(() => open(options as never)).toThrow(message);
});

test("initiators and invocation sources are those of the schema", () => {
  expect(ATTRIBUTES["auditspan.session.initiator"]).toMatchObject({ values: INITIATORS });
  expect(ATTRIBUTES["auditspan.invocation.source"]).toMatchObject({ values: INVOCATION_SOURCES });
});

test("without a context manager run still runs, and says once that the session cannot follow", () => {
  const write = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  expect(open().session.run(() => 42)).toBe(42);
  expect(open().session.run(() => 43)).toBe(43);
  expect(write.mock.calls.map(([text]) => text)).toEqual([
    expect.stringMatching(/^auditspan: session\.run: .*context manager[^\n]*\n$/),
  ]);
  write.mockRestore();
});
