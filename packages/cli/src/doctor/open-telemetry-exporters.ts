import { all, any, isOff, lists, NODE_SDK, unset, variable } from "./conditions.ts";
import type { Rule } from "./rule.ts";

const TRACES = "OTEL_TRACES_EXPORTER";
const LOGS = "OTEL_LOGS_EXPORTER";
const NONE = "none";

/** Settings of OpenTelemetry itself under which spans or log records leave with their content. */
export const OPEN_TELEMETRY_EXPORTERS: readonly Rule[] = [
  {
    id: "console-exporter",
    severity: "error",
    seen: any(variable(TRACES, lists("console")), variable(LOGS, lists("console"))),
    message: "whole spans or log records, prompts among them, are printed to standard output",
    fix: "set it to none",
  },
  {
    id: "raw-exporter",
    severity: "warning",
    seen: any(variable(TRACES, sendsRaw), variable(LOGS, sendsRaw)),
    message: "spans or log records are exported as they are, beside the audit events",
    fix: "set it to none beside the register; without the register, let it end at `auditspan collect`",
  },
  {
    id: "default-exporter",
    severity: "warning",
    seen: all(NODE_SDK, any(unset(TRACES), unset(LOGS))),
    message:
      "NodeSDK brings OTLP exporters for whole spans and log records unless it is told not to",
    fix: `set ${TRACES}=none and ${LOGS}=none beside the register; without it, let it end at \`auditspan collect\``,
  },
  {
    id: "metrics-exporter",
    severity: "note",
    seen: variable("OTEL_METRICS_EXPORTER", sendsRaw),
    message: "attributes of metrics hold model and tool names as the model gave them",
    fix: "set it to none, or keep metrics where such names may be",
  },
  {
    id: "open-telemetry-debug-log",
    severity: "error",
    seen: variable("OTEL_LOG_LEVEL", lists("debug", "verbose", "all")),
    message:
      "OpenTelemetry prints the arguments of calls, whole prompts and completions among them",
    fix: "set it to info, or unset it",
  },
  {
    id: "client-debug-log",
    severity: "error",
    seen: any(variable("OPENAI_LOG", lists("debug")), variable("ANTHROPIC_LOG", lists("debug"))),
    message: "the client library prints its requests and answers with their bodies",
    fix: "set it to warn, or unset it",
  },
  {
    id: "agents-content-log",
    severity: "warning",
    seen: any(
      variable("OPENAI_AGENTS_DONT_LOG_MODEL_DATA", isOff),
      variable("OPENAI_AGENTS_DONT_LOG_TOOL_DATA", isOff),
    ),
    message: "OpenAI Agents may print what models and tools are given and return",
    fix: "unset it: by default it does not",
  },
  {
    id: "config-file",
    severity: "note",
    seen: any(variable("OTEL_CONFIG_FILE"), variable("OTEL_EXPERIMENTAL_CONFIG_FILE")),
    message: "exporters that a configuration file names are not looked at here",
    fix: "look for exporters other than OTLP to `auditspan collect` in it",
  },
];

function sendsRaw(value: string): boolean {
  return !lists("console", NONE)(value) || (lists(NONE)(value) && value.includes(","));
}
