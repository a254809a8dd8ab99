/** Words that messages usually are made of: keys, roles and types of parts. */
const WORDS = [
  "role",
  "content",
  "parts",
  "type",
  "text",
  "id",
  "name",
  "arguments",
  "args",
  "input",
  "output",
  "result",
  "response",
  "tool_calls",
  "toolCalls",
  "function",
  "message",
  "messages",
  "finish_reason",
  "finishReason",
  "index",
  "toolCallId",
  "tool_call_id",
  "toolName",
  "call_id",
  "status",
  "kwargs",
  "lc",
  "additional_kwargs",
  "response_metadata",
  "user",
  "assistant",
  "system",
  "tool",
  "tool_call",
  "tool_call_response",
  "reasoning",
];

/** The same words as a set; an object of such keys is quick to make. */
export const USUAL_WORDS: ReadonlySet<string> = new Set(WORDS);

const BY_FIRST: (readonly string[] | undefined)[] = [];
for (const word of WORDS) {
  const first = word.charCodeAt(0);
  BY_FIRST[first] = [...(BY_FIRST[first] ?? []), word];
}

/**
 * The usual word that begins at a place of a text and ends before a quote, or undefined. It is no
 * copy, and is found faster wherever it is looked up.
 */
export function usualWordAt(text: string, at: number): string | undefined {
  const words = BY_FIRST[text.charCodeAt(at)];
  if (words === undefined) return undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (text.charCodeAt(at + word.length) === QUOTE && text.startsWith(word, at)) return word;
  }
  return undefined;
}

const QUOTE = 0x22;
