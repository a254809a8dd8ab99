import { all, any, installed, isOff, isOn, mayHave, not, variable } from "./conditions.ts";
import type { Rule } from "./rule.ts";

const isTrue = (value: string): boolean => value === "true";

/** Products that send content in a way of their own, whatever OpenTelemetry is set to. */
export const VENDOR_EXPORTERS: readonly Rule[] = [
  {
    id: "langfuse-exporter",
    severity: "error",
    seen: all(
      variable("LANGFUSE_SECRET_KEY"),
      mayHave("@langfuse/otel", "@langfuse/tracing", "langfuse", "langfuse-langchain"),
      not(variable("LANGFUSE_TRACING_ENABLED", isOff)),
    ),
    message: "Langfuse is sent inputs, outputs and metadata; its mask does not reach metadata",
    fix: "unset LANGFUSE_SECRET_KEY, or set LANGFUSE_TRACING_ENABLED=false; @langfuse/tracing works without",
  },
  {
    id: "langsmith-exporter",
    severity: "error",
    seen: all(
      any(
        variable("LANGSMITH_TRACING", isTrue),
        variable("LANGSMITH_TRACING_V2", isTrue),
        variable("LANGCHAIN_TRACING", isTrue),
        variable("LANGCHAIN_TRACING_V2", isTrue),
      ),
      mayHave("langsmith", "langchain", "@langchain/core"),
    ),
    message: "LangSmith is sent the inputs and outputs of each run",
    fix: "unset it",
  },
  {
    id: "openai-agents-exporter",
    severity: "warning",
    seen: all(
      any(installed("@openai/agents"), installed("@openai/agents-core")),
      not(variable("OPENAI_AGENTS_DISABLE_TRACING", isOn)),
    ),
    message:
      "OpenAI Agents sends its traces, content included, to OpenAI unless its processors are replaced",
    fix: "call setTraceProcessors, as OpenInference's instrumentation does, or set OPENAI_AGENTS_DISABLE_TRACING=1, which ends its spans as well",
  },
  {
    id: "traceloop-exporter",
    severity: "warning",
    seen: all(variable("TRACELOOP_API_KEY"), mayHave("@traceloop/node-server-sdk")),
    message: "OpenLLMetry's own exporter sends spans as they are to Traceloop",
    fix: "unset TRACELOOP_API_KEY; its spans reach the register when that is loaded before `initialize`",
  },
  {
    id: "mastra-exporter",
    severity: "error",
    seen: all(
      any(variable("MASTRA_CLOUD_ACCESS_TOKEN"), variable("MASTRA_PLATFORM_ACCESS_TOKEN")),
      mayHave("@mastra/observability"),
    ),
    message: "Mastra's own exporter sends inputs and outputs to its platform",
    fix: "unset it, or leave that exporter out of the observability configuration",
  },
  {
    id: "voltagent-exporter",
    severity: "error",
    seen: all(
      variable("VOLTAGENT_PUBLIC_KEY"),
      variable("VOLTAGENT_SECRET_KEY"),
      mayHave("@voltagent/core"),
    ),
    message: "VoltAgent sends its spans and log records, content included, to VoltOps",
    fix: "unset both",
  },
  {
    id: "a365-exporter",
    severity: "error",
    seen: all(
      variable("ENABLE_A365_OBSERVABILITY_EXPORTER", isOn),
      mayHave("@microsoft/agents-a365-observability"),
    ),
    message: "Agent 365's own exporter sends messages, arguments and results",
    fix: "set it to false",
  },
  {
    id: "genkit-exporter",
    severity: "error",
    seen: all(
      any(
        variable("GENKIT_TELEMETRY_SERVER"),
        variable("GENKIT_ENV", (value) => value === "dev"),
      ),
      mayHave("genkit", "@genkit-ai/core"),
    ),
    message: "Genkit sends inputs and outputs of each step to its developer tools",
    fix: "unset it where the data of people is processed",
  },
  {
    id: "phoenix-exporter",
    severity: "warning",
    seen: all(
      any(
        variable("PHOENIX_COLLECTOR_ENDPOINT"),
        variable("PHOENIX_API_KEY"),
        variable("ARIZE_API_KEY"),
      ),
      mayHave("@arizeai/phoenix-otel", "@mastra/arize"),
    ),
    message: "Phoenix or Arize is sent spans as they are",
    fix: "unset it, or let the endpoint be that of `auditspan collect`",
  },
  {
    id: "datadog-exporter",
    severity: "error",
    seen: variable("DD_LLMOBS_ENABLED", isOn),
    message: "Datadog's LLM observability is sent prompts and completions",
    fix: "set it to 0",
  },
  {
    id: "sentry-exporter",
    severity: "warning",
    seen: all(
      variable("SENTRY_DSN"),
      mayHave("@sentry/node", "@sentry/nextjs", "@sentry/bun", "@sentry/core"),
    ),
    message: "Sentry has AI spans of its own and is sent error messages, which repeat prompts",
    fix: "leave sendDefaultPii, recordInputs and recordOutputs off, and strip messages in beforeSend",
  },
  {
    id: "new-relic-exporter",
    severity: "warning",
    seen: all(
      any(variable("NEW_RELIC_LICENSE_KEY"), variable("NEW_RELIC_AI_MONITORING_ENABLED", isOn)),
      mayHave("newrelic"),
      not(variable("NEW_RELIC_AI_MONITORING_RECORD_CONTENT_ENABLED", isOff)),
    ),
    message: "New Relic's AI monitoring may record the messages of model calls",
    fix: "set NEW_RELIC_AI_MONITORING_RECORD_CONTENT_ENABLED=false",
  },
];
