import fc from "fast-check";
import { SCOPE_NAME } from "@auditspan/core";
import type { LogRecord, SpanRecord } from "@auditspan/core";
import { KNOWN_VALUES, READ_KEYS } from "./known-words.ts";

/** A text that may stand in no event, in whatever field it was planted. */
export const CANARY = "Zoë Quibzink-Murson zoe.quibzink@canary.example +49 153 7281 7957";
/** The part of it that stays visible when a text is cut, lower-cased or split at separators. */
export const CANARY_PART = "quibzink";

const HEX = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "a", "b", "c", "d", "e", "f"];

const scalar = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...KNOWN_VALUES) },
  { weight: 3, arbitrary: fc.constant(CANARY) },
  { weight: 1, arbitrary: fc.constantFrom(...KNOWN_VALUES).map((value) => `${value} ${CANARY}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...KNOWN_VALUES).map((value) => `${value}-${CANARY_PART}`),
  },
  fc.string({ unit: "binary" }),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, undefined, "", 0, -1, 4915372817957, 2 ** 60, 10n ** 20n),
  fc.uint8Array({ maxLength: 8 }),
);

const messageParts = fc.array(
  fc.record(
    {
      type: fc.constantFrom(
        "text",
        "reasoning",
        "tool_call",
        "tool-call",
        "refusal",
        "image_url",
        CANARY,
      ),
      content: scalar,
      text: scalar,
      name: fc.constantFrom("known-tool", CANARY),
      toolName: fc.constantFrom("known-tool", CANARY),
      arguments: scalar,
      [CANARY]: scalar,
    },
    { requiredKeys: [] },
  ),
  { maxLength: 4 },
);

const messages = fc.array(
  fc.record(
    {
      role: fc.constantFrom("system", "user", "assistant", "tool", CANARY),
      parts: messageParts,
      content: fc.oneof(messageParts, scalar),
      tool_calls: fc.array(
        fc.record({
          function: fc.record({ name: fc.constantFrom("known-tool", CANARY), arguments: scalar }),
        }),
        { maxLength: 2 },
      ),
      finish_reason: fc.constantFrom("stop", "tool_calls", CANARY),
    },
    { requiredKeys: [] },
  ),
  { maxLength: 4 },
);

// Structured, and as JSON one or two levels deep, as frameworks write it.
const content = messages.chain((value) =>
  fc.constantFrom<unknown>(value, jsonText(value), jsonText({ messages: jsonText(value) }), {
    choices: value,
  }),
);

const nested = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom(CANARY, "__proto__", "type", "role"), fc.string()),
      tie("value"),
      { maxKeys: 4 },
    ),
  ),
})).value;

const toolName = fc.constantFrom("known-tool", CANARY);

/** What makes a dialect take a span for its own, with the content that it then reads. */
const marks = fc.oneof(
  fc.record(
    {
      "gen_ai.operation.name": fc.constantFrom(
        "chat",
        "embeddings",
        "execute_tool",
        "invoke_agent",
      ),
      "gen_ai.tool.name": toolName,
      "gen_ai.input.messages": content,
      "gen_ai.output.messages": content,
      "gen_ai.system_instructions": content,
      "gen_ai.tool.call.arguments": scalar,
      "gen_ai.usage.input_tokens": fc.oneof(fc.nat(5000), scalar),
      "gen_ai.request.model": scalar,
      "gen_ai.response.id": scalar,
    },
    { requiredKeys: ["gen_ai.operation.name"] },
  ),
  fc.record(
    {
      "openinference.span.kind": fc.constantFrom("LLM", "TOOL", "AGENT", "CHAIN", "EMBEDDING"),
      "tool.name": toolName,
      "llm.output_messages.0.message.role": fc.constantFrom("assistant", CANARY),
      "llm.output_messages.0.message.tool_calls.0.tool_call.function.name": toolName,
      "output.value": content,
      "llm.invocation_parameters": fc.constantFrom(
        jsonText({ model: CANARY, seed: CANARY }),
        CANARY,
      ),
    },
    { requiredKeys: ["openinference.span.kind"] },
  ),
  fc.record(
    {
      "ai.operationId": fc.constantFrom(
        "ai.generateText",
        "ai.generateText.doGenerate",
        "ai.toolCall",
      ),
      "ai.toolCall.name": toolName,
      "ai.prompt.messages": content,
      "ai.response.text": scalar,
      "ai.response.toolCalls": fc.constantFrom(
        jsonText([{ toolName: CANARY, input: CANARY }]),
        CANARY,
      ),
    },
    { requiredKeys: ["ai.operationId"] },
  ),
);

const attributes = fc
  .array(
    fc.tuple(
      fc.oneof(
        { weight: 8, arbitrary: fc.constantFrom(...READ_KEYS) },
        { weight: 1, arbitrary: fc.constant(CANARY) },
        { weight: 1, arbitrary: fc.string() },
      ),
      fc.oneof({ weight: 3, arbitrary: scalar }, { weight: 2, arbitrary: content }, nested),
    ),
    { maxLength: 24 },
  )
  .map((entries) => {
    const made = Object.create(null) as Record<string, unknown>;
    for (const [key, value] of entries) made[key] = value;
    return made;
  });

const scope = fc.record({
  name: fc.constantFrom(
    "gen_ai",
    "ai",
    "openinference-core",
    "@opentelemetry/instrumentation-openai",
    SCOPE_NAME,
    CANARY,
  ),
  version: fc.constantFrom(undefined, CANARY),
});

const hexId = (digits: number): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .array(fc.constantFrom(...HEX), { minLength: digits, maxLength: digits })
        .map((all) => all.join("")),
    },
    { weight: 1, arbitrary: fc.constantFrom("", CANARY, "0".repeat(digits), "A".repeat(digits)) },
  );

const nanos = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

/** Any span: hostile keys, our own names with hostile values, canaries in every field. */
export const anySpan: fc.Arbitrary<SpanRecord> = fc.record({
  signal: fc.constant("span" as const),
  traceId: hexId(32),
  spanId: hexId(16),
  parentSpanId: fc.oneof(hexId(16), fc.constant(undefined)),
  name: fc.constantFrom("chat gpt-4o-mini", "model_completion", CANARY),
  kind: fc.integer({ min: 0, max: 6 }),
  startTime: nanos,
  endTime: nanos,
  attributes: fc
    .tuple(attributes, fc.option(marks, { freq: 4, nil: {} }))
    .map(([all, own]) => Object.assign(all, own)),
  events: fc.array(fc.record({ name: fc.constantFrom("exception", CANARY), attributes }), {
    maxLength: 2,
  }),
  statusCode: fc.integer({ min: 0, max: 3 }),
  scope,
  resource: attributes,
});

/** Any log record, most of them of the events that carry model content. */
export const anyLog: fc.Arbitrary<LogRecord> = fc.record({
  signal: fc.constant("log" as const),
  traceId: hexId(32),
  spanId: hexId(16),
  eventName: fc.constantFrom(
    "gen_ai.system.message",
    "gen_ai.user.message",
    "gen_ai.assistant.message",
    "gen_ai.tool.message",
    "gen_ai.choice",
    "gen_ai.client.inference.operation.details",
    "constructor",
    CANARY,
  ),
  time: nanos,
  body: fc.oneof(
    content,
    nested,
    fc.record({ message: fc.record({ content: scalar }), finish_reason: scalar }),
  ),
  attributes,
  scope,
  resource: attributes,
});

/** Like `JSON.stringify`, but never throws on a bigint. */
function jsonText(value: unknown): string {
  return (
    JSON.stringify(value, (_, item: unknown) => (typeof item === "bigint" ? String(item) : item)) ??
    ""
  );
}
