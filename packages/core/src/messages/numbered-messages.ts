import type { AnyAttributes } from "../record.ts";

// Longer conversations are not flattened by anybody; a gap in the numbers ends them.
const MAX_INDEX = 1000;

/**
 * Messages that OpenLLMetry flattened into attribute keys (`PREFIX.0.role`, `PREFIX.0.content`,
 * `PREFIX.0.tool_calls.0.name`), as structured values. Of the input only what follows the last
 * assistant message is built, and that message.
 */
export function numberedMessages(
  attributes: AnyAttributes,
  prefix: string,
  side: "input" | "output",
): unknown[] {
  let count = 0;
  let first = 0;
  for (; count < MAX_INDEX; count++) {
    const role = attributes[`${prefix}.${count}.role`];
    if (role === undefined && attributes[`${prefix}.${count}.content`] === undefined) break;
    if (side === "input" && role === "assistant") first = count;
  }
  const messages: unknown[] = [];
  for (let i = first; i < count; i++) messages.push(messageAt(attributes, `${prefix}.${i}`));
  return messages;
}

function messageAt(attributes: AnyAttributes, at: string): unknown {
  return {
    role: attributes[`${at}.role`],
    content: attributes[`${at}.content`],
    tool_calls: toolCallsAt(attributes, at),
    finish_reason: attributes[`${at}.finish_reason`],
  };
}

function toolCallsAt(attributes: AnyAttributes, at: string): unknown[] {
  const calls: unknown[] = [];
  while (calls.length < MAX_INDEX) {
    const name = attributes[`${at}.tool_calls.${calls.length}.name`];
    if (name === undefined) break;
    calls.push({ name, arguments: attributes[`${at}.tool_calls.${calls.length}.arguments`] });
  }
  const name = attributes[`${at}.function_call.name`];
  if (name !== undefined) {
    calls.push({ name, arguments: attributes[`${at}.function_call.arguments`] });
  }
  return calls;
}
