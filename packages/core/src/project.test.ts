import { describe, expect, test } from "vitest";
import type { AuditEvent } from "./audit-event.ts";
import { EVENT_TYPES } from "./event-types.ts";
import type { NamesFile } from "./known-names.ts";
import { project } from "./project.ts";
import type { AnyAttributes, SpanRecord } from "./record.ts";
import { projectionContext, SESSION_ID } from "./testing/projection-context.ts";
import { SPAN_ID, spanRecord, START, TRACE_ID } from "./testing/records.ts";

const NAMES: NamesFile = { tools: ["lookup"], models: ["house"], agents: ["billing"] };
const CHAT = { "gen_ai.operation.name": "chat" };

function projected(record: SpanRecord, file?: NamesFile): AuditEvent {
  return project(record, projectionContext(file))[0]!;
}

function eventOf(attributes: AnyAttributes, file?: NamesFile): AuditEvent {
  return projected(spanRecord({ attributes }), file);
}

function tool(name: unknown, more: AnyAttributes = {}): AnyAttributes {
  return { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": name, ...more };
}

test("an event holds what every event has, from the span and from the context", () => {
  const context = projectionContext(NAMES);
  const record = spanRecord({ attributes: CHAT, parentSpanId: "00000000000000aa" });
  expect(project(record, context)).toEqual([
    {
      type: "model_completion",
      name: "model_completion",
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      parentSpanId: "00000000000000aa",
      startTime: START,
      endTime: START + 1_000_000_000n,
      stamp: context.stamp,
      attributes: {
        "auditspan.event.id": context.eventId(record, 0),
        "auditspan.event.type": "model_completion",
        "auditspan.event.risk": "low",
        "auditspan.event.phase": "completed",
        "auditspan.event.outcome": "success",
        "auditspan.event.time": String(START),
        "auditspan.event.source": "observed",
        "gen_ai.operation.name": "chat",
        "gen_ai.agent.name": "billing",
      },
    },
  ]);
});

test("a span that no dialect knows is an operation, and nothing of it is read", () => {
  const { type, attributes } = eventOf({
    "http.request.method": "GET",
    "server.address": "api.openai.com",
    "user.id": "alice",
    "auditspan.event.risk": "critical",
    "session.id": SESSION_ID,
  });
  expect(type).toBe("operation");
  expect(Object.keys(attributes).every((name) => name.startsWith("auditspan.event."))).toBe(true);
  expect(attributes["auditspan.event.risk"]).toBe("low");
});

test("a span that claims to be an event and is none is unregistered, and nothing of it is read", () => {
  const record = spanRecord({ scope: { name: "auditspan" }, attributes: tool("lookup") });
  const { type, name, attributes } = projected(record, { tools: ["lookup"] });
  expect([type, name]).toEqual(["unregistered_event", "unregistered_event"]);
  expect(attributes["auditspan.event.risk"]).toBe("high");
  expect(Object.keys(attributes).every((key) => key.startsWith("auditspan.event."))).toBe(true);
});

describe("the outcome", () => {
  test.each([
    [0, undefined, "success"],
    [1, undefined, "success"],
    [2, undefined, "failure"],
    [2, "TypeError", "failure"],
    [2, "timeout", "timeout"],
    [2, "TimeoutError", "timeout"],
  ])("of status %i with the error %s is %s", (statusCode, type, outcome) => {
    const record = spanRecord({ statusCode, attributes: { ...CHAT, "error.type": type } });
    expect(projected(record).attributes["auditspan.event.outcome"]).toBe(outcome);
  });
});

describe("a tool that nobody registered", () => {
  test("is an event of its own with names, at high risk, and its name is gone", () => {
    const { type, name, attributes } = eventOf(tool("wire_money_to_alice"), NAMES);
    expect([type, name]).toEqual(["unregistered_tool", "unregistered_tool"]);
    expect(attributes).not.toHaveProperty(["gen_ai.tool.name"]);
    expect(attributes["auditspan.event.risk"]).toBe("high");
  });

  test("is told by its name's commitment where commitments are made", () => {
    const context = projectionContext(NAMES, { commitments: true });
    const [event] = project(spanRecord({ attributes: tool("wire_money") }), context);
    expect(event!.attributes["auditspan.commitment.name"]).toBe(
      context.keyed("commitment.name", "wire_money"),
    );
  });

  test("is a tool call without names, at ordinary risk", () => {
    const { type, name, attributes } = eventOf(tool("wire_money"));
    expect([type, name]).toEqual(["tool_call", "tool_call"]);
    expect(attributes).toMatchObject({
      "gen_ai.tool.name": "unregistered",
      "auditspan.event.risk": "medium",
    });
  });

  test("is what a tool call without a name is", () => {
    expect(eventOf(tool(undefined), NAMES).type).toBe("unregistered_tool");
    expect(eventOf(tool(undefined)).attributes["gen_ai.tool.name"]).toBe("unregistered");
    expect(eventOf(tool(["lookup"]), NAMES).type).toBe("unregistered_tool");
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "unregistered"])(
    "is what a tool named %s is",
    (name) => {
      expect(eventOf(tool(name), NAMES).type).toBe("unregistered_tool");
    },
  );

  test("has the steps of a call all the same, in every dialect that tells them", () => {
    const spans: AnyAttributes[] = [
      tool("stranger", { "gen_ai.tool.call.arguments": '{"a":1}', "gen_ai.tool.call.result": "b" }),
      {
        "ai.operationId": "ai.toolCall",
        "ai.toolCall.name": "stranger",
        "ai.toolCall.args": '{"a":1}',
        "ai.toolCall.result": "b",
      },
      {
        "openinference.span.kind": "TOOL",
        "tool.name": "stranger",
        "input.value": '{"a":1}',
        "output.value": "b",
      },
    ];
    for (const attributes of spans) {
      const event = eventOf(attributes, NAMES);
      expect(event.type).toBe("unregistered_tool");
      expect(event.attributes["auditspan.step.kinds"]).toEqual(["tool_selection", "tool_result"]);
    }
  });
});

describe("the risk", () => {
  test("rises by one step for a stranger to a set that was listed", () => {
    const strange = { ...CHAT, "gen_ai.request.model": "alices-model" };
    expect(eventOf(strange, NAMES).attributes["auditspan.event.risk"]).toBe("medium");
  });

  test("does not rise for a stranger to a set that was not", () => {
    const strange = { ...CHAT, "gen_ai.request.model": "alices-model" };
    for (const file of [undefined, { tools: ["lookup"] }]) {
      const { attributes } = eventOf(strange, file);
      expect(attributes["auditspan.event.risk"]).toBe("low");
      expect(attributes["gen_ai.request.model"]).toBe("unregistered");
    }
  });

  test("rises once for several strangers, and not to critical", () => {
    const both = { "gen_ai.request.model": "a", "gen_ai.agent.name": "b" };
    const risk = (attributes: AnyAttributes) => {
      return eventOf(attributes, NAMES).attributes["auditspan.event.risk"];
    };
    expect(risk({ ...CHAT, ...both })).toBe("medium");
    expect(risk(tool("stranger", both))).toBe("high");
  });
});

test("values that do not fit are dropped and counted", () => {
  const { attributes } = eventOf({
    ...CHAT,
    "gen_ai.usage.input_tokens": "four",
    "gen_ai.usage.output_tokens": -1,
    "gen_ai.request.temperature": Number.NaN,
    "gen_ai.request.stream": "yes",
    "gen_ai.request.top_p": null,
    "gen_ai.request.max_tokens": 100,
  });
  expect(attributes["auditspan.dropped_attributes"]).toBe(4);
  expect(attributes["gen_ai.request.max_tokens"]).toBe(100);
});

test("the name of a span is the type and a name that was known", () => {
  const name = (attributes: AnyAttributes) => eventOf(attributes, NAMES).name;
  expect(name({ ...CHAT, "gen_ai.request.model": "house" })).toBe("model_completion house");
  expect(name({ ...CHAT, "gen_ai.request.model": "alices" })).toBe("model_completion");
  expect(name(tool("lookup"))).toBe("tool_call lookup");
  expect(name({ "gen_ai.operation.name": "invoke_agent" })).toBe("agent_invocation billing");
  expect(name({ "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "alice" })).toBe(
    "agent_invocation",
  );
  expect(name({ "gen_ai.operation.name": "agent_step", "gen_ai.agent.name": "billing" })).toBe(
    "workflow_step",
  );
});

test.each(["", "0".repeat(32), "Alice", TRACE_ID.toUpperCase(), "0".repeat(16)])(
  "a malformed id is replaced by one of our own: %j",
  (id) => {
    const record = spanRecord({ traceId: id, spanId: id, parentSpanId: id, attributes: CHAT });
    const { traceId, spanId, parentSpanId } = projected(record);
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(spanId).toMatch(/^[0-9a-f]{16}$/);
    expect([traceId, spanId, parentSpanId]).not.toContain(id);
    expect(parentSpanId).toBeUndefined();
  },
);

test("a span that ends before it begins lasts a microsecond, like a point", () => {
  const { startTime, endTime } = projected(spanRecord({ endTime: START - 5n }));
  expect([startTime, endTime]).toEqual([START, START + 1000n]);
});

describe("a name of the prototype is a value like any other", () => {
  test.each(["__proto__", "constructor", "toString", "valueOf", "hasOwnProperty"])("%s", (name) => {
    for (const key of ["gen_ai.operation.name", "ai.operationId", "openinference.span.kind"]) {
      const { type, attributes } = eventOf({
        [key]: name,
        "gen_ai.provider.name": name,
        "gen_ai.output.type": name,
        "gen_ai.response.finish_reasons": [name],
        "error.type": name,
      });
      expect(Object.keys(EVENT_TYPES)).toContain(type);
      expect(Object.values(attributes).flat()).not.toContain(name);
    }
  });

  test("as attribute keys too", () => {
    const attributes: AnyAttributes = JSON.parse(
      '{"__proto__":{"gen_ai.operation.name":"chat"},"constructor":1,"toString":2}',
    );
    expect(eventOf(attributes).type).toBe("operation");
  });
});
