import { boundedJson } from "./bounded-json.ts";
import type { Part, Role } from "./message.ts";
import { isFields, messageRole, readMessage } from "./read-message.ts";

// A list longer than this is read at its end only.
const MAX_MESSAGES = 1000;
/** Parts that one side of a call is read to. */
const MAX_PARTS = 1000;

/** The structure of one side of a model call. */
export interface MessageParts {
  readonly parts: Part[];
  /** Whether an assistant message stood in it: then what came before it was told earlier. */
  readonly continued: boolean;
  /** Finish reasons as they came, to be normalised. */
  readonly finishReasons: readonly unknown[];
}

/**
 * What goes into a call: the messages after the last assistant message, so that the history of a
 * conversation is not told again with each call.
 *
 * Takes messages as structured values or as JSON text.
 */
export function readInput(value: unknown): MessageParts {
  const messages = messageList(value);
  let first = messages.length;
  while (first > 0 && messageRole(messages[first - 1], "user") !== "assistant") first--;
  return readFrom(messages, first, "user", first > 0);
}

/** What comes out of a call: all messages, proposed tool calls and reasoning of the answer. */
export function readOutput(value: unknown): MessageParts {
  return readFrom(messageList(value), 0, "assistant", false);
}

/** The parts of system instructions. */
export function readInstructions(value: unknown): Part[] {
  return readFrom(messageList(value), 0, "system", false).parts;
}

function readFrom(list: unknown[], first: number, role: Role, continued: boolean): MessageParts {
  const parts: Part[] = [];
  const finishReasons: unknown[] = [];
  for (let i = Math.max(first, list.length - MAX_MESSAGES); i < list.length; i++) {
    if (parts.length >= MAX_PARTS) break;
    const message = list[i];
    readMessage(message, messageRole(message, role), parts);
    const reason = isFields(message)
      ? (message["finish_reason"] ?? message["finishReason"])
      : undefined;
    if (reason !== undefined && reason !== null) finishReasons.push(reason);
  }
  return { parts, continued, finishReasons };
}

/** Finds the messages in what frameworks wrap around them, a few levels deep. */
function messageList(value: unknown, depth = 0): unknown[] {
  if (depth > 4) return [];
  if (typeof value === "string") {
    const parsed = boundedJson(value);
    return parsed === undefined ? (value === "" ? [] : [value]) : messageList(parsed, depth + 1);
  }
  if (Array.isArray(value)) {
    // LangChain batches: [[message, ...]]
    return value.some((item) => Array.isArray(item)) || value.some(isWrapped)
      ? value.flatMap((item) =>
          Array.isArray(item) || isWrapped(item) ? messageList(item, depth + 1) : [item],
        )
      : value;
  }
  if (!isFields(value)) return value === undefined || value === null ? [] : [value];
  for (const key of ["messages", "choices", "output", "generations", "candidates"]) {
    if (Array.isArray(value[key])) return messageList(value[key], depth + 1);
  }
  return isWrapped(value) ? [unwrapped(value)] : [value];
}

// A choice, a generation: { message, finish_reason | generationInfo }
function isWrapped(item: unknown): item is { message: unknown } {
  return isFields(item) && isFields(item["message"]);
}

function unwrapped(item: { message: unknown }): unknown {
  const outer = item as unknown as Record<string, unknown>;
  const reason = outer["finish_reason"] ?? outer["finishReason"];
  const message = item.message as Record<string, unknown>;
  if (reason === undefined) return message;
  // LangChain's constructor form keeps its fields a level down.
  return { ...message, finish_reason: reason };
}
