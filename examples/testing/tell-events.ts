import type { SpanRecord } from "../../packages/core/src/record.ts";

// Steps are many and differ with the graph of each framework; the session is the same everywhere.
const UNTOLD = new Set(["workflow_step", "session_started", "session_ended", "checkpoint"]);

const TOKENS = {
  in: "gen_ai.usage.input_tokens",
  cached: "gen_ai.usage.cache_read.input_tokens",
  out: "gen_ai.usage.output_tokens",
  reasoning: "gen_ai.usage.reasoning.output_tokens",
} as const;

/**
 * What events tell, a line each, in the order in which it began and indented below the action around
 * it: type, risk, outcome with its error, then who or what, how it ended, tokens, reasoning steps.
 */
export function tellEvents(spans: readonly SpanRecord[]): string[] {
  const told = spans.filter((span) => !UNTOLD.has(typeOf(span)));
  return linesUnder(undefined);

  function linesUnder(action: SpanRecord | undefined): string[] {
    return told
      .filter((span) => actionAround(span, spans) === action)
      .toSorted((a, b) => Number(beginOf(a, told) - beginOf(b, told)))
      .flatMap((span) => [tell(span), ...linesUnder(span).map((line) => `  ${line}`)]);
  }
}

// An attempt tells of the span of its completion, and is told right behind it: the clock of a client
// may let the next call begin before this one ended.
function beginOf(span: SpanRecord, spans: readonly SpanRecord[]): bigint {
  const told = span.attributes["auditspan.subject.span_id"] ?? span.spanId;
  return spans.find(({ spanId }) => spanId === told)!.startTime;
}

function actionAround(span: SpanRecord, spans: readonly SpanRecord[]): SpanRecord | undefined {
  const told = span.attributes["auditspan.subject.span_id"] !== undefined;
  const around = told ? span.attributes["auditspan.subject.parent_span_id"] : span.parentSpanId;
  const parent = spans.find(({ spanId }) => spanId === around);
  return parent !== undefined && UNTOLD.has(typeOf(parent)) ? actionAround(parent, spans) : parent;
}

function tell(span: SpanRecord): string {
  const { attributes } = span;
  const risk = attributes["auditspan.event.risk"];
  const outcome = attributes["auditspan.event.outcome"];
  const tokens = Object.entries(TOKENS).flatMap(([name, key]) => {
    const count = attributes[key];
    return typeof count === "number" ? [`${name} ${count}`] : [];
  });
  const parts = [
    [typeOf(span), risk, outcome, attributes["error.type"]].filter(Boolean).join(" "),
    subjectOf(span),
    attributes["gen_ai.request.stream"] === true ? "streamed" : undefined,
    joined(attributes["gen_ai.response.finish_reasons"]),
    tokens.join(", "),
    joined(attributes["auditspan.step.kinds"]),
  ];
  return parts.filter(Boolean).join(", ");
}

/** Agent, tool, MCP method, or the model that was asked and the one that answered. */
function subjectOf(span: SpanRecord): unknown {
  const { attributes } = span;
  if (typeOf(span) === "agent_invocation") return attributes["gen_ai.agent.name"];
  const asked = modelOf(attributes["gen_ai.request.model"]);
  const answered = modelOf(attributes["gen_ai.response.model"]);
  return asked === answered && asked === "?"
    ? (attributes["gen_ai.tool.name"] ?? operationOf(span))
    : `${asked} > ${answered}`;
}

function operationOf(span: SpanRecord): unknown {
  return typeOf(span) === "operation" ? span.attributes["mcp.method.name"] : undefined;
}

function modelOf(value: unknown): string {
  return typeof value === "string" ? value : "?";
}

function joined(value: unknown): string | undefined {
  return Array.isArray(value) ? value.join(" + ") : undefined;
}

function typeOf({ attributes }: SpanRecord): string {
  return String(attributes["auditspan.event.type"]);
}
