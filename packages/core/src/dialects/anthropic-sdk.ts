import type { RecordReader } from "../record-reader.ts";
import type { Content, Dialect, Outcome } from "./dialect.ts";
import { genAi, toolSteps } from "./gen-ai.ts";

const SCOPE = "com.anthropic.sdk.typescript";

/** The spans of the Anthropic SDK itself: GenAI names, and `anthropic.*` for what these lack. */
export const anthropicSdk: Dialect = {
  name: "anthropic-sdk",
  title: "Anthropic SDK, its own spans",
  scopes: [SCOPE],
  speaks: ({ scope }) => scope.name.startsWith("com.anthropic.sdk."),
  types: genAi.types,
  typeOf: genAi.typeOf,
  fields: {
    ...genAi.fields,
    "gen_ai.response.finish_reasons": "anthropic.message.stop_reason",
    "gen_ai.usage.cache_creation.input_tokens": [
      "gen_ai.usage.cache_write.input_tokens",
      "gen_ai.usage.cache_creation.input_tokens",
    ],
    "http.request.method": "http.request.method",
  },
  content,
  outcomeOf,
  toldAround: [SCOPE],
};

function content(reader: RecordReader, type: string): Content {
  if (type !== "tool_call") return genAi.content!(reader, type);
  return toolSteps(
    reader.get("gen_ai.tool.call.arguments"),
    reader.get("anthropic.tool_result.content"),
  );
}

// A call that the application called off has no status, and its answer no end.
function outcomeOf(reader: RecordReader): Outcome | undefined {
  const isOpen =
    reader.record.statusCode === 0 &&
    reader.get("gen_ai.operation.name") === "chat" &&
    reader.get("anthropic.message.stop_reason") === undefined;
  return isOpen ? "unknown" : undefined;
}
