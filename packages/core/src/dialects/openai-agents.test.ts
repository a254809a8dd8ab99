import { describe, expect, test } from "vitest";
import type { SpanRecord } from "../record.ts";
import { told } from "../testing/told.ts";

const SCOPE = { name: "@arizeai/openinference-instrumentation-openai-agents" };

function agentsSpan(
  kind: string,
  attributes: Readonly<Record<string, unknown>> = {},
  parts: Partial<SpanRecord> = {},
): Partial<SpanRecord> {
  return {
    scope: SCOPE,
    ...parts,
    attributes: { "openinference.span.kind": kind, ...attributes },
  };
}

test.each([
  [
    "an agent of the graph",
    agentsSpan("AGENT", { "graph.node.id": "support" }),
    "agent_invocation",
  ],
  ["a run of the workflow", agentsSpan("AGENT"), "workflow_step"],
  ["a turn", agentsSpan("CHAIN"), "workflow_step"],
  ["a call", agentsSpan("LLM"), "model_completion"],
  ["a tool", agentsSpan("TOOL", { "tool.name": "lookup" }), "tool_call"],
  ["the listing of a server's tools", agentsSpan("TOOL"), "operation"],
  ["a guardrail", agentsSpan("GUARDRAIL"), "guardrail_check"],
])("%s is told as what it is", (_, span, type) => {
  expect(told(span).type).toBe(type);
});

const handoffTo = (agent: string): Partial<SpanRecord> =>
  agentsSpan(
    "TOOL",
    {
      "tool.name": `handoff_to_${agent}`,
      "input.value": '{"from_agent":"support"}',
      "output.value": `{"to_agent":"${agent}"}`,
    },
    { name: `handoff to ${agent}` },
  );

test("the listing of a server's tools is told as such", () => {
  expect(told(agentsSpan("TOOL")).details["mcp.method.name"]).toBe("tools/list");
});

describe("a hand-off", () => {
  test("names both agents, and no tool", () => {
    const { type, details } = told(handoffTo("billing"));
    expect(type).toBe("agent_handoff");
    expect(details).toMatchObject({
      "gen_ai.operation.name": "handoff",
      "gen_ai.agent.name": "support",
      "auditspan.handoff.target": "billing",
    });
    expect(details).not.toHaveProperty("gen_ai.tool.name");
  });

  test("to an agent that nobody registered raises the risk", () => {
    const { details, risk } = told(handoffTo("alice"));
    expect(details["auditspan.handoff.target"]).toBe("unregistered");
    expect(risk).toBe("high");
  });

  test("is not a tool that merely has such a name", () => {
    const tool = agentsSpan("TOOL", { "tool.name": "handoff_to_billing" }, { name: "a tool" });
    expect(told(tool).type).toBe("unregistered_tool");
  });
});

const guardrail = (triggered: boolean) =>
  told(agentsSpan("GUARDRAIL", { "guardrail.triggered": triggered })).outcome;

test("a guardrail that was triggered denied something", () => {
  expect([guardrail(true), guardrail(false)]).toEqual(["denied", "success"]);
});

const message = (n: number, key: string) => `llm.input_messages.${n}.message.${key}`;

describe("a Responses call", () => {
  const answer = {
    object: "response",
    output: [
      { type: "reasoning", summary: [{ type: "summary_text", text: "thoughts" }] },
      { type: "function_call", name: "lookup", arguments: "{}" },
    ],
  };

  test("has its reasoning in the raw answer", () => {
    const span = agentsSpan("LLM", {
      "llm.output_messages.0.message.role": "assistant",
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": "lookup",
      "output.value": JSON.stringify(answer),
    });
    expect(told(span).steps).toEqual(["reasoning", "tool_selection"]);
  });

  test("is read past the reasoning without a role that it was given back", () => {
    const span = agentsSpan("LLM", {
      [message(0, "role")]: "user",
      [message(0, "content")]: "question",
      [message(1, "contents.0.message_content.type")]: "text",
      [message(1, "contents.0.message_content.text")]: "thoughts",
      [message(2, "role")]: "assistant",
      [message(2, "tool_calls.0.tool_call.function.name")]: "lookup",
      [message(3, "role")]: "tool",
      [message(3, "content")]: "result",
    });
    expect(told(span).steps).toEqual(["tool_result"]);
  });

  test.each([
    ["completed", "stop"],
    ["error", "error"],
    ["length", "length"],
    ["content_filter", "content_filter"],
  ])("that ended as %s is told as %s", (reason, expected) => {
    const { details } = told(agentsSpan("LLM", { "llm.finish_reason": reason }));
    expect(details["gen_ai.response.finish_reasons"]).toEqual([expected]);
  });
});

test("a chat call has its reasoning in the raw answer, a list of completions", () => {
  const message = {
    role: "assistant",
    content: null,
    reasoning_content: "thoughts",
    tool_calls: [{ function: { name: "lookup", arguments: "{}" } }],
  };
  const span = agentsSpan("LLM", {
    "output.value": JSON.stringify([{ choices: [{ finish_reason: "tool_calls", message }] }]),
  });
  expect(told(span).steps).toEqual(["reasoning", "tool_selection"]);
});

test("what was hidden is no step", () => {
  const hidden = { "input.value": "__REDACTED__", "output.value": "__REDACTED__" };
  expect(told(agentsSpan("LLM", hidden)).steps).toEqual([]);
  expect(told(agentsSpan("TOOL", { "tool.name": "lookup", ...hidden })).steps).toEqual([]);
});

describe("of the model", () => {
  const asked = { "llm.model_name": "a-model" };

  test("a Responses call tells only the one that answered", () => {
    const { details } = told(agentsSpan("LLM", asked, { name: "response" }));
    expect(details["gen_ai.response.model"]).toBe("a-model");
    expect(details).not.toHaveProperty("gen_ai.request.model");
  });

  test("a chat call tells the one that was asked, and its raw answer the one that answered", () => {
    const answer = { "output.value": JSON.stringify([{ model: "ft:a-model:alice", choices: [] }]) };
    const { details } = told(agentsSpan("LLM", { ...asked, ...answer }, { name: "generation" }));
    expect(details["gen_ai.request.model"]).toBe("a-model");
    expect(details["gen_ai.response.model"]).toBe("unregistered");
  });

  test("no model has answered a chat call without an answer", () => {
    const { details } = told(agentsSpan("LLM", asked, { name: "generation" }));
    expect(details["gen_ai.request.model"]).toBe("a-model");
    expect(details).not.toHaveProperty("gen_ai.response.model");
  });
});
