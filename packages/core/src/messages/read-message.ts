import { LongText } from "./long-text.ts";
import { Measured } from "./measured.ts";
import { partKindOf, roleOf, TEXT_KINDS } from "./message.ts";
import type { Part, Role } from "./message.ts";
import { ownText } from "./own-text.ts";
import { contentLength, shapeOf } from "./shape.ts";

/** Parts that one side of a call is read to. */
export const MAX_PARTS: number = 1000;

type Fields = Readonly<Record<string, unknown>>;

/** The role of one message, whatever framework wrote it. */
export function messageRole(message: unknown, fallback: Role): Role {
  if (!isFields(message)) return fallback;
  const named = roleOf(message["role"]) ?? roleOf(message["type"]) ?? roleOf(classOf(message));
  if (named !== undefined) return named;
  // Items of the Responses API have no role; what they are says who wrote them.
  const kind = partKindOf(message["type"]);
  if (kind === "reasoning" || kind === "tool_selection") return "assistant";
  return kind === "tool_result" ? "tool" : fallback;
}

/**
 * Appends the parts of one message: its content, whether one text, parts or blocks, its proposed
 * tool calls, its refusal and its reasoning.
 */
export function readMessage(message: unknown, role: Role, parts: Part[]): void {
  if (parts.length >= MAX_PARTS) return;
  if (!isFields(message)) {
    if (message !== undefined && message !== null) parts.push(textPart(message, role));
    return;
  }
  const fields = isFields(message["kwargs"]) ? message["kwargs"] : message;
  if (partKindOf(fields["type"]) !== undefined) {
    parts.push(readPart(fields, role));
    return;
  }
  const before = parts.length;
  readThoughts(fields, parts);
  readContent(fields["parts"] ?? fields["content"] ?? fields["contents"], role, parts);
  if (role === "assistant") readToolCalls(fields, parts.slice(before), parts);
  if (nonEmpty(fields["refusal"])) parts.push(part("refusal", fields["refusal"]));
  // A bare text block, as in system instructions
  if (parts.length === before && isText(fields["text"])) {
    parts.push(textPart(fields["text"], role));
  }
}

function readContent(content: unknown, role: Role, parts: Part[]): void {
  if (Array.isArray(content)) {
    for (const item of content) {
      if (parts.length >= MAX_PARTS) return;
      parts.push(isFields(item) ? readPart(item, role) : textPart(item, role));
    }
  } else if (isFields(content)) {
    // Gemini: { role, parts }
    if (Array.isArray(content["parts"])) readContent(content["parts"], role, parts);
    else parts.push(readPart(content, role));
  } else if (nonEmpty(content)) {
    parts.push(textPart(content, role));
  }
}

function readPart(item: Fields, role: Role): Part {
  const block = item["type"] === undefined ? blockKey(item) : undefined;
  const kind =
    partKindOf(item["type"]) ?? (item["thought"] === true ? "reasoning" : partKindOf(block));
  if (kind === "tool_selection") return toolCall(item);
  const content =
    item["text"] ??
    item["content"] ??
    item["response"] ??
    item["result"] ??
    item["output"] ??
    item["thinking"] ??
    item["refusal"] ??
    item["summary"] ??
    (block === undefined ? undefined : item[block]);
  if (kind !== undefined) return part(kind, content);
  return textPart(content, role);
}

function readToolCalls(fields: Fields, seen: readonly Part[], parts: Part[]): void {
  const more = fields["additional_kwargs"];
  const calls =
    fields["tool_calls"] ??
    fields["toolCalls"] ??
    (isFields(more) ? more["tool_calls"] : undefined);
  // Some sources list a call twice, as a content block and beside the content.
  if (!Array.isArray(calls) || seen.some(({ kind }) => kind === "tool_selection")) return;
  for (const call of calls.slice(0, MAX_PARTS)) if (isFields(call)) parts.push(toolCall(call));
}

function readThoughts(fields: Fields, parts: Part[]): void {
  const thoughts = fields["reasoning"] ?? fields["reasoning_content"];
  if (nonEmpty(thoughts)) parts.push(part("reasoning", thoughts));
}

function toolCall(call: Fields): Part {
  const inner = CALL_KEYS.map((key) => call[key]).find(isFields) ?? call;
  const name = inner["name"] ?? inner["toolName"] ?? inner["tool_name"];
  const args = inner["arguments"] ?? inner["args"] ?? inner["input"] ?? inner["parameters"];
  return {
    ...part("tool_selection", args),
    toolName: nameOf(name),
  };
}

function nameOf(name: unknown): string | undefined {
  // A name that cannot be read is no known one either.
  const text = name instanceof LongText ? (name.read() ?? "") : name;
  return typeof text === "string" ? ownText(text, MAX_NAME) : undefined;
}

/** UTF-16 code units; no name that a set knows is as long. */
const MAX_NAME = 1024;

const CALL_KEYS = ["function", "functionCall", "toolUse", "toolRequest"] as const;

// Gemini, Bedrock and Genkit: a block has no type, its one key says what it is.
const BLOCK_KEYS = [
  "functionCall",
  "functionResponse",
  "inlineData",
  "toolUse",
  "toolResult",
  "toolRequest",
  "toolResponse",
  "reasoning",
  "reasoningContent",
  "image",
  "document",
  "video",
  "media",
] as const;

function blockKey(item: Fields): string | undefined {
  if (typeof item["reasoning"] === "string") return "reasoning";
  return BLOCK_KEYS.find((key) => isFields(item[key]));
}

function textPart(content: unknown, role: Role): Part {
  const read = part(TEXT_KINDS[role], content);
  const structured = read.kind === "answer" && isStructured(read.shape);
  return structured ? { ...read, kind: "structured_output" } : read;
}

function isStructured(shape: string): boolean {
  return shape === "json:array" || shape.startsWith("object:") || shape.startsWith("list:");
}

function part(kind: Part["kind"], content: unknown): Part {
  return { kind, shape: shapeOf(content), length: contentLength(content) };
}

function isText(value: unknown): boolean {
  return typeof value === "string" || value instanceof LongText;
}

// LangChain: { lc: 1, type: "constructor", id: [..., "AIMessage"], kwargs }
function classOf(message: Fields): unknown {
  const id = message["id"];
  return Array.isArray(id) ? id.at(-1) : undefined;
}

function nonEmpty(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

export function isFields(value: unknown): value is Fields {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof LongText) &&
    !(value instanceof Measured)
  );
}
