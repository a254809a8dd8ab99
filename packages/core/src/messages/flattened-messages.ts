import type { AnyAttributes } from "../record.ts";

// OpenInference counts messages, contents and calls in the key; nobody has more than this.
const MAX_INDEX = 1000;

/**
 * Messages that stand flattened in attribute keys (`PREFIX.0.message.role`), as structured values.
 * Of the input only what follows the last assistant message is built, and that message.
 */
export function flattenedMessages(
  attributes: AnyAttributes,
  prefix: string,
  side: "input" | "output",
): unknown[] {
  let count = 0;
  let first = 0;
  for (; count < MAX_INDEX; count++) {
    const role = attributes[`${prefix}.${count}.message.role`];
    if (role === undefined && !hasContent(attributes, `${prefix}.${count}.message`)) break;
    if (side === "input" && role === "assistant") first = count;
  }
  const messages: unknown[] = [];
  for (let i = first; i < count; i++)
    messages.push(messageAt(attributes, `${prefix}.${i}.message`));
  return messages;
}

// Reasoning that a Responses call was given back has no role.
function hasContent(attributes: AnyAttributes, at: string): boolean {
  return (
    attributes[`${at}.contents.0.message_content.type`] !== undefined ||
    attributes[`${at}.content`] !== undefined
  );
}

function messageAt(attributes: AnyAttributes, at: string): unknown {
  const contents = listAt(attributes, `${at}.contents`, contentAt);
  const role = attributes[`${at}.role`];
  return {
    // Anthropic and Bedrock hand the result of a tool in as the user's message.
    role: attributes[`${at}.tool_call_id`] === undefined ? role : "tool",
    content: contents.length > 0 ? contents : attributes[`${at}.content`],
    tool_calls: listAt(attributes, `${at}.tool_calls`, toolCallAt),
  };
}

function contentAt(attributes: AnyAttributes, at: string): unknown {
  const type = attributes[`${at}.message_content.type`];
  if (type === undefined) return undefined;
  const text = attributes[`${at}.message_content.text`];
  const call = toolCallAt(attributes, at);
  return call === undefined ? { type, text } : { type, ...call };
}

function toolCallAt(attributes: AnyAttributes, at: string): object | undefined {
  const name = attributes[`${at}.tool_call.function.name`];
  const args = attributes[`${at}.tool_call.function.arguments`];
  return name === undefined && args === undefined ? undefined : { name, arguments: args };
}

function listAt(
  attributes: AnyAttributes,
  at: string,
  read: (attributes: AnyAttributes, at: string) => unknown,
): unknown[] {
  const items: unknown[] = [];
  for (let i = 0; i < MAX_INDEX; i++) {
    const item = read(attributes, `${at}.${i}`);
    if (item === undefined) break;
    items.push(item);
  }
  return items;
}
