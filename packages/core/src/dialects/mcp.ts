import type { Content, Dialect } from "./dialect.ts";
import { genAi, toolSteps } from "./gen-ai.ts";
import type { RecordReader } from "../record-reader.ts";
import type { SpanRecord } from "../record.ts";

/** Model Context Protocol: the OpenTelemetry conventions, and servers instrumented by Shinzo. */
export const mcp: Dialect = {
  name: "mcp",
  title: "Model Context Protocol: OpenTelemetry conventions, Shinzo",
  // A server gives its own name as scope.
  scopes: [],
  speaks: ({ attributes }) => attributes["mcp.method.name"] !== undefined,
  types: ["tool_call"],
  typeOf,
  fields: {
    ...genAi.fields,
    "gen_ai.operation.name": ({ record }) =>
      typeOf(record) === "tool_call" ? "execute_tool" : undefined,
    "gen_ai.tool.name": (reader) =>
      typeOf(reader.record) === "tool_call"
        ? reader.first("gen_ai.tool.name", "mcp.tool.name")
        : undefined,
    "mcp.method.name": "mcp.method.name",
  },
  content,
};

function typeOf({ attributes }: SpanRecord): string | undefined {
  return attributes["mcp.method.name"] === "tools/call" ? "tool_call" : undefined;
}

function content(reader: RecordReader, type: string): Content {
  if (type !== "tool_call" && type !== "unregistered_tool") return { input: [], output: [] };
  return toolSteps(reader.get("gen_ai.tool.call.arguments"), reader.get("gen_ai.tool.call.result"));
}
