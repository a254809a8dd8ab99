/** What the telemetry of a framework holds of people, and what it does not tell. */
interface KnownGaps {
  /** Where content and names that people make up stand in it: read for structure at most, then dropped. */
  readonly dropped: string;
  /** What nobody can learn from it, whoever reads it. */
  readonly gaps: readonly string[];
}

export type FrameworkName =
  | "Vercel AI SDK 7"
  | "Vercel AI SDK 5 and 6"
  | "OpenAI SDK with OpenTelemetry's instrumentation"
  | "Anthropic SDK"
  | "Claude Agent SDK and Claude Code"
  | "OpenInference"
  | "LangChain and LangGraph"
  | "OpenAI Agents"
  | "OpenLLMetry (Traceloop)"
  | "Model Context Protocol"
  | "Mastra"
  | "Langfuse"
  | "LangSmith"
  | "Strands Agents"
  | "VoltAgent"
  | "Microsoft Agent 365"
  | "Google ADK"
  | "Genkit";

/** What was measured on recorded traffic of each framework with planted personal data. */
export const KNOWN_GAPS: Readonly<Record<FrameworkName, KnownGaps>> = {
  "Vercel AI SDK 7": {
    dropped:
      "`gen_ai.*.messages`, instructions, arguments and results; runtime context and headers where they are recorded; status messages and exceptions, which repeat prompts; stop sequences.",
    gaps: [
      "A call of a tool that does not exist, or with arguments that do not fit, has no tool span; it is told from the answer.",
      "With `recordInputs` and `recordOutputs` off an error is `Error` without a status code.",
    ],
  },
  "Vercel AI SDK 5 and 6": {
    dropped:
      "`ai.prompt*`, `ai.response.*`, `ai.toolCall.*`; `ai.telemetry.metadata.*`, `ai.settings.context.*` and `ai.request.headers.*`, keys included; status messages and exceptions, which are there with recording off too.",
    gaps: [
      "A call of a tool that does not exist, or with arguments that do not fit, has no tool span; it is told from the answer.",
    ],
  },
  "OpenAI SDK with OpenTelemetry's instrumentation": {
    dropped:
      "bodies and attributes of its log events, which hold every message; `gen_ai.system_instructions`, set with capture off too; status messages.",
    gaps: [
      "Chat streams that break or are abandoned, and Responses streams that fail, end no span.",
      "Chat streams without `include_usage` carry no token counts.",
      "Tools have no spans; calls of them are told from the log events.",
      "It breaks `chat.completions.parse()` and `responses.parse()` of openai 6.",
    ],
  },
  "Anthropic SDK": {
    dropped:
      "messages, instructions, arguments and results in content mode; conversation, organisation and request ids, tool descriptions and URLs in any mode.",
    gaps: [
      "By default (`metadata_only`) there is no content, so there are no steps and no proposed tools.",
      "A tool that does not exist has no tool span; in content mode it is told from the answer.",
    ],
  },
  "Claude Agent SDK and Claude Code": {
    dropped:
      "prompts, commands, tool inputs and outputs where they are switched on; error texts and status messages, which repeat the prompt in the redacted default too; resource attributes, copied onto every record.",
    gaps: [
      "Proposed tool calls and reasoning are shown nowhere; a call of a tool that does not exist leaves no span.",
      "Without tracing its events carry no finish reasons, and MCP tools only have a name with `OTEL_LOG_TOOL_DETAILS`.",
      "It is a program of its own that takes no processor: its OTLP goes to `auditspan collect`.",
    ],
  },
  OpenInference: {
    dropped:
      "`input.value`, `output.value`, flattened messages, documents, embeddings' texts, prompt templates, `llm.invocation_parameters`; `user.id`, `session.id`, `metadata`, `tag.tags`; status messages and exceptions, which no masking reaches.",
    gaps: [
      "For OpenAI no span of a failed call ends; only its agent span shows the error. Chat streams carry no token counts.",
      "For Anthropic a stream that breaks ends no span. A stream of either that breaks rejects a promise that nobody awaits, which ends the process.",
      "For Anthropic and Bedrock the last of several tool results in one message is kept, and no instructions where they stand beside the messages and parameters are hidden.",
      "For MCP it makes no spans, it only carries the context.",
    ],
  },
  "LangChain and LangGraph": {
    dropped:
      "inputs and outputs of chains, serialised messages, documents, `metadata`, prompt templates and variables; run and node names in span names; exception messages.",
    gaps: [
      "Agents are chains; the root of one is taken for the agent by its metadata.",
      "An exception has a message alone, no type. Embeddings have no span.",
    ],
  },
  "OpenAI Agents": {
    dropped:
      "inputs, outputs and data of custom spans; names of traces and custom spans; status messages and exceptions, in which a guard's finding and prompts are repeated.",
    gaps: [
      "There is no root span for a run that threw.",
      "The finish reason is `stop` on Responses calls that ask for tools.",
      "A run ends at a tool that does not exist, without a tool span.",
      "With `traceIncludeSensitiveData: false` Responses calls have no tokens, model or finish reason.",
    ],
  },
  "OpenLLMetry (Traceloop)": {
    dropped:
      "messages, prompts, completions, `traceloop.entity.input` and `.output`; `traceloop.association.properties.*`, keys included; results of vector stores; inputs of guards; conversation ids in span names; status messages and exceptions.",
    gaps: [
      "No span ends for a decorated function that throws, nor for a failed OpenAI call.",
      "LangChain tools carry their class name (`DynamicStructuredTool`); list it among the tools, else each call is an `unregistered_tool`. LangChain retrievers have no span.",
      "openai 7 is not hooked, and `@anthropic-ai/sdk` 1.x ends the application when it is required.",
    ],
  },
  "Model Context Protocol": {
    dropped:
      "arguments, results and resource addresses; the client's address; status messages with the text of an error.",
    gaps: [
      "Shinzo tells tool calls alone, and neither their results nor errors that a tool returns.",
    ],
  },
  Mastra: {
    dropped:
      "`mastra.*.input` and `.output`, memory, `mastra.metadata.*` with raw answers of the provider; tags; log bodies and `mastra.log.*`; tool names in span names; errors. `SensitiveDataFilter` left all planted data but some keys.",
    gaps: [
      "Until 1.3 model, tokens and finish reason stand on the generation alone, summed over its calls: the calls inside are the completions, and the sum stands on the `workflow_step` around them. A failed call there has an outcome of `unknown`.",
      "Since 1.4 the input and the proposed tools stand on the step around a call, and so do their steps.",
    ],
  },
  Langfuse: {
    dropped:
      "inputs, outputs, `langfuse.*.metadata.*` (never masked), names and tags of traces, user and session ids, status messages.",
    gaps: [
      "It records no finish reasons.",
      "The LangChain handler makes a plain span of a retriever and of the agent.",
    ],
  },
  LangSmith: {
    dropped:
      "`gen_ai.prompt`, `gen_ai.completion`, `langsmith.metadata.*`, tags, trace names; exception messages, with everything hidden too.",
    gaps: [
      "A streamed call is merged into the run around it, which then is the model call; of several in one run the first one remains.",
      "With LangChain only the outermost run has a span, so model and tool calls are not visible, nor that they failed.",
      "The status of a failed span is OK; the failure is told from its exception event.",
    ],
  },
  "Strands Agents": {
    dropped:
      "content of span events or attributes in each of its three forms, memories, trace attributes, tool names in span names and metrics. There is no switch for content.",
    gaps: [
      "The service name stands where the provider should, which is not read.",
      "A hand-off in a swarm is told only by the order of its nodes.",
    ],
  },
  VoltAgent: {
    dropped:
      "inputs and outputs, agent state, conversation and user ids, guardrail inputs; its log records. There is no switch for content.",
    gaps: [
      "One model span stands for all calls of a run, with the tokens and the finish reason of the last one, and none for `generateObject`.",
      "What came out of the calls, tools that do not exist among it, stands only in its log records of level debug; of a stream they belong to the agent and become an `annotation`.",
    ],
  },
  "Microsoft Agent 365": {
    dropped:
      "messages, thoughts, arguments and results; names, addresses and ids of the caller, which its baggage also sends to every host downstream; status messages. There is no switch for content.",
    gaps: [
      "Its own exporter writes attributes as plain objects and times as rounded numbers; such bodies are read, with times exact to 256 ns.",
    ],
  },
  "Google ADK": {
    dropped:
      "requests and responses of the model, arguments and results, session ids, descriptions.",
    gaps: [
      "No status is set: a call that failed leaves a span without attributes, of which the name of the span says what it was, and no error. A tool that does not exist has no span.",
      "Gemini's finish reason is `stop` also when it asks for tools.",
      "With `ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS=false` neither proposed tools nor the target of a transfer are visible.",
    ],
  },
  Genkit: {
    dropped:
      "`genkit:input`, `genkit:output`, `genkit:path` and names of steps, status messages and exceptions. There is no switch for content.",
    gaps: [
      "The OpenAI plugin gives the finish reason `stop` also when the model asks for tools, and drops reasoning that comes with a tool call.",
      "A run ends at a tool that does not exist, without a tool span.",
      "It is on SDK 1.x, whose spans end the process in an exporter of 3.x.",
    ],
  },
};
