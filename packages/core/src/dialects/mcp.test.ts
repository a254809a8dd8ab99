import { expect, test } from "vitest";
import { project } from "../project.ts";
import type { AnyAttributes, SpanRecord } from "../record.ts";
import { projectionContext } from "../testing/projection-context.ts";
import { spanRecord } from "../testing/records.ts";

const context = projectionContext({ tools: ["lookup"] });

function told(attributes: AnyAttributes, parts: Partial<SpanRecord> = {}): object {
  const [event] = project(spanRecord({ attributes, ...parts }), context);
  return { type: event?.type, ...event?.attributes };
}

test("a server instrumented by Shinzo tells the tool that it ran", () => {
  const attributes = {
    "mcp.method.name": "tools/call",
    "mcp.tool.name": "lookup",
    "mcp.request.argument.name": "Alice",
    "client.address": "10.0.0.1",
  };
  expect(told(attributes)).toMatchObject({
    type: "tool_call",
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": "lookup",
    "mcp.method.name": "tools/call",
    "auditspan.event.outcome": "success",
  });
  expect(told({ ...attributes, "error.type": "TypeError" }, { statusCode: 2 })).toMatchObject({
    "auditspan.event.outcome": "failure",
    "error.type": "TypeError",
  });
  expect(told({ ...attributes, "mcp.tool.name": "alice" })).toMatchObject({
    type: "unregistered_tool",
  });
});

test("the conventions name the tool as a GenAI tool, with arguments and result", () => {
  const event = told({
    "mcp.method.name": "tools/call",
    "gen_ai.operation.name": "execute_tool",
    "gen_ai.tool.name": "lookup",
    "gen_ai.tool.call.arguments": "{}",
    "gen_ai.tool.call.result": "[]",
  });
  expect(event).toMatchObject({
    type: "tool_call",
    "gen_ai.tool.name": "lookup",
    "auditspan.step.kinds": ["tool_selection", "tool_result"],
  });
});

test("of a tool that nobody registered the shape of its arguments is told", () => {
  const event = told({
    "mcp.method.name": "tools/call",
    "gen_ai.tool.name": "alice",
    "gen_ai.tool.call.arguments": '{"account":"alice"}',
  });
  expect(event).toMatchObject({
    type: "unregistered_tool",
    "auditspan.step.kinds": ["tool_selection"],
    "auditspan.step.shapes": ["object:1"],
  });
});

test("any other method is an operation with its name", () => {
  const event = told({ "mcp.method.name": "resources/read", "mcp.resource.uri": "crm://alice" });
  expect(event).toMatchObject({ type: "operation", "mcp.method.name": "resources/read" });
});
