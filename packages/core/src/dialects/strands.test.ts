import { describe, expect, test } from "vitest";
import type { SpanRecord } from "../record.ts";
import { told } from "../testing/told.ts";

const STRANDS = { "gen_ai.event.start_time": "2026-11-22T04:46:39.733Z", "gen_ai.system": "desk" };

function strandsSpan(operation: string, parts: Partial<SpanRecord> = {}): Partial<SpanRecord> {
  const attributes = { ...STRANDS, "gen_ai.operation.name": operation, ...parts.attributes };
  return { ...parts, attributes };
}

test.each([
  ["chat", "model_completion"],
  ["invoke_agent", "agent_invocation"],
  ["invoke_graph", "workflow_step"],
  ["invoke_swarm", "workflow_step"],
  ["execute_node", "workflow_step"],
  ["memory.search", "memory_read"],
  ["memory.inject", "workflow_step"],
  ["memory.extract", "workflow_step"],
  ["memory.add", "memory_write"],
  ["something else", "operation"],
])("%s is a %s", (operation, type) => {
  expect(told(strandsSpan(operation)).type).toBe(type);
});

test("a cycle of the agent's loop is a step", () => {
  const attributes = { ...STRANDS, "agent_loop.cycle_id": "cycle-1" };
  expect(told({ attributes }).type).toBe("workflow_step");
});

test("the service that stands as provider is not read, so it raises no risk", () => {
  const { details, risk } = told(strandsSpan("chat"));
  expect(details).not.toHaveProperty("gen_ai.provider.name");
  expect(risk).toBe("low");
});

test("tokens are those of model calls: an agent repeats their sum", () => {
  const attributes = { "gen_ai.usage.input_tokens": 422, "gen_ai.usage.output_tokens": 74 };
  const usage = { "gen_ai.usage.input_tokens": 422, "gen_ai.usage.output_tokens": 74 };
  expect(told(strandsSpan("chat", { attributes })).details).toMatchObject(usage);
  const { details } = told(strandsSpan("invoke_agent", { attributes }));
  expect(Object.keys(details).filter((name) => name.startsWith("gen_ai.usage"))).toEqual([]);
});

test("a graph is named by its id, an agent by its name", () => {
  const attributes = { "gen_ai.agent.name": "graph", "gen_ai.agent.id": "support" };
  const graph = told(strandsSpan("invoke_graph", { attributes }));
  expect(graph.details["gen_ai.agent.name"]).toBe("support");
  const named = { "gen_ai.agent.name": "billing", "gen_ai.agent.id": "agent" };
  const agent = told(strandsSpan("invoke_agent", { attributes: named }));
  expect(agent.details["gen_ai.agent.name"]).toBe("billing");
});

const status = (value: string) => ({
  statusCode: 1,
  attributes: { "gen_ai.tool.name": "lookup", "gen_ai.tool.status": value },
});

describe("a tool", () => {
  test("has failed when it says so, whatever the status of the span", () => {
    const failed = told(strandsSpan("execute_tool", status("error")));
    expect(failed).toMatchObject({ type: "tool_call", outcome: "failure" });
    expect(failed.details["error.type"]).toBe("other");
    expect(told(strandsSpan("execute_tool", status("success"))).outcome).toBe("success");
  });

  test("shows arguments and result, in events or as attributes", () => {
    const name = { "gen_ai.tool.name": "lookup" };
    const events = [
      { name: "gen_ai.tool.message", attributes: { role: "tool", content: '{"a":1}' } },
      { name: "gen_ai.choice", attributes: { message: '[{"text":"found"}]' } },
    ];
    const inEvents = strandsSpan("execute_tool", { attributes: name, events });
    expect(told(inEvents).steps).toEqual(["tool_selection", "tool_result"]);
    const attributes = {
      ...name,
      "gen_ai.tool.call.arguments": "{}",
      "gen_ai.tool.call.result": "[]",
    };
    expect(told(strandsSpan("execute_tool", { attributes })).steps).toEqual([
      "tool_selection",
      "tool_result",
    ]);
  });

  test("that failed shows its result in messages alone, where it has new names", () => {
    const key = "gen_ai.output.messages";
    const response = { type: "tool_call_response", id: "1", response: [{ text: "Error: alice" }] };
    const messages = JSON.stringify([{ role: "tool", parts: [response] }]);
    const details = "gen_ai.client.inference.operation.details";
    const events = [
      { name: details, attributes: { "gen_ai.input.messages": "[]" } },
      { name: details, attributes: { [key]: messages } },
    ];
    const attributes = { "gen_ai.tool.name": "lookup", "gen_ai.tool.call.arguments": "{}" };
    const steps = ["tool_selection", "tool_result"];
    expect(told(strandsSpan("execute_tool", { attributes, events })).steps).toEqual(steps);
    const asAttributes = { ...attributes, [key]: messages };
    expect(told(strandsSpan("execute_tool", { attributes: asAttributes })).steps).toEqual(steps);
  });

  test("that nobody registered is told without its name", () => {
    const attributes = { "gen_ai.tool.name": "delete_alice", "gen_ai.tool.status": "error" };
    const { type, outcome, details } = told(strandsSpan("execute_tool", { attributes }));
    expect([type, outcome]).toEqual(["unregistered_tool", "failure"]);
    expect(details).not.toHaveProperty("gen_ai.tool.name");
  });
});

const message = (name: string, content: unknown) => ({
  name,
  attributes: { content: JSON.stringify(content) },
});

describe("the content of a call", () => {
  const steps = ["tool_result", "reasoning", "answer", "tool_selection"];

  test("is read from events with the old names", () => {
    const events = [
      message("gen_ai.system.message", [{ text: "instruction" }]),
      message("gen_ai.user.message", [{ text: "question" }]),
      message("gen_ai.assistant.message", [{ toolUse: { name: "lookup", input: {} } }]),
      message("gen_ai.tool.message", [{ toolResult: { content: [{ text: "found" }] } }]),
      {
        name: "gen_ai.choice",
        attributes: {
          finish_reason: "toolUse",
          message: JSON.stringify([
            { reasoning: { text: "thoughts" } },
            { text: "answer" },
            { type: "toolUse", name: "lookup", input: {} },
          ]),
        },
      },
    ];
    const call = told(strandsSpan("chat", { events }));
    expect(call.steps).toEqual(steps);
    expect(call.details["gen_ai.response.finish_reasons"]).toEqual(["tool_calls"]);
    const first = told(strandsSpan("chat", { events: events.slice(0, 2) }));
    expect(first.steps).toEqual(["instruction", "question"]);
  });

  const LATEST = {
    "gen_ai.system_instructions": JSON.stringify([{ type: "text", content: "instruction" }]),
    "gen_ai.input.messages": JSON.stringify([
      { role: "user", parts: [{ type: "text", content: "question" }] },
      { role: "assistant", parts: [{ type: "tool_call", name: "lookup", arguments: {} }] },
      { role: "user", parts: [{ type: "tool_call_response", response: [{ text: "found" }] }] },
    ]),
    "gen_ai.output.messages": JSON.stringify([
      {
        role: "assistant",
        finish_reason: "endTurn",
        parts: [
          { type: "reasoningBlock" },
          { type: "text", content: "answer" },
          { type: "tool_call", name: "lookup", arguments: {} },
        ],
      },
    ]),
  };

  test("is read from events with the new names", () => {
    const events = Object.entries(LATEST).map(([name, value]) => ({
      name: "gen_ai.client.inference.operation.details",
      attributes: { [name]: value },
    }));
    const call = told(strandsSpan("chat", { events }));
    expect(call.steps).toEqual(steps);
    expect(call.details["gen_ai.response.finish_reasons"]).toEqual(["stop"]);
  });

  test("is read from attributes", () => {
    const call = told(strandsSpan("chat", { attributes: LATEST }));
    expect(call.steps).toEqual(steps);
    expect(call.details["gen_ai.response.finish_reasons"]).toEqual(["stop"]);
  });
});

test.each([
  ["endTurn", "stop"],
  ["stopSequence", "stop"],
  ["toolUse", "tool_calls"],
  ["maxTokens", "length"],
  ["modelContextWindowExceeded", "length"],
  ["contentFiltered", "content_filter"],
  ["guardrailIntervened", "content_filter"],
])("a call that stopped for %s is told as %s", (reason, expected) => {
  const events = [{ name: "gen_ai.choice", attributes: { finish_reason: reason, message: "[]" } }];
  const { details } = told(strandsSpan("chat", { events }));
  expect(details["gen_ai.response.finish_reasons"]).toEqual([expected]);
});

test("a search of the memory tells how much was found", () => {
  const attributes = { "memory.result.count": 3 };
  const { details } = told(strandsSpan("memory.search", { attributes }));
  expect(details["auditspan.retrieval.documents"]).toBe(3);
});
