import { readInput, readOutput } from "../messages/messages.ts";
import type { RecordReader } from "../record-reader.ts";
import type { Content } from "./dialect.ts";
import { toolSteps } from "./gen-ai.ts";

/** What the content of a span of Mastra says, for an event of this type. */
export function mastraContent(reader: RecordReader, type: string): Content {
  if (type === "model_completion") return callContent(reader);
  if (type === "workflow_step") return stepContent(reader);
  return type === "tool_call" || type === "unregistered_tool" || type === "agent_handoff"
    ? toolContent(reader)
    : NOTHING;
}

function callContent(reader: RecordReader): Content {
  const messages = reader.get("gen_ai.input.messages");
  const told = reader.first(...ANSWERS);
  const answer = reader.object("mastra.model_inference.output");
  const output = readOutput(answer === undefined ? toldAnswer(reader) : [messageOf(answer)]);
  return {
    input: readInput(messages).parts,
    // An answer that only calls tools has a text of no length.
    output: output.parts.filter(({ kind, length }) => kind !== "answer" || length > 0),
    commit: { input: messages, output: told },
  };
}

function toldAnswer(reader: RecordReader): unknown {
  const key = ANSWERS.find((name) => reader.get(name) !== undefined);
  return key === undefined ? undefined : reader.messages(key);
}

const ANSWERS = ["gen_ai.output.messages", "mastra.model_inference.output"] as const;

// The step around a call holds its input, and since 1.4 the step alone the tools that it asked for.
function stepContent(reader: RecordReader): Content {
  if (reader.get("mastra.span.type") !== "model_step") return NOTHING;
  const told = reader.get("gen_ai.operation.name") === "agent_step";
  const answer = told ? reader.object("mastra.model_step.output") : undefined;
  return {
    input: readInput(reader.get("mastra.model_step.input")).parts,
    output: readOutput([{ role: "assistant", tool_calls: answer?.["toolCalls"] }]).parts,
  };
}

function messageOf(answer: Readonly<Record<string, unknown>>): unknown {
  return {
    role: "assistant",
    reasoning: answer["reasoningText"] ?? answer["reasoning"],
    content: answer["text"] ?? answer["object"],
    tool_calls: answer["toolCalls"],
  };
}

function toolContent(reader: RecordReader): Content {
  return toolSteps(
    reader.first("gen_ai.tool.call.arguments", "mastra.metadata.args", "input.value"),
    reader.first("gen_ai.tool.call.result", "output.value"),
  );
}

const NOTHING: Content = { input: [], output: [] };
