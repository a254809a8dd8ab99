import {
  all,
  any,
  installed,
  isOff,
  isOn,
  lists,
  mayHave,
  NODE_SDK,
  NODE_SDK_INSTALLED,
  not,
  SDK_DISABLED,
  unlessStrict,
  unset,
  variable,
  variablesLike,
} from "./conditions.ts";
import type { Rule } from "./rule.ts";

const OR_STRICT = "or set AUDITSPAN_STRICT=1, so that others in the same provider get it empty";

/** Settings that put content or names of people into telemetry, or that keep less out than they say. */
export const CONTENT_SETTINGS: readonly Rule[] = [
  {
    id: "genai-content",
    severity: unlessStrict("warning"),
    seen: variable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", isOn),
    message:
      "messages stand in spans and log records: steps are told, and other exporters get them",
    fix: `set it to false (events then have no steps), ${OR_STRICT}`,
  },
  {
    id: "traceloop-content",
    severity: unlessStrict("warning"),
    seen: all(
      installed("@traceloop/node-server-sdk"),
      not(variable("TRACELOOP_TRACE_CONTENT", isOff)),
    ),
    message: "OpenLLMetry traces content unless it is told not to",
    fix: `set TRACELOOP_TRACE_CONTENT=false (events then have no steps), ${OR_STRICT}`,
  },
  {
    id: "traceloop-content-left",
    severity: unlessStrict("warning"),
    seen: all(
      variable("TRACELOOP_TRACE_CONTENT", isOff),
      any(...["anthropic", "langchain", "mcp", "pinecone", "qdrant"].map(traceloop)),
    ),
    message:
      "the switch reaches neither Anthropic, LangChain, MCP, Pinecone and Qdrant nor error texts",
    fix: "set AUDITSPAN_STRICT=1, so that others in the same provider get it empty",
  },
  {
    id: "openinference-hide",
    severity: unlessStrict("warning"),
    seen: all(variablesLike(/^OPENINFERENCE_HIDE_/, isOn), mayHave("@arizeai/openinference-core")),
    message: "OPENINFERENCE_HIDE_* does nothing in JavaScript unless a traceConfig is passed",
    fix: `pass traceConfig: {} to the instrumentation; error texts, ids and metadata are left even so, ${OR_STRICT}`,
  },
  {
    id: "langsmith-hide",
    severity: unlessStrict("warning"),
    seen: all(
      variablesLike(/^(LANGSMITH|LANGCHAIN)_HIDE_(INPUTS|OUTPUTS|METADATA)$/, isOn),
      mayHave("langsmith"),
    ),
    message: "what is hidden is repeated in exception messages; tags and tool names are left too",
    fix: "set AUDITSPAN_STRICT=1, so that others in the same provider get it empty",
  },
  {
    id: "adk-content",
    severity: unlessStrict("warning"),
    seen: all(
      installed("@google/adk"),
      not(variable("ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS", isOff)),
    ),
    message: "ADK puts requests and answers into spans unless it is told not to",
    fix: `set ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS=false (proposed tools are then not told), ${OR_STRICT}`,
  },
  {
    id: "claude-code-content",
    severity: "warning",
    seen: variablesLike(
      /^OTEL_LOG_(USER_PROMPTS|ASSISTANT_RESPONSES|TOOL_DETAILS|TOOL_CONTENT|RAW_API_BODIES)$/,
      isOn,
    ),
    message: "Claude Code puts prompts, tool inputs or API bodies into its telemetry",
    fix: "unset it, or let its OTLP endpoint be that of `auditspan collect`",
  },
  {
    id: "resource-detectors",
    severity: unlessStrict("warning"),
    seen: any(
      variable("OTEL_NODE_RESOURCE_DETECTORS", lists("all", "process", "host")),
      all(NODE_SDK, unset("OTEL_NODE_RESOURCE_DETECTORS")),
    ),
    message: "the resource holds command line arguments, the name of the user and of the host",
    fix: `set OTEL_NODE_RESOURCE_DETECTORS=env,serviceinstance, ${OR_STRICT}`,
  },
  {
    id: "resource-of-a-person",
    severity: unlessStrict("warning"),
    seen: variable("OTEL_RESOURCE_ATTRIBUTES", (value) => PERSONAL_KEY.test(value)),
    message: "a resource attribute names a user, a customer or a session, on every span and metric",
    fix: `take it out, ${OR_STRICT}`,
  },
  {
    id: "baggage",
    severity: "warning",
    seen: any(
      variable("OTEL_PROPAGATORS", lists("baggage")),
      all(NODE_SDK_INSTALLED, not(SDK_DISABLED), unset("OTEL_PROPAGATORS")),
    ),
    message:
      "baggage that comes in with a request goes out with every other, to model providers too",
    fix: "set OTEL_PROPAGATORS=tracecontext",
  },
];

const PERSONAL_KEY = /(^|,)\s*(user|enduser|customer|person|session)([._-][^=,]*)?\s*=/i;

function traceloop(name: string): ReturnType<typeof installed> {
  return installed(`@traceloop/instrumentation-${name}`);
}
