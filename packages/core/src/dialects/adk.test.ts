import { describe, expect, test } from "vitest";
import type { AnyAttributes } from "../record.ts";
import { project } from "../project.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { KNOWN, told } from "../testing/told.ts";

const scope = { name: "gcp.vertex.agent" };

const ANSWER = {
  content: {
    role: "model",
    parts: [
      { text: "the customer is Alice", thought: true },
      { functionCall: { name: "lookup", args: { name: "Alice" } } },
    ],
  },
  usageMetadata: { promptTokenCount: 211, thoughtsTokenCount: 9, cachedContentTokenCount: 7 },
  finishReason: "STOP",
};

function call(request: object = {}, response: object = ANSWER): AnyAttributes {
  return {
    "gen_ai.system": "gcp.vertex.agent",
    "gen_ai.request.model": "a-model",
    "gen_ai.agent.name": "support",
    "gcp.vertex.agent.llm_request": JSON.stringify(request),
    "gcp.vertex.agent.llm_response": JSON.stringify(response),
    "gen_ai.usage.input_tokens": 211,
    "gen_ai.usage.output_tokens": 37,
    "gen_ai.response.finish_reasons": ["max_tokens"],
  };
}

function tool(name: string, attributes: AnyAttributes = {}) {
  const operation = { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": name };
  return { scope, name: `execute_tool ${name}`, attributes: { ...operation, ...attributes } };
}

test.each([
  ["call_llm", "model_completion"],
  ["invocation", "workflow_step"],
  ["invoke_agent support", "agent_invocation"],
  ["execute_tool lookup", "tool_call"],
  ["execute_tool stranger", "unregistered_tool"],
  ["execute_tool transfer_to_agent", "agent_handoff"],
  ["execute_tool (merged)", "workflow_step"],
  ["execute_node draft", "workflow_step"],
  ["invoke_workflow draft", "workflow_step"],
  ["send_data", "operation"],
])("%s is a %s", (name, type) => {
  expect(told({ scope, name }).type).toBe(type);
  expect(told({ name }).type).toBe("operation");
});

test("a call shows model, agent, tokens and finish reason, and no provider", () => {
  const { outcome, details } = told({ scope, name: "call_llm", attributes: call() });
  expect(outcome).toBe("success");
  expect(details).toEqual({
    "gen_ai.operation.name": "chat",
    "gen_ai.agent.name": "support",
    "gen_ai.request.model": "a-model",
    "gen_ai.response.finish_reasons": ["length"],
    "gen_ai.usage.input_tokens": 211,
    "gen_ai.usage.output_tokens": 37,
    "gen_ai.usage.cache_read.input_tokens": 7,
    "gen_ai.usage.reasoning.output_tokens": 9,
  });
});

test("the steps of a call are those of its contents, instructions first", () => {
  const contents = [{ role: "user", parts: [{ text: "who is Alice?" }] }];
  const request = { contents, config: { systemInstruction: "help" } };
  const { steps } = told({ scope, name: "call_llm", attributes: call(request) });
  expect(steps).toEqual(["instruction", "question", "reasoning", "tool_selection"]);
});

test("a conversation that goes on tells neither history nor instructions again", () => {
  const contents = [
    { role: "user", parts: [{ text: "who is Alice?" }] },
    { role: "model", parts: [{ functionCall: { name: "lookup", args: {} } }] },
    { role: "user", parts: [{ functionResponse: { name: "lookup", response: {} } }] },
  ];
  const request = { contents, config: { systemInstruction: "help" } };
  const { steps } = told({ scope, name: "call_llm", attributes: call(request) });
  expect(steps).toEqual(["tool_result", "reasoning", "tool_selection"]);
});

test.each([
  ["lookup", []],
  ["transfer_to_agent", []],
  ["stranger", ["unregistered_tool"]],
])("a proposed call of %s is attempts of unknown tools: %j", (name, attempts) => {
  const content = { role: "model", parts: [{ functionCall: { name, args: {} } }] };
  const record = spanRecord({ scope, name: "call_llm", attributes: call({}, { content }) });
  const [event, ...more] = project(record, projectionContext(KNOWN));
  expect(event?.attributes["auditspan.step.kinds"]).toEqual(["tool_selection"]);
  expect(more.map(({ type }) => type)).toEqual(attempts);
});

describe("a span without a single attribute", () => {
  test.each(["call_llm", "execute_tool lookup", "execute_tool transfer_to_agent"])(
    "is a call that failed: %s",
    (name) => {
      const { outcome, details } = told({ scope, name });
      expect(outcome).toBe("failure");
      expect(details["error.type"]).toBe("other");
    },
  );

  test("is nothing special of what is no call", () => {
    expect(told({ scope, name: "invocation" }).outcome).toBe("success");
  });

  test("has the name of its tool behind the name of the span, if it is known", () => {
    const failed = told({ scope, name: "execute_tool lookup" });
    expect(failed.details["gen_ai.tool.name"]).toBe("lookup");
  });
});

test("a tool shows what went in and came out, and that it is a function", () => {
  const { steps, details } = told(
    tool("lookup", {
      "gen_ai.tool.type": "FunctionTool",
      "gcp.vertex.agent.tool_call_args": '{"name":"Alice"}',
      "gcp.vertex.agent.tool_response": '{"found":true}',
    }),
  );
  expect(steps).toEqual(["tool_selection", "tool_result"]);
  expect(details["gen_ai.tool.type"]).toBe("function");
});

test.each(["agentName", "agent_name"])("a hand-off names its target by %s", (key) => {
  const target = (agent: string) =>
    told(
      tool("transfer_to_agent", {
        "gcp.vertex.agent.tool_call_args": JSON.stringify({ [key]: agent }),
      }),
    ).details;
  expect(target("billing")).toMatchObject({ "auditspan.handoff.target": "billing" });
  expect(target("Alice")).toMatchObject({ "auditspan.handoff.target": "unregistered" });
  expect(target("billing")).not.toHaveProperty("gen_ai.tool.name");
});
