import type { Part } from "../messages/message.ts";
import { contentLength, shapeOf } from "../messages/shape.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect } from "./dialect.ts";
import { genAi } from "./gen-ai.ts";

const SCOPE = "Agent365Sdk";
const OPERATION = "gen_ai.operation.name";
/** Inference operations as this SDK writes them; its other operations have the usual names. */
const OPERATIONS: Readonly<Record<string, string>> = {
  Chat: "chat",
  TextCompletion: "text_completion",
  GenerateContent: "generate_content",
};

/** Microsoft Agent 365: GenAI names, with inference operations in capitals. */
export const a365: Dialect = {
  ...genAi,
  name: "a365",
  title: "Microsoft Agent 365 observability",
  scopes: [SCOPE],
  speaks: ({ scope, attributes }) =>
    scope.name === SCOPE || usualName(attributes[OPERATION]) !== undefined,
  types: ["model_completion", "tool_call", "agent_invocation", "workflow_step"],
  typeOf: ({ attributes }) => {
    const operation = attributes[OPERATION];
    if (usualName(operation) !== undefined) return "model_completion";
    if (operation === "output_messages") return "workflow_step";
    return operation === "execute_tool"
      ? "tool_call"
      : operation === "invoke_agent"
        ? "agent_invocation"
        : undefined;
  },
  fields: {
    ...genAi.fields,
    [OPERATION]: ({ attributes }) => usualName(attributes[OPERATION]) ?? attributes[OPERATION],
  },
  content: (reader, type) => {
    const content = genAi.content!(reader, type);
    return type === "model_completion" ? withThoughts(content, reader) : content;
  },
  contentInLogs: undefined,
};

function usualName(operation: unknown): string | undefined {
  return typeof operation === "string" && Object.hasOwn(OPERATIONS, operation)
    ? OPERATIONS[operation]
    : undefined;
}

// What the model thought stands in an attribute of its own, or as a part of the answer.
function withThoughts(content: Content, reader: RecordReader): Content {
  const thoughts = reader.get("microsoft.a365.agent.thought.process");
  if (thoughts === undefined || thoughts === null || thoughts === "") return content;
  if (content.output.some(({ kind }) => kind === "reasoning")) return content;
  const reasoning: Part = {
    kind: "reasoning",
    shape: shapeOf(thoughts),
    length: contentLength(thoughts),
  };
  return { ...content, output: [reasoning, ...content.output] };
}
