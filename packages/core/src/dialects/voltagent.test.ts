import { describe, expect, test } from "vitest";
import type { AuditEvent } from "../audit-event.ts";
import { fold, release } from "../fold.ts";
import { createFoldState } from "../fold-state.ts";
import type { LogRecord, SpanRecord } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { logRecord, spanRecord } from "../testing/records.ts";
import { KNOWN, told } from "../testing/told.ts";

const AGENT = { "entity.type": "agent", "entity.id": "support", "entity.name": "support" };

function voltSpan(
  type: string | undefined,
  attributes: Readonly<Record<string, unknown>> = {},
  parts: Partial<SpanRecord> = {},
): Partial<SpanRecord> {
  return { ...parts, attributes: { ...AGENT, "span.type": type, ...attributes } };
}

test.each([
  ["llm", {}, "model_completion"],
  ["tool", { "tool.name": "lookup" }, "tool_call"],
  ["retriever", {}, "retrieval"],
  ["vector", {}, "retrieval"],
  ["embedding", {}, "embedding"],
  ["guardrail", {}, "guardrail_check"],
  ["memory", { "memory.operation": "read" }, "memory_read"],
  ["memory", { "memory.operation": "write" }, "memory_write"],
  ["memory", { "memory.operation": "write_steps" }, "memory_write"],
  ["middleware", {}, "workflow_step"],
  ["scorer", {}, "workflow_step"],
  ["summary", {}, "workflow_step"],
  ["workflow-step", {}, "workflow_step"],
  ["something", {}, "operation"],
  [undefined, { "agent.state": "completed" }, "agent_invocation"],
  [undefined, { "entity.type": "workflow" }, "workflow_step"],
])("%s with %o is a %s", (type, attributes, expected) => {
  expect(told(voltSpan(type, attributes)).type).toBe(expected);
});

test("a model span has the facts of its last call, and its input", () => {
  const call = voltSpan("llm", {
    "llm.model": "a-model",
    "llm.usage.prompt_tokens": 211,
    "llm.usage.completion_tokens": 37,
    "llm.finish_reason": "tool-calls",
    "llm.stream": false,
    "llm.messages": JSON.stringify([
      { role: "system", content: "instruction" },
      { role: "user", content: [{ type: "text", text: "question" }] },
    ]),
  });
  const { steps, details } = told(call);
  expect(steps).toEqual(["instruction", "question"]);
  expect(details).toMatchObject({
    "gen_ai.agent.name": "support",
    "gen_ai.request.model": "a-model",
    "gen_ai.usage.input_tokens": 211,
    "gen_ai.usage.output_tokens": 37,
    "gen_ai.response.finish_reasons": ["tool_calls"],
    "gen_ai.request.stream": false,
  });
});

test("the sum of the tokens that the agent repeats is not read", () => {
  const { details } = told(voltSpan(undefined, { "usage.prompt_tokens": 422 }));
  expect(Object.keys(details).filter((name) => name.startsWith("gen_ai.usage"))).toEqual([]);
});

test("a sub-agent has its own name, not that of its parent", () => {
  const { details } = told(voltSpan("llm", { "subagent.name": "billing" }));
  expect(details["gen_ai.agent.name"]).toBe("billing");
});

test("a task is delegated through a tool, which is a hand-off", () => {
  const delegation = voltSpan("tool", {
    "tool.name": "delegate_task",
    input: '{"task":"pay","targetAgents":["billing"]}',
    output: "[]",
  });
  const { type, steps, details } = told(delegation);
  expect(type).toBe("agent_handoff");
  expect(details["auditspan.handoff.target"]).toBe("billing");
  expect(steps).toEqual(["tool_selection", "tool_result"]);
});

test("the selection inside a search for tools is no second tool", () => {
  const name = "tool.search.selection:searchTools";
  expect(told(voltSpan("tool", { "tool.name": "searchTools" }, { name })).type).toBe(
    "workflow_step",
  );
});

describe("a guardrail", () => {
  test("that blocked is told as a denial, though its span is an error", () => {
    const blocked = { "guardrail.pass": false, "guardrail.action": "block" };
    expect(told(voltSpan("guardrail", blocked, { statusCode: 2 })).outcome).toBe("denied");
  });

  test("that passed or changed the text succeeded", () => {
    const modified = { "guardrail.pass": true, "guardrail.action": "modify" };
    expect(told(voltSpan("guardrail", modified)).outcome).toBe("success");
  });

  test("that broke has failed", () => {
    expect(told(voltSpan("guardrail", {}, { statusCode: 2 })).outcome).toBe("failure");
  });
});

test("a retriever tells how many documents it found", () => {
  const { details } = told(voltSpan("retriever", { "retriever.document_count": 2 }));
  expect(details["auditspan.retrieval.documents"]).toBe(2);
});

describe("the log records of a call", () => {
  const CALL = spanRecord({
    ...voltSpan("llm", { "llm.messages": '[{"role":"user","content":"question"}]' }),
    scope: { name: "@voltagent/core" },
  });

  test("tell what came out of it, and the tools that do not exist", () => {
    const records = [
      stepLog({ event: "agent.step.tool_call", toolName: "lookup", arguments: { a: "b" } }),
      stepLog({ event: "agent.step.tool_call", toolName: "delete_alice", arguments: {} }),
      stepLog({ event: "tool.execution.started", toolName: "lookup" }),
      stepLog({ event: "agent.step.text", textPreview: "answer" }),
      CALL,
    ];
    const [call, attempt, ...more] = eventsOf(records);
    expect(call?.attributes["auditspan.step.kinds"]).toEqual([
      "question",
      "tool_selection",
      "tool_selection",
      "answer",
    ]);
    expect([attempt?.type, more]).toEqual(["unregistered_tool", []]);
    expect(JSON.stringify([call, attempt], replaceBigInt)).not.toContain("alice");
  });

  test("of the console are not read a second time", () => {
    const log = stepLog({ event: "agent.step.text", textPreview: "answer" });
    const console = { ...log, scope: { name: "voltagent-console" } };
    const [call] = eventsOf([log, console, CALL]);
    expect(call?.attributes["auditspan.step.kinds"]).toEqual(["question", "answer"]);
  });

  test("of a stream belong to the agent: they are told as an annotation", () => {
    const state = createFoldState();
    const log = stepLog({ event: "agent.step.tool_call", toolName: "delete_alice" });
    fold(state, log, projectionContext(KNOWN), 0);
    const events = release(state, Infinity);
    expect(events.map(({ type }) => type)).toEqual(["annotation", "unregistered_tool"]);
    expect(events[0]?.attributes["auditspan.step.kinds"]).toEqual(["tool_selection"]);
  });

  test("may be missing: the call goes out with its input", () => {
    const state = createFoldState();
    expect(fold(state, CALL, projectionContext(KNOWN), 0)).toEqual([]);
    const [call] = release(state, Infinity);
    expect(call?.attributes["auditspan.step.kinds"]).toEqual(["question"]);
  });
});

function stepLog(attributes: LogRecord["attributes"]): LogRecord {
  return logRecord({ scope: { name: "voltagent" }, body: "Step: alice", attributes });
}

function eventsOf(records: readonly (SpanRecord | LogRecord)[]): readonly AuditEvent[] {
  const state = createFoldState();
  const context = projectionContext(KNOWN);
  return records.flatMap((record) => fold(state, record, context, 0));
}

function replaceBigInt(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}
