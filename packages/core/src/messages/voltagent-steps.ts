import type { LoggedContent } from "../fold-state.ts";
import type { LogRecord } from "../record.ts";
import { readMessage } from "./read-message.ts";

const TOOL_CALL = "agent.step.tool_call";
const TEXT = "agent.step.text";

/** Whether a log record of VoltAgent tells a step of the model call whose span it belongs to. */
export function isVoltAgentStep({ scope, attributes }: LogRecord): boolean {
  if (scope.name !== "voltagent") return false;
  return attributes["event"] === TOOL_CALL || attributes["event"] === TEXT;
}

/**
 * Adds such a step to what is known of the call. Only here a call shows the tools that it asked for,
 * also those that do not exist.
 */
export function addVoltAgentStep(content: LoggedContent, { attributes }: LogRecord): void {
  const { toolName, arguments: args, textPreview } = attributes;
  if (attributes["event"] === TOOL_CALL) {
    readMessage({ tool_calls: [{ name: toolName, args }] }, "assistant", content.output);
  } else {
    readMessage({ content: textPreview }, "assistant", content.output);
    content.answered = true;
  }
}
