import type { RecordReader } from "../record-reader.ts";
import type { Dialect } from "./dialect.ts";
import { openInference } from "./openinference.ts";

const SCOPE = "@arizeai/openinference-instrumentation-langchain";

/** LangChain's names of providers that the GenAI registry has others for. */
const PROVIDERS: Readonly<Record<string, string>> = {
  amazon_bedrock: "aws.bedrock",
  azure: "azure.ai.openai",
  google_genai: "gcp.gen_ai",
  google_vertexai: "gcp.vertex_ai",
  mistral: "mistral_ai",
};

type Json = Readonly<Record<string, unknown>>;

/**
 * LangChain and LangGraph through OpenInference: the attributes tell what was asked for, and what
 * answered stands in the serialised answer alone.
 */
export const langChain: Dialect = {
  ...openInference,
  name: "langchain",
  title: "LangChain and LangGraph through OpenInference",
  scopes: [SCOPE],
  speaks: ({ scope, attributes }) =>
    scope.name === SCOPE && attributes["openinference.span.kind"] !== undefined,
  fields: {
    ...openInference.fields,
    "gen_ai.provider.name": (reader) => {
      const provider = reader.object("metadata")?.["ls_provider"];
      return typeof provider === "string" && Object.hasOwn(PROVIDERS, provider)
        ? PROVIDERS[provider]
        : provider;
    },
    "gen_ai.response.model": (reader) => {
      const { generationInfo, message } = generation(reader);
      const metadata = objectOf(message["response_metadata"]);
      return metadata["model_name"] ?? metadata["model"] ?? generationInfo["model_name"];
    },
    // The parameters say `false` also where an agent that is streamed has its model stream.
    "gen_ai.request.stream": (reader) => {
      const type = generation(reader).type;
      return type === undefined ? undefined : type === "AIMessageChunk";
    },
  },
};

interface Generation {
  readonly generationInfo: Json;
  readonly message: Json;
  /** The class of the message. */
  readonly type: unknown;
}

// Other spans hold whole states in the same place, which need not be parsed.
function generation(reader: RecordReader): Generation {
  const isCall = reader.get("openinference.span.kind") === "LLM";
  const answer = isCall ? reader.object("output.value") : undefined;
  const { generationInfo, message } = objectOf(listOf(listOf(answer?.["generations"])[0])[0]);
  const { id, kwargs } = objectOf(message);
  return {
    generationInfo: objectOf(generationInfo),
    message: objectOf(kwargs),
    type: listOf(id).at(-1),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}
