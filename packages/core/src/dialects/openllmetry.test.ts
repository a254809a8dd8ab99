import { expect, test } from "vitest";
import { project } from "../project.ts";
import type { AnyAttributes, SpanRecord } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";

const SDK = "@traceloop/node-server-sdk";
const context = projectionContext({
  tools: ["lookup", "DynamicStructuredTool"],
  agents: ["support", "other"],
  models: ["my-model"],
});

function told(attributes: AnyAttributes, parts: Partial<SpanRecord> = {}): object {
  const [event] = project(spanRecord({ scope: { name: SDK }, attributes, ...parts }), context);
  return { type: event?.type, ...event?.attributes };
}

test.each([
  ["workflow", "workflow_step"],
  ["task", "workflow_step"],
  ["session", "workflow_step"],
  ["agent", "agent_invocation"],
  ["tool", "tool_call"],
])("a decorated %s is a %s", (kind, type) => {
  const attributes = { "traceloop.span.kind": kind, "traceloop.entity.name": "lookup" };
  expect(told(attributes)).toMatchObject({ type });
  expect(told(attributes, { scope: { name: "opentelemetry.instrumentation" } })).toMatchObject({
    type,
  });
});

test.each([
  [{ "gen_ai.operation.name": "workflow", "traceloop.span.kind": "workflow" }, "workflow_step"],
  [
    { "gen_ai.operation.name": "invoke_agent", "traceloop.span.kind": "workflow" },
    "agent_invocation",
  ],
  [{ "gen_ai.operation.name": "chat" }, "model_completion"],
  [{ "gen_ai.operation.name": "image_generation" }, "model_completion"],
  [{ "llm.request.type": "completion" }, "model_completion"],
  [{ "llm.request.type": "embedding" }, "embedding"],
  [{ "llm.request.type": "rerank" }, "retrieval"],
])("%o is a %s", (attributes, type) => {
  expect(told(attributes)).toMatchObject({ type });
});

test("a decorated tool has its name, its arguments and its result", () => {
  const event = told({
    "traceloop.span.kind": "tool",
    "traceloop.entity.name": "lookup",
    "traceloop.entity.input": '{"args":[],"kwargs":{"name":"Alice"}}',
    "traceloop.entity.output": '"Alice"',
  });
  expect(event).toMatchObject({
    "gen_ai.tool.name": "lookup",
    "auditspan.step.kinds": ["tool_selection", "tool_result"],
  });
});

test("of a tool that nobody registered the shape of its arguments is told", () => {
  const event = told({
    "traceloop.span.kind": "tool",
    "traceloop.entity.name": "alice",
    "traceloop.entity.input": '{"account":"alice"}',
  });
  expect(event).toMatchObject({
    type: "unregistered_tool",
    "auditspan.step.kinds": ["tool_selection"],
    "auditspan.step.shapes": ["object:1"],
  });
});

test("the tool of LangChain is named by its class, under which the names file can list it", () => {
  const event = told({
    "gen_ai.operation.name": "execute_tool",
    "traceloop.span.kind": "task",
    "traceloop.entity.name": "DynamicStructuredTool",
  });
  expect(event).toMatchObject({ type: "tool_call", "gen_ai.tool.name": "DynamicStructuredTool" });
});

test("an agent has its name, and so have the spans inside it; a task's name is not kept", () => {
  const agent = { "traceloop.span.kind": "agent", "traceloop.entity.name": "support" };
  expect(told(agent)).toMatchObject({ "gen_ai.agent.name": "support" });
  const task = { "traceloop.span.kind": "task", "traceloop.entity.name": "support" };
  expect(told(task)).not.toHaveProperty("gen_ai.agent.name");
  expect(told({ ...task, "gen_ai.agent.name": "support" })).toMatchObject({
    "gen_ai.agent.name": "support",
  });
});

test.each([
  ["PASSED", 0, "success"],
  ["FAILED", 0, "denied"],
  ["FAILED", 2, "failure"],
])("a guard with %s and status %i ends in %s", (status, statusCode, outcome) => {
  const attributes = { "gen_ai.operation.name": "guard", "gen_ai.guardrail.status": status };
  expect(told(attributes, { statusCode })).toMatchObject({
    type: "guardrail_check",
    "gen_ai.operation.name": "guardrail",
    "auditspan.event.outcome": outcome,
  });
});

test("a manual model span is read from its numbered messages", () => {
  const event = told({
    "llm.request.type": "chat",
    "gen_ai.request.model": "my-model",
    "gen_ai.prompt.0.role": "user",
    "gen_ai.prompt.0.content": "question",
    "gen_ai.completion.0.role": "assistant",
    "gen_ai.completion.0.content": "answer",
    "gen_ai.completion.0.finish_reason": "stop",
    "gen_ai.usage.input_tokens": 1,
    "gen_ai.usage.cache_read_input_tokens": 2,
    "gen_ai.usage.cache_creation_input_tokens": 3,
    "gen_ai.usage.reasoning_tokens": 4,
    "llm.top_k": 5,
  });
  expect(event).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "my-model",
    "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.usage.input_tokens": 1,
    "gen_ai.usage.cache_read.input_tokens": 2,
    "gen_ai.usage.cache_creation.input_tokens": 3,
    "gen_ai.usage.reasoning.output_tokens": 4,
    "gen_ai.request.top_k": 5,
    "auditspan.step.kinds": expect.arrayContaining(["question", "answer"]),
  });
});

test("a model span with GenAI messages is read from these", () => {
  const event = told(
    {
      "gen_ai.operation.name": "chat",
      "gen_ai.input.messages": '[{"role":"user","parts":[{"type":"text","content":"question"}]}]',
      "gen_ai.output.messages":
        '[{"role":"assistant","finish_reason":"tool_call","parts":[{"type":"tool_call","name":"lookup"}]}]',
    },
    { scope: { name: "@traceloop/instrumentation-openai" } },
  );
  expect(event).toMatchObject({
    "auditspan.step.kinds": ["question", "tool_selection"],
    "gen_ai.response.finish_reasons": ["tool_calls"],
  });
});

const result = { name: "db.query.result", attributes: { "db.query.result.document": "Alice" } };

test.each<[string, AnyAttributes, SpanRecord["events"], object]>([
  [
    "elastic.query",
    {},
    [{ name: "db.query.embeddings" }, result, result],
    {
      type: "retrieval",
      "gen_ai.operation.name": "retrieval",
      "auditspan.retrieval.documents": 2,
      "db.operation.name": "SELECT",
    },
  ],
  ["my-store.lookup", {}, [result], { type: "retrieval", "auditspan.retrieval.documents": 1 }],
  [
    "pinecone.query",
    { "db.system": "Pinecone", "db.vector.query.result.matches_length": 3 },
    [],
    {
      type: "retrieval",
      "db.system.name": "pinecone",
      "db.operation.name": "SELECT",
      "auditspan.retrieval.documents": 3,
    },
  ],
  [
    "qdrant.upsert",
    { "db.system": "Qdrant" },
    [],
    { type: "db_query", "db.system.name": "qdrant", "db.operation.name": "INSERT" },
  ],
  ["chroma.delete", {}, [], { type: "db_query", "db.operation.name": "DELETE" }],
  ["elastic.alice", {}, [], { type: "operation" }],
])("the vector store span %s is read", (name, attributes, events, expected) => {
  expect(told(attributes, { name, events })).toMatchObject(expected);
});

const MCP = { name: "@traceloop/instrumentation-mcp" };

test.each([
  ["tools/list.mcp", "tools/list"],
  ["resources/read.mcp", "resources/read"],
  ["alice.mcp", "other"],
])("the MCP request %s is an operation with the method %s", (name, method) => {
  const event = told({ "traceloop.entity.input": "{}" }, { scope: MCP, name });
  expect(event).toMatchObject({ type: "operation", "mcp.method.name": method });
});

test("a tool call by MCP says so, and fails with its span", () => {
  const attributes = { "traceloop.span.kind": "tool", "traceloop.entity.name": "lookup" };
  const span = { scope: MCP, name: "lookup.tool", statusCode: 2 };
  expect(told(attributes, span)).toMatchObject({
    type: "tool_call",
    "gen_ai.tool.name": "lookup",
    "mcp.method.name": "tools/call",
    "auditspan.event.outcome": "failure",
  });
  expect(told(attributes)).not.toHaveProperty("mcp.method.name");
});
