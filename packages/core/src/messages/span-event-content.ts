import { boundedJson } from "./bounded-json.ts";
import type { Part, Role } from "./message.ts";
import { readInput, readInstructions, readOutput } from "./messages.ts";
import { isFields, readMessage } from "./read-message.ts";
import type { AnyAttributes, SpanEvent } from "../record.ts";

const MESSAGE_ROLES: Readonly<Record<string, Role>> = {
  "gen_ai.system.message": "system",
  "gen_ai.user.message": "user",
  "gen_ai.assistant.message": "assistant",
  "gen_ai.tool.message": "tool",
};

/** What the events of a span say of a model call. */
export interface EventContent {
  input: Part[];
  output: Part[];
  /** As they came, to be normalised. */
  finishReasons: unknown[];
  /** The contents after the last assistant message, to commit to. */
  inputContents: unknown[];
  outputContents: unknown[];
}

/**
 * Reads content that travels as events of the span itself: one event a message
 * (`gen_ai.user.message`, `gen_ai.choice`: OpenTelemetry GenAI conventions up to 1.36), or all
 * messages on `gen_ai.client.inference.operation.details`. Values are JSON texts, since an event
 * attribute holds no structure.
 */
export function spanEventContent(events: readonly SpanEvent[]): EventContent {
  const content: EventContent = {
    input: [],
    output: [],
    finishReasons: [],
    inputContents: [],
    outputContents: [],
  };
  for (const { name, attributes } of events) {
    if (attributes === undefined) continue;
    if (name === "gen_ai.choice") addChoice(content, attributes);
    else if (name === "gen_ai.client.inference.operation.details") addDetails(content, attributes);
    else if (Object.hasOwn(MESSAGE_ROLES, name)) {
      addMessage(content, MESSAGE_ROLES[name]!, attributes["content"]);
    }
  }
  return content;
}

function addMessage(content: EventContent, role: Role, value: unknown): void {
  if (role === "assistant") {
    // What came before an assistant message was told with an earlier call.
    content.input = [];
    content.inputContents = [];
  } else {
    readMessage({ role, content: parsed(value) }, role, content.input);
    content.inputContents.push(value);
  }
}

function addChoice(content: EventContent, attributes: AnyAttributes): void {
  const message = parsed(attributes["message"]);
  const role = "assistant";
  readMessage(isFields(message) ? message : { role, content: message }, role, content.output);
  if (attributes["finish_reason"] !== undefined) {
    content.finishReasons.push(attributes["finish_reason"]);
  }
  content.outputContents.push(attributes["message"]);
}

// Instructions come in an event of their own, before the messages.
function addDetails(content: EventContent, attributes: AnyAttributes): void {
  const instructions = attributes["gen_ai.system_instructions"];
  if (instructions !== undefined) content.input.push(...readInstructions(instructions));
  const messages = attributes["gen_ai.input.messages"];
  if (messages !== undefined) {
    const { parts, continued } = readInput(messages);
    content.input = continued ? [...parts] : [...content.input, ...parts];
    content.inputContents.push(messages);
  }
  const answer = attributes["gen_ai.output.messages"];
  if (answer === undefined) return;
  const { parts, finishReasons } = readOutput(answer);
  content.output.push(...parts);
  content.finishReasons.push(...finishReasons);
  content.outputContents.push(answer);
}

function parsed(value: unknown): unknown {
  return typeof value === "string" ? (boundedJson(value) ?? value) : value;
}
