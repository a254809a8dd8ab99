import type { StepKind } from "../enums.ts";

/** One part of a message, as far as structure goes. The content itself is not in it. */
export interface Part {
  readonly kind: StepKind;
  readonly shape: string;
  /** Characters. */
  readonly length: number;
  /** The name of the tool that the model chose, as it came: to be checked, never to be kept. */
  readonly toolName?: string | undefined;
}

export type Role = "system" | "user" | "assistant" | "tool";

const ROLES: Readonly<Record<string, Role>> = {
  system: "system",
  developer: "system",
  user: "user",
  human: "user",
  assistant: "assistant",
  ai: "assistant",
  model: "assistant",
  tool: "tool",
  function: "tool",
  // classes of LangChain messages
  SystemMessage: "system",
  HumanMessage: "user",
  AIMessage: "assistant",
  AIMessageChunk: "assistant",
  ToolMessage: "tool",
  FunctionMessage: "tool",
};

/** The role that a word stands for, or undefined. */
export function roleOf(word: unknown): Role | undefined {
  return typeof word === "string" && Object.hasOwn(ROLES, word) ? ROLES[word] : undefined;
}

/** What a text is when the message that holds it has this role. */
export const TEXT_KINDS: Readonly<Record<Role, StepKind>> = {
  system: "instruction",
  user: "question",
  assistant: "answer",
  tool: "tool_result",
};

const PART_KINDS: Readonly<Record<string, StepKind>> = {
  reasoning: "reasoning",
  thinking: "reasoning",
  redacted_thinking: "reasoning",
  "redacted-reasoning": "reasoning",
  thought: "reasoning",
  reasoningContent: "reasoning",
  reasoningBlock: "reasoning",
  plan: "plan",
  refusal: "refusal",
  tool_call: "tool_selection",
  "tool-call": "tool_selection",
  toolCall: "tool_selection",
  tool_use: "tool_selection",
  toolUse: "tool_selection",
  server_tool_use: "tool_selection",
  mcp_tool_use: "tool_selection",
  function_call: "tool_selection",
  functionCall: "tool_selection",
  custom_tool_call: "tool_selection",
  mcp_call: "tool_selection",
  toolRequest: "tool_selection",
  tool_call_response: "tool_result",
  "tool-result": "tool_result",
  tool_result: "tool_result",
  toolResult: "tool_result",
  function_call_output: "tool_result",
  function_call_result: "tool_result",
  functionResponse: "tool_result",
  toolResponse: "tool_result",
  custom_tool_call_output: "tool_result",
  image: "media",
  image_url: "media",
  input_image: "media",
  file: "media",
  input_file: "media",
  document: "media",
  audio: "media",
  input_audio: "media",
  video: "media",
  media: "media",
  imageBlock: "media",
  documentBlock: "media",
  videoBlock: "media",
  blob: "media",
  uri: "media",
  inlineData: "media",
};

/** The step that a part type stands for, or undefined for text and what nobody knows. */
export function partKindOf(type: unknown): StepKind | undefined {
  return typeof type === "string" && Object.hasOwn(PART_KINDS, type) ? PART_KINDS[type] : undefined;
}
