import type { LogRecord } from "../record.ts";
import type { LoggedContent } from "../fold-state.ts";
import type { Role } from "./message.ts";
import { readInput, readInstructions, readOutput } from "./messages.ts";
import { ownText } from "./own-text.ts";
import { MAX_PARTS, readMessage } from "./read-message.ts";
import { addVoltAgentStep, isVoltAgentStep } from "./voltagent-steps.ts";

const MESSAGE_ROLES: Readonly<Record<string, Role>> = {
  "gen_ai.system.message": "system",
  "gen_ai.user.message": "user",
  "gen_ai.assistant.message": "assistant",
  "gen_ai.tool.message": "tool",
};
const CHOICE = "gen_ai.choice";
const DETAILS = "gen_ai.client.inference.operation.details";

/**
 * Whether a log record carries content of a model call: OpenTelemetry GenAI events, old and new, and
 * the steps of VoltAgent.
 */
export function isContentLog(record: LogRecord): boolean {
  const { eventName } = record;
  return (
    eventName === CHOICE ||
    eventName === DETAILS ||
    Object.hasOwn(MESSAGE_ROLES, eventName) ||
    isVoltAgentStep(record)
  );
}

/** Adds what one such record says to what is known of its call. */
export function addLogContent(content: LoggedContent, record: LogRecord): void {
  if (isVoltAgentStep(record)) addVoltAgentStep(content, record);
  else if (record.eventName === CHOICE) addOutput(content, [record.body]);
  else if (record.eventName === DETAILS) addDetails(content, record.attributes);
  else addMessage(content, MESSAGE_ROLES[record.eventName]!, record.body);
}

function addMessage(content: LoggedContent, role: Role, body: unknown): void {
  // What came before an assistant message was told with an earlier call.
  if (role === "assistant") content.input = [];
  else readMessage(body, role, content.input);
}

function addDetails(content: LoggedContent, attributes: LogRecord["attributes"]): void {
  const messages = attributes["gen_ai.input.messages"];
  const instructions = attributes["gen_ai.system_instructions"];
  if (messages !== undefined || instructions !== undefined) {
    const { parts, continued } = readInput(messages);
    const first = instructions === undefined || continued ? [] : readInstructions(instructions);
    content.input = [...first, ...parts];
  }
  const answer = attributes["gen_ai.output.messages"];
  if (answer !== undefined) addOutput(content, answer);
}

function addOutput(content: LoggedContent, messages: unknown): void {
  const { parts, finishReasons } = readOutput(messages);
  // However many log events tell of one call, what is held of it has a bound.
  if (content.output.length < MAX_PARTS) content.output.push(...parts);
  if (content.finishReasons.length < MAX_PARTS) {
    content.finishReasons.push(...finishReasons.filter(isText).map(ownReason));
  }
  content.answered = true;
}

function isText(reason: unknown): reason is string {
  return typeof reason === "string";
}

// What is held waits for minutes, so no more of it is kept than tells a reason from another one.
function ownReason(reason: string): string {
  return ownText(reason, MAX_REASON);
}

const MAX_REASON = 65;
