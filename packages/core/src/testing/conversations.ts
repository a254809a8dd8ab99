/** One conversation of a framework: what goes into its last call, and what comes out of it. */
export interface Conversation {
  readonly framework: string;
  /** Messages with a history, whose last assistant message asked for a tool. */
  readonly input: unknown;
  /** Kinds of the input's steps, without the history. */
  readonly inputKinds: readonly string[];
  readonly output: unknown;
  readonly outputKinds: readonly string[];
  /** Tools that the output asks for. */
  readonly toolNames: readonly string[];
  readonly finishReasons?: readonly string[];
}

const ARGUMENTS = '{"customer":"Alice"}';

/** The same turn (a tool's result goes in, thoughts, text and a tool call come out) as each writes it. */
export const CONVERSATIONS: readonly Conversation[] = [
  {
    framework: "OpenTelemetry parts",
    input: [
      { role: "user", parts: [{ type: "text", content: "question" }] },
      { role: "assistant", parts: [{ type: "tool_call", id: "1", name: "lookup", arguments: {} }] },
      { role: "tool", parts: [{ type: "tool_call_response", id: "1", response: { a: 1 } }] },
    ],
    inputKinds: ["tool_result"],
    output: [
      {
        role: "assistant",
        finish_reason: "tool_call",
        parts: [
          { type: "reasoning", content: "thoughts" },
          { type: "text", content: "answer" },
          { type: "tool_call", id: "2", name: "send", arguments: { to: "Alice" } },
        ],
      },
    ],
    outputKinds: ["reasoning", "answer", "tool_selection"],
    toolNames: ["send"],
    finishReasons: ["tool_call"],
  },
  {
    framework: "OpenAI chat",
    input: [
      { role: "developer", content: "instruction" },
      { role: "user", content: [{ type: "text", text: "question" }] },
      {
        role: "assistant",
        content: null,
        tool_calls: [{ id: "1", type: "function", function: { name: "lookup", arguments: "{}" } }],
      },
      { role: "tool", tool_call_id: "1", content: "result" },
    ],
    inputKinds: ["tool_result"],
    output: {
      id: "chatcmpl-1",
      choices: [
        {
          index: 0,
          finish_reason: "tool_calls",
          message: {
            role: "assistant",
            reasoning_content: "thoughts",
            content: "answer",
            refusal: null,
            tool_calls: [
              { id: "2", type: "function", function: { name: "send", arguments: ARGUMENTS } },
            ],
          },
        },
      ],
    },
    outputKinds: ["reasoning", "answer", "tool_selection"],
    toolNames: ["send"],
    finishReasons: ["tool_calls"],
  },
  {
    framework: "OpenAI Responses items",
    input: [
      { role: "user", content: [{ type: "input_text", text: "question" }] },
      { type: "reasoning", summary: [] },
      { type: "function_call", call_id: "1", name: "lookup", arguments: "{}" },
      { type: "function_call_output", call_id: "1", output: "result" },
    ],
    inputKinds: ["tool_result"],
    output: {
      object: "response",
      output: [
        { type: "reasoning", summary: [{ type: "summary_text", text: "thoughts" }] },
        {
          type: "message",
          role: "assistant",
          content: [{ type: "output_text", text: "answer", annotations: [] }],
        },
        { type: "function_call", call_id: "2", name: "send", arguments: ARGUMENTS },
      ],
    },
    outputKinds: ["reasoning", "answer", "tool_selection"],
    toolNames: ["send"],
  },
  {
    framework: "Anthropic blocks",
    input: [
      { role: "user", content: "question" },
      { role: "assistant", content: [{ type: "tool_use", id: "1", name: "lookup", input: {} }] },
      {
        role: "user",
        content: [
          { type: "tool_result", tool_use_id: "1", content: [{ type: "text", text: "result" }] },
        ],
      },
    ],
    inputKinds: ["tool_result"],
    output: {
      type: "message",
      role: "assistant",
      stop_reason: "tool_use",
      content: [
        { type: "thinking", thinking: "thoughts", signature: "c2ln" },
        { type: "text", text: "answer" },
        { type: "tool_use", id: "2", name: "send", input: { to: "Alice" } },
      ],
    },
    outputKinds: ["reasoning", "answer", "tool_selection"],
    toolNames: ["send"],
  },
  {
    framework: "Gemini parts",
    input: [
      { role: "user", parts: [{ text: "question" }] },
      { role: "model", parts: [{ functionCall: { name: "lookup", args: {} } }] },
      { role: "user", parts: [{ functionResponse: { name: "lookup", response: { a: 1 } } }] },
    ],
    inputKinds: ["tool_result"],
    output: {
      candidates: [
        {
          finishReason: "STOP",
          content: {
            role: "model",
            parts: [
              { text: "thoughts", thought: true },
              { text: "answer" },
              { functionCall: { name: "send", args: { to: "Alice" } } },
            ],
          },
        },
      ],
    },
    outputKinds: ["reasoning", "answer", "tool_selection"],
    toolNames: ["send"],
    finishReasons: ["STOP"],
  },
  {
    framework: "Vercel ModelMessages",
    input: [
      { role: "system", content: "instruction" },
      { role: "user", content: [{ type: "text", text: "question" }] },
      {
        role: "assistant",
        content: [{ type: "tool-call", toolCallId: "1", toolName: "lookup", input: {} }],
      },
      {
        role: "tool",
        content: [
          {
            type: "tool-result",
            toolCallId: "1",
            toolName: "lookup",
            output: { type: "json", value: { a: 1 } },
          },
        ],
      },
    ],
    inputKinds: ["tool_result"],
    output: [
      {
        role: "assistant",
        content: [
          { type: "reasoning", text: "thoughts" },
          { type: "text", text: "answer" },
          { type: "tool-call", toolCallId: "2", toolName: "send", input: { to: "Alice" } },
        ],
      },
    ],
    outputKinds: ["reasoning", "answer", "tool_selection"],
    toolNames: ["send"],
  },
  {
    framework: "Bedrock blocks",
    input: [
      { role: "user", content: [{ text: "question" }] },
      { role: "assistant", content: [{ toolUse: { toolUseId: "1", name: "lookup", input: {} } }] },
      {
        role: "user",
        content: [{ toolResult: { toolUseId: "1", content: [{ text: "result" }] } }],
      },
    ],
    inputKinds: ["tool_result"],
    output: [
      {
        role: "assistant",
        content: [
          { reasoningContent: { reasoningText: { text: "thoughts" } } },
          { text: "answer" },
          { toolUse: { toolUseId: "2", name: "send", input: { to: "Alice" } } },
        ],
      },
    ],
    outputKinds: ["reasoning", "answer", "tool_selection"],
    toolNames: ["send"],
  },
  {
    framework: "LangChain constructors",
    input: {
      messages: [
        [
          langChain("SystemMessage", { content: "instruction" }),
          langChain("HumanMessage", { content: "question" }),
          langChain("AIMessage", {
            content: "",
            tool_calls: [{ id: "1", name: "lookup", args: {}, type: "tool_call" }],
          }),
          langChain("ToolMessage", { content: "result", tool_call_id: "1" }),
        ],
      ],
    },
    inputKinds: ["tool_result"],
    output: {
      generations: [
        [
          {
            text: "answer",
            generationInfo: { finish_reason: "tool_calls" },
            message: langChain("AIMessageChunk", {
              content: [
                { type: "thinking", thinking: "thoughts" },
                { type: "text", text: "answer" },
                { type: "tool_use", id: "2", name: "send", input: { to: "Alice" } },
              ],
              // The same call a second and a third time.
              tool_calls: [{ id: "2", name: "send", args: { to: "Alice" }, type: "tool_call" }],
              additional_kwargs: {
                tool_calls: [{ id: "2", function: { name: "send", arguments: ARGUMENTS } }],
              },
            }),
          },
        ],
      ],
    },
    outputKinds: ["reasoning", "answer", "tool_selection"],
    toolNames: ["send"],
    finishReasons: ["tool_calls"],
  },
];

function langChain(name: string, kwargs: object): object {
  return { lc: 1, type: "constructor", id: ["langchain_core", "messages", name], kwargs };
}
