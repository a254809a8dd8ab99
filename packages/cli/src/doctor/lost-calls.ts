import { all, any, declared, given, installed, isOn, not, variable } from "./conditions.ts";
import type { Rule } from "./rule.ts";

const STATE = "state what matters with audit.action, which needs no span";

/**
 * Instrumentation that ends the application or loses calls, in the versions in which this was
 * measured.
 */
export const LOST_CALLS: readonly Rule[] = [
  {
    id: "openinference-openai-failed-calls",
    severity: "warning",
    seen: installed("@arizeai/openinference-instrumentation-openai", "<=4.2.7"),
    message:
      "the span of a failed OpenAI call never ends, so it is not audited (measured with 4.2.7)",
    fix: STATE,
  },
  {
    id: "openinference-broken-streams",
    severity: "error",
    seen: any(
      installed("@arizeai/openinference-instrumentation-openai", "<=4.2.7"),
      installed("@arizeai/openinference-instrumentation-anthropic", "<=0.2.8"),
    ),
    message: "a stream that breaks rejects a promise that nobody awaits, which ends the process",
    fix: "start it with --unhandled-rejections=warn, or use OpenTelemetry's instrumentation or the client's own spans",
  },
  {
    id: "openinference-anthropic-broken-streams",
    severity: "warning",
    seen: installed("@arizeai/openinference-instrumentation-anthropic", "<=0.2.8"),
    message: "a stream that breaks ends no span (measured with 0.2.8)",
    fix: `the client's own spans (@anthropic-ai/sdk 0.134 or newer) have it; else ${STATE}`,
  },
  {
    id: "openai-instrumentation-streams",
    severity: "warning",
    seen: installed("@opentelemetry/instrumentation-openai", "<=0.22.0"),
    message:
      "chat streams that break or are left, and Responses streams that fail, end no span (measured with 0.22.0)",
    fix: STATE,
  },
  {
    id: "openai-instrumentation-parse",
    severity: "warning",
    seen: all(
      installed("@opentelemetry/instrumentation-openai", "<=0.22.0"),
      installed("openai", "6.x"),
    ),
    message: "it breaks chat.completions.parse() and responses.parse(): the body is read twice",
    fix: "do not call them, or leave this instrumentation out",
  },
  {
    id: "traceloop-openai-version",
    severity: "error",
    seen: all(
      installed("@traceloop/instrumentation-openai", "<=0.27.0"),
      installed("openai", ">=7"),
      not(installed("openai", ">=4 <7")),
    ),
    message: "OpenLLMetry hooks openai 4 to 6, so calls of this version have no spans",
    fix: "use openai 6, or another instrumentation",
  },
  {
    id: "traceloop-anthropic-version",
    severity: "error",
    seen: all(
      installed("@traceloop/instrumentation-anthropic", "<=0.27.0"),
      installed("@anthropic-ai/sdk", ">=1"),
    ),
    message: "OpenLLMetry ends the application when it requires this version of the Anthropic SDK",
    fix: "use @anthropic-ai/sdk 0.x, or leave this instrumentation out: the SDK has spans of its own",
  },
  {
    id: "traceloop-failed-calls",
    severity: "warning",
    seen: installed("@traceloop/node-server-sdk", "<=0.27.0"),
    message:
      "no span ends for a decorated function that throws, nor for a failed OpenAI call (measured with 0.27.0)",
    fix: STATE,
  },
  {
    id: "traceloop-mcp-hook",
    severity: "warning",
    seen: all(
      installed("@traceloop/instrumentation-mcp", "<=0.27.0"),
      installed("@modelcontextprotocol/sdk"),
    ),
    message: "its hook never matches, so no MCP call has a span (measured with 0.27.0)",
    fix: "call manuallyInstrument({ Client, Server })",
  },
  {
    id: "openai-agents-failed-runs",
    severity: "warning",
    seen: installed("@arizeai/openinference-instrumentation-openai-agents", "<=0.2.15"),
    message: "a run that throws has no root span (measured with 0.2.15)",
    fix: STATE,
  },
  {
    id: "adk-failed-calls",
    severity: "warning",
    seen: installed("@google/adk", "<=2.0.0"),
    message: "no status is set, so a failed call is told without its failure (measured with 2.0.0)",
    fix: STATE,
  },
  {
    id: "langsmith-structure",
    severity: "warning",
    seen: all(
      installed("langsmith", "<=0.12.0"),
      any(given(declared("langsmith")), variable("LANGSMITH_OTEL_ENABLED", isOn)),
      any(installed("langchain"), installed("@langchain/core")),
      not(installed("@arizeai/openinference-instrumentation-langchain")),
    ),
    message:
      "in LangSmith's OpenTelemetry mode only the outermost run of LangChain has a span (measured with 0.12.0)",
    fix: "use @arizeai/openinference-instrumentation-langchain, which tells each call",
  },
  {
    id: "genkit-exporter-line",
    severity: "error",
    seen: all(
      installed("@opentelemetry/sdk-trace-base", "1.x"),
      any(
        installed("@opentelemetry/exporter-trace-otlp-proto", ">=0.300"),
        installed("@opentelemetry/exporter-trace-otlp-http", ">=0.300"),
      ),
    ),
    message: "a span of SDK 1.x ends the process in an OTLP exporter of the 3.x line",
    fix: "use the exporter that belongs to SDK 1.x; the processors of this project take spans of all lines",
  },
];
