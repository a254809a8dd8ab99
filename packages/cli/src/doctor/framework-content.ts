import { all, any, installed, isOn, not, variable } from "./conditions.ts";
import type { Rule } from "./rule.ts";

/** Frameworks that record content where no variable says so: what to switch off in code, and what stays. */
export const FRAMEWORK_CONTENT: readonly Rule[] = [
  {
    id: "ai-sdk-content",
    severity: "note",
    seen: installed("ai", ">=5"),
    message: "the AI SDK records inputs and outputs on spans where telemetry is on",
    fix: "recordInputs: false and recordOutputs: false keep messages out, and with them the steps; model names and stop sequences stay, before 7 also headers, metadata and error texts",
  },
  {
    id: "openai-instrumentation-content",
    severity: "note",
    seen: all(
      installed("@opentelemetry/instrumentation-openai"),
      not(variable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", isOn)),
    ),
    message:
      "with capture off it still sets the instructions of Responses calls, refusals and error texts",
    fix: "let no other exporter get its spans, or set AUDITSPAN_STRICT=1",
  },
  {
    id: "mastra-content",
    severity: "note",
    seen: any(installed("@mastra/otel-exporter"), installed("@mastra/otel-bridge")),
    message: "SensitiveDataFilter matches names of keys alone, and log records hold request bodies",
    fix: "hideInput and hideOutput keep more out; let no other exporter get its spans and log records",
  },
  {
    id: "langfuse-content",
    severity: "note",
    seen: installed("@langfuse/otel"),
    message:
      "its mask reaches inputs and outputs, not metadata, names, status messages and user ids",
    fix: "let no LangfuseSpanProcessor stand in the provider, or StrictSpanProcessor before it",
  },
  {
    id: "openai-agents-content",
    severity: "note",
    seen: any(installed("@openai/agents"), installed("@openai/agents-core")),
    message:
      "traceIncludeSensitiveData: false leaves error texts, and takes tokens and models away",
    fix: "leave it on and let no other exporter get the spans, or set AUDITSPAN_STRICT=1",
  },
  {
    id: "no-content-switch",
    severity: "note",
    seen: any(
      installed("@strands-agents/sdk"),
      installed("@voltagent/core"),
      installed("genkit"),
      installed("@microsoft/agents-a365-observability"),
    ),
    message: "it has no switch that keeps content out of its spans",
    fix: "let no other exporter get them, or set AUDITSPAN_STRICT=1",
  },
  {
    id: "a365-baggage",
    severity: "warning",
    seen: all(
      installed("@microsoft/agents-a365-observability"),
      not(variable("OTEL_PROPAGATORS", (value) => !value.includes("baggage"))),
    ),
    message:
      "its BaggageBuilder puts name, address and IP of the caller into baggage, which every host gets",
    fix: "set OTEL_PROPAGATORS=tracecontext, or do not use BaggageBuilder",
  },
];
