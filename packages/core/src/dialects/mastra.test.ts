import { describe, expect, test } from "vitest";
import { fold } from "../fold.ts";
import { createFoldState } from "../fold-state.ts";
import type { SpanRecord } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";
import { KNOWN, told } from "../testing/told.ts";

function mastraSpan(
  type: string,
  attributes: Readonly<Record<string, unknown>> = {},
  parts: Partial<SpanRecord> = {},
): Partial<SpanRecord> {
  return { ...parts, attributes: { "mastra.span.type": type, ...attributes } };
}

test.each([
  ["agent_run", "agent_invocation"],
  ["model_inference", "model_completion"],
  ["model_generation", "workflow_step"],
  ["model_step", "workflow_step"],
  ["model_chunk", "workflow_step"],
  ["processor_run", "workflow_step"],
  ["mapping", "workflow_step"],
  ["workflow_run", "workflow_step"],
  ["workflow_step", "workflow_step"],
  ["workflow_conditional", "workflow_step"],
  ["workflow_conditional_eval", "workflow_step"],
  ["workflow_parallel", "workflow_step"],
  ["workflow_loop", "workflow_step"],
  ["workflow_sleep", "workflow_step"],
  ["workflow_wait_event", "workflow_step"],
  ["rag_ingestion", "workflow_step"],
  ["rag_action", "workflow_step"],
  ["graph_action", "workflow_step"],
  ["skill_action", "workflow_step"],
  ["scorer_run", "workflow_step"],
  ["scorer_step", "workflow_step"],
  ["memory_operation", "memory_read"],
  ["rag_embedding", "embedding"],
  ["rag_vector_operation", "retrieval"],
  ["generic", "operation"],
])("%s is a %s", (span, type) => {
  expect(told(mastraSpan(span)).type).toBe(type);
});

test.each(["tool_call", "mcp_tool_call", "provider_tool_call"])("%s is a tool", (type) => {
  const tool = told(mastraSpan(type, { "gen_ai.tool.name": "lookup" }));
  expect([tool.type, tool.details["gen_ai.tool.name"]]).toEqual(["tool_call", "lookup"]);
});

const operation = (messages: unknown[]) =>
  told(
    mastraSpan("memory_operation", {
      "mastra.memory_operation.input": JSON.stringify({ messages }),
    }),
  ).type;

test("messages with an answer are saved, others are recalled", () => {
  expect(operation([{ role: "user", content: 'say "role":"assistant"' }])).toBe("memory_read");
  expect(operation([{ role: "assistant", content: "answer" }])).toBe("memory_write");
});

const clientTool = (name: string) =>
  told(
    mastraSpan(
      "client_tool_call",
      { "mastra.metadata.args": '{"a":1}' },
      { name: `client_tool_call ${name}`, statusCode: 1 },
    ),
  );

describe("a tool of the client", () => {
  test("has its name in the name of the span, and nobody saw it run", () => {
    const { type, outcome, steps, details } = clientTool("lookup");
    expect([type, outcome, details["gen_ai.tool.name"]]).toEqual([
      "tool_call",
      "unknown",
      "lookup",
    ]);
    expect(steps).toEqual(["tool_selection"]);
  });

  test("that nobody registered is told without its name", () => {
    const { type, details } = clientTool("delete_alice");
    expect(type).toBe("unregistered_tool");
    expect(JSON.stringify(details)).not.toContain("alice");
  });
});

test("a sub-agent is called through a tool, which is a hand-off", () => {
  const { type, details } = told(mastraSpan("tool_call", { "gen_ai.tool.name": "agent-billing" }));
  expect([type, details["auditspan.handoff.target"]]).toEqual(["agent_handoff", "billing"]);
});

describe("a call of 1.4", () => {
  const CALL = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "a-model",
    "gen_ai.usage.input_tokens": 211,
    "gen_ai.usage.output_tokens": 37,
    "gen_ai.usage.reasoning_tokens": 12,
    "gen_ai.response.finish_reasons": '["tool-calls"]',
    "gen_ai.output.messages": '[{"role":"assistant","parts":[{"type":"text","content":""}]}]',
  };

  test("has its reasoning in a count and its finish reason in a JSON text", () => {
    const call = told(mastraSpan("model_inference", CALL));
    expect(call.steps).toEqual(["reasoning"]);
    expect(call.details).toMatchObject({
      "gen_ai.request.model": "a-model",
      "gen_ai.usage.input_tokens": 211,
      "gen_ai.usage.output_tokens": 37,
      "gen_ai.response.finish_reasons": ["tool_calls"],
    });
  });

  test("has failed when its finish reason says so, though its status does not", () => {
    const reasons = { "gen_ai.response.finish_reasons": '["error"]' };
    const call = told(mastraSpan("model_inference", { ...CALL, ...reasons }, { statusCode: 1 }));
    expect(call.outcome).toBe("failure");
  });

  test("has its input and the tools that it asked for on the step around it", () => {
    const step = mastraSpan("model_step", {
      "gen_ai.operation.name": "agent_step",
      "mastra.model_step.input": '[{"role":"system","content":"i"},{"role":"user","content":"q"}]',
      "mastra.model_step.output": '{"text":"","toolCalls":[{"toolName":"lookup","args":{}}]}',
    });
    expect(told(step).steps).toEqual(["instruction", "question", "tool_selection"]);
  });
});

const output = (answer: object) => ({
  "gen_ai.operation.name": "model_inference",
  "mastra.model_inference.output": JSON.stringify(answer),
});

describe("a call of 1.3", () => {
  test("shows its answer and the tools that it asked for", () => {
    const answer = { text: "answer", toolCalls: [{ toolName: "lookup", args: {} }] };
    expect(told(mastraSpan("model_inference", output(answer))).steps).toEqual([
      "answer",
      "tool_selection",
    ]);
  });

  test("that shows no answer at all may have failed", () => {
    const empty = mastraSpan("model_inference", output({ text: "", toolCalls: [] }));
    expect(told(empty).outcome).toBe("unknown");
    expect(told(mastraSpan("model_inference", output({ text: "answer" }))).outcome).toBe("success");
  });

  test.each([
    ["the bridge", { "gen_ai.operation.name": "chat", "gen_ai.usage.input_tokens": 422 }],
    ["the Arize exporter", { "llm.model_name": "a-model", "llm.token_count.prompt": 422 }],
  ])("is the completion of %s, and the generation around it a step with the sum", (_, sum) => {
    const spans = [
      mastraSpan(
        "model_inference",
        {},
        { spanId: "00000000000000c1", parentSpanId: "00000000000000b1" },
      ),
      mastraSpan(
        "model_step",
        {},
        { spanId: "00000000000000b1", parentSpanId: "00000000000000a1" },
      ),
      mastraSpan("model_generation", sum, { spanId: "00000000000000a1" }),
    ];
    const state = createFoldState();
    const context = projectionContext(KNOWN);
    const events = spans.flatMap((span) => fold(state, spanRecord(span), context, 0));
    expect(events.map(({ type }) => type)).toEqual([
      "model_completion",
      "workflow_step",
      "workflow_step",
    ]);
    expect(events[2]?.attributes["gen_ai.usage.input_tokens"]).toBe(422);
  });
});

test("a generation without spans of its calls is the completion", () => {
  expect(told(mastraSpan("model_generation", { "gen_ai.operation.name": "chat" })).type).toBe(
    "model_completion",
  );
});

test("the Arize exporter has OpenInference names", () => {
  const tool = mastraSpan("tool_call", {
    "openinference.span.kind": "TOOL",
    "tool.name": "lookup",
    "input.value": "{}",
    "output.value": "{}",
  });
  expect(told(tool)).toMatchObject({ type: "tool_call", steps: ["tool_selection", "tool_result"] });
  const agent = mastraSpan("agent_run", { "agent.name": "support" });
  expect(told(agent).details["gen_ai.agent.name"]).toBe("support");
});

test.each([
  ["failed", "failure"],
  ["tripwire", "denied"],
  ["success", "success"],
])("a workflow that ended as %s is told as %s", (status, outcome) => {
  expect(told(mastraSpan("workflow_run", { "mastra.workflow_run.status": status })).outcome).toBe(
    outcome,
  );
});
