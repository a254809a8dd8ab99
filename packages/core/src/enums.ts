/**
 * Closed lists of values, and the other spellings that were seen in practice.
 *
 * Spellings are compared in lower case with `_` for `-`, `.` and space.
 */

export const FINISH_REASONS: readonly string[] = [
  "stop",
  "length",
  "tool_calls",
  "content_filter",
  "error",
  "other",
];

export const FINISH_REASON_SYNONYMS: Readonly<Record<string, string>> = {
  end_turn: "stop",
  endturn: "stop",
  stop_sequence: "stop",
  stopsequence: "stop",
  eos: "stop",
  complete: "stop",
  completed: "stop",
  pause_turn: "stop",
  max_tokens: "length",
  max_output_tokens: "length",
  model_length: "length",
  maxtokens: "length",
  modelcontextwindowexceeded: "length",
  tool_call: "tool_calls",
  tool_use: "tool_calls",
  tooluse: "tool_calls",
  toolcalls: "tool_calls",
  function_call: "tool_calls",
  safety: "content_filter",
  recitation: "content_filter",
  refusal: "content_filter",
  blocklist: "content_filter",
  prohibited_content: "content_filter",
  guardrail_intervened: "content_filter",
  guardrailintervened: "content_filter",
  content_filtered: "content_filter",
  blocked: "content_filter",
  contentfiltered: "content_filter",
  failed: "error",
};

export const OPERATIONS: readonly string[] = [
  "chat",
  "generate_content",
  "text_completion",
  "embeddings",
  "execute_tool",
  "invoke_agent",
  "create_agent",
  "invoke_workflow",
  "agent_step",
  "retrieval",
  "rerank",
  "guardrail",
  "handoff",
  "other",
];

export const OUTPUT_TYPES: readonly string[] = ["text", "json", "image", "speech", "other"];

export const TOOL_TYPES: readonly string[] = ["function", "extension", "datastore", "other"];

export const MCP_METHODS: readonly string[] = [
  "initialize",
  "ping",
  "tools/list",
  "tools/call",
  "resources/list",
  "resources/read",
  "resources/subscribe",
  "resources/templates/list",
  "prompts/list",
  "prompts/get",
  "completion/complete",
  "logging/setLevel",
  "elicitation/create",
  "roots/list",
  "sampling/createMessage",
  "notifications/initialized",
  "notifications/cancelled",
  "notifications/progress",
  "notifications/message",
  "other",
];

/** Who or what allowed or denied an action that waited for it. */
export const APPROVAL_SOURCES: readonly string[] = [
  "config",
  "hook",
  "user_permanent",
  "user_temporary",
  "user_reject",
  "user_abort",
  "other",
];

export const STEP_KINDS = [
  "instruction",
  "question",
  "reasoning",
  "plan",
  "tool_selection",
  "tool_result",
  "answer",
  "refusal",
  "handoff",
  "structured_output",
  "media",
] as const;
export type StepKind = (typeof STEP_KINDS)[number];
