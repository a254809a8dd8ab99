import { boundedOutline } from "./bounded-json.ts";
import type { Part, Role } from "./message.ts";
import { isFields, MAX_PARTS, messageRole, readMessage } from "./read-message.ts";

// A list longer than this is read at its end only.
const MAX_MESSAGES = 1000;
// Values that are looked at in search of messages: what holds itself would never end.
const MAX_LOOKS = 10_000;
const MAX_DEPTH = 4;

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
function messageList(value: unknown): unknown[] {
  const search: Search = { found: [], looks: 0 };
  findMessages(value, 0, search);
  return search.found;
}

interface Search {
  readonly found: unknown[];
  looks: number;
}

function findMessages(value: unknown, depth: number, search: Search): void {
  if (depth > MAX_DEPTH || value === undefined || value === null || value === "") return;
  const parsed = typeof value === "string" ? boundedOutline(value) : undefined;
  if (parsed !== undefined) return findMessages(parsed, depth + 1, search);
  if (Array.isArray(value)) return findInList(value, depth, search);
  const list = isFields(value) ? LIST_KEYS.map((key) => value[key]).find(Array.isArray) : undefined;
  if (list !== undefined) return findMessages(list, depth + 1, search);
  search.found.push(isWrapped(value) ? unwrapped(value) : value);
}

const LIST_KEYS = ["messages", "choices", "output", "generations", "candidates"] as const;

function findInList(list: readonly unknown[], depth: number, search: Search): void {
  for (const item of list.slice(-MAX_MESSAGES)) {
    if (search.looks++ >= MAX_LOOKS) return;
    // LangChain batches: [[message, ...]]
    if (Array.isArray(item) || isWrapped(item) || hasChoices(item))
      findMessages(item, depth + 1, search);
    else search.found.push(item);
  }
}

// Chat completions in a list: [{ choices: [...] }]
function hasChoices(item: unknown): boolean {
  return isFields(item) && Array.isArray(item["choices"]);
}

// A choice, a generation: { message, finish_reason | generationInfo: { finish_reason } }
function isWrapped(item: unknown): item is { message: unknown } {
  return isFields(item) && isFields(item["message"]);
}

function unwrapped(item: { message: unknown }): unknown {
  const outer = item as unknown as Record<string, unknown>;
  const { generationInfo } = outer;
  const reason =
    outer["finish_reason"] ??
    outer["finishReason"] ??
    (isFields(generationInfo) ? generationInfo["finish_reason"] : undefined);
  const message = item.message as Record<string, unknown>;
  if (reason === undefined) return message;
  // LangChain's constructor form keeps its fields a level down.
  return { ...message, finish_reason: reason };
}
