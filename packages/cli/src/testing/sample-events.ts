import { createEvent, knownNames, selfIssuedContext } from "@auditspan/core";
import type { AuditEvent, EventOptions } from "@auditspan/core";

export const SESSION = "11111111-2222-4333-8444-555555555555";
const TRACE = "a".repeat(32);
const BEGIN = 1_795_324_429_636_000_000n;
const MS = 1_000_000n;

const context = selfIssuedContext({
  sessionId: SESSION,
  key: new Uint8Array(32),
  names: knownNames({ agents: ["support-agent"], tools: ["lookup"], models: ["gpt-5"] }),
  source: "emitted",
});

/** A small session: an agent, a completion under it that tries an unknown tool, a failed call. */
export function sampleSession(): AuditEvent[] {
  return [
    event("session_started", {}, { time: BEGIN }),
    event("agent_invocation", {}, span("1".repeat(16), undefined, 0n, 1500n)),
    completion(),
    event(
      "unregistered_tool",
      {},
      { ...span("2".repeat(16), undefined, 125n, 0n), phase: "requested", ordinal: 1 },
    ),
    event(
      "tool_call",
      { "gen_ai.tool.name": "lookup" },
      {
        ...span("3".repeat(16), "1".repeat(16), 130n, 3n),
        outcome: "failure",
        errorType: "ENOENT",
      },
    ),
  ];
}

// Steps come from content, so no application can state them.
function completion(): AuditEvent {
  const stated = event(
    "model_completion",
    {
      "gen_ai.request.model": "gpt-5",
      "gen_ai.usage.input_tokens": 72,
      "gen_ai.usage.output_tokens": 52,
      "gen_ai.usage.reasoning.output_tokens": 20,
      "gen_ai.response.finish_reasons": ["tool_calls"],
    },
    span("2".repeat(16), "1".repeat(16), 5n, 120n),
  );
  const steps = {
    "auditspan.step.kinds": ["question", "reasoning", "tool_selection"],
    "auditspan.step.tokens": [35, 22, 7],
    "auditspan.step.shapes": ["text", "text", "object:1"],
  };
  return { ...stated, attributes: { ...stated.attributes, ...steps } };
}

function event(type: string, details: object, options: EventOptions): AuditEvent {
  return createEvent(type, details as Record<string, unknown>, context, {
    phase: "completed",
    ...options,
  });
}

function span(
  spanId: string,
  parentSpanId: string | undefined,
  at: bigint,
  duration: bigint,
): EventOptions {
  return { time: BEGIN + at * MS, duration: duration * MS, traceId: TRACE, spanId, parentSpanId };
}
