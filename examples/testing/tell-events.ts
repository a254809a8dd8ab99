import type { SpanRecord } from "@auditspan/core";

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
  return spans
    .filter((span) => !UNTOLD.has(typeOf(span)))
    .toSorted((a, b) => Number(a.startTime - b.startTime))
    .map((span) => "  ".repeat(depthOf(span, spans)) + tell(span));
}

function tell(span: SpanRecord): string {
  const { attributes } = span;
  const risk = attributes["auditspan.event.risk"];
  const outcome = attributes["auditspan.event.outcome"];
  const tokens = Object.entries(TOKENS).flatMap(([name, key]) => {
    const count = attributes[key];
    return count === undefined ? [] : [`${name} ${String(count)}`];
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

/** Tool, agent, or the model that was asked and the one that answered. */
function subjectOf(span: SpanRecord): unknown {
  const { attributes } = span;
  const asked = attributes["gen_ai.request.model"];
  const answered = attributes["gen_ai.response.model"];
  const target = attributes["auditspan.handoff.target"];
  if (target !== undefined) return `to ${String(target)}`;
  if (typeOf(span) === "agent_invocation") return attributes["gen_ai.agent.name"];
  if (asked === undefined) return attributes["gen_ai.tool.name"];
  return answered === undefined ? asked : `${String(asked)} > ${String(answered)}`;
}

function depthOf(span: SpanRecord, spans: readonly SpanRecord[]): number {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  if (parent === undefined) return 0;
  return depthOf(parent, spans) + (UNTOLD.has(typeOf(parent)) ? 0 : 1);
}

function joined(value: unknown): string | undefined {
  return Array.isArray(value) ? value.join(" + ") : undefined;
}

function typeOf({ attributes }: SpanRecord): string {
  return String(attributes["auditspan.event.type"]);
}
