import { createEvent, droppedEvent, eventId, knownNames, selfIssuedContext } from "@auditspan/core";
import type { AuditEvent, EventOptions, ProjectionContext } from "@auditspan/core";

/** What the queries of docs/queries.md are written about. */
export const INCIDENT = "ba91b64c-95fc-4d72-9f70-5f3d79170d23";
export const DAY_BEFORE = "1f0c2d3e-4a5b-4c6d-8e7f-0a1b2c3d4e5f";
export const AFTERWARDS = "77aa88bb-99cc-4dde-8ff0-112233445566";
export const BILLING = "c0ffee00-1234-4abc-9def-001122334455";
export const NEW_BUILD = "sha256:b7e23ec29af22b0b4e41da31e868d57226121c84b7e23ec29af22b0b4e41da31";
export const OLD_BUILD = `sha256:${"0d".repeat(32)}`;
const BILLING_BUILD = `sha256:${"b1".repeat(32)}`;

/** The names that all of its agents know. */
export const AGENT_NAMES = {
  agents: ["support-agent", "billing-agent"],
  tools: ["lookup_order"],
  models: ["gpt-5"],
};

/**
 * Four sessions of two agents: a quiet one, the one of the incident with a new build, one that
 * followed it and looks like it to a careless query, and one of another agent.
 */
export function incidentEvents(): readonly AuditEvent[] {
  return [
    ...quietSession(at(DAY_BEFORE, "support-agent", OLD_BUILD, "2026-11-24T09")),
    ...incidentSession(at(INCIDENT, "support-agent", NEW_BUILD, "2026-11-25T12")),
    ...laterSession(at(AFTERWARDS, "support-agent", NEW_BUILD, "2026-11-25T14")),
    ...billingSession(at(BILLING, "billing-agent", BILLING_BUILD, "2026-11-25T11")),
  ];
}

type Tell = (
  minute: number,
  type: string,
  details?: Readonly<Record<string, unknown>>,
  options?: Partial<EventOptions>,
) => AuditEvent;

interface Place {
  readonly context: ProjectionContext;
  readonly timeOf: (minute: number) => bigint;
  readonly tell: Tell;
}

function at(sessionId: string, agent: string, fingerprint: string, hour: string): Place {
  const context = selfIssuedContext({
    sessionId,
    key: new Uint8Array(32).fill(7),
    names: knownNames({ ...AGENT_NAMES, agent }),
    source: "emitted",
    attributes: { "auditspan.config_fingerprint": fingerprint },
  });
  const start = Date.parse(`${hour}:00:00Z`);
  const timeOf = (minute: number): bigint => BigInt(start + minute * 60_000) * 1_000_000n;
  const tell: Tell = (minute, type, details = {}, options = {}) =>
    createEvent(type, details, context, { time: timeOf(minute), ...options });
  return { context, timeOf, tell };
}

function answered(
  { tell }: Place,
  minute: number,
  details: Readonly<Record<string, unknown>> = {},
): AuditEvent {
  const usual = {
    "gen_ai.operation.name": "chat",
    "gen_ai.request.model": "gpt-5",
    "gen_ai.response.model": "gpt-5",
    "gen_ai.usage.input_tokens": 100,
    "gen_ai.usage.output_tokens": 10,
    "auditspan.step.kinds": ["question", "answer"],
  };
  return tell(minute, "model_completion", { ...usual, ...details }, { phase: "completed" });
}

function quietSession(place: Place): AuditEvent[] {
  const { tell } = place;
  return [
    tell(0, "session_started"),
    answered(place, 1),
    tell(2, "tool_call", { "gen_ai.tool.name": "lookup_order" }, { phase: "completed" }),
    tell(3, "config_mismatch", { "auditspan.mismatch.components": ["tools"] }),
  ];
}

function incidentSession(place: Place): AuditEvent[] {
  const { tell, context, timeOf } = place;
  const access = tell(4, "credential_access", {}, { phase: "requested", outcome: "unknown" });
  const otherModel = answered(place, 2, { "gen_ai.response.model": "gpt-5-turbo-x" });
  const { traceId, spanId: parentSpanId } = otherModel;
  const lost = { lane: "0123456789abcdef", from: 9, to: 15, count: 7, reason: "queue_full" };
  return [
    tell(0, "session_started"),
    answered(place, 1),
    otherModel,
    tell(
      2.5,
      "config_mismatch",
      { "auditspan.mismatch.components": ["model"] },
      { traceId, parentSpanId, outcome: "failure" },
    ),
    tell(3, "unregistered_tool", {}, { phase: "requested", outcome: "unknown" }),
    access,
    tell(5, "credential_access", {}, { phase: "completed", requestedEventId: eventId(access) }),
    tell(6, "policy_decision", {}, { phase: "decided", outcome: "denied" }),
    tell(7, "data_export", {}, { phase: "requested", outcome: "unknown" }),
    tell(7.5, "runtime_context_changed", { "auditspan.change.fact": "seccomp_mode" }),
    droppedEvent(lost, context, timeOf(8)),
    droppedEvent({ ...lost, from: 20, to: 21, count: 2 }, context, timeOf(9)),
  ];
}

function laterSession(place: Place): AuditEvent[] {
  const { tell } = place;
  return [
    tell(0, "session_started"),
    answered(place, 1, { "auditspan.step.kinds": ["question", "refusal"] }),
    // The export comes before the access, and neither is in the hour of the incident.
    tell(2, "data_export", {}, { phase: "completed" }),
    tell(3, "credential_access", {}, { phase: "completed", outcome: "failure", errorType: "403" }),
    // Begun after the time that is asked for: it may still run.
    tell(70, "file_write", {}, { phase: "requested", outcome: "unknown" }),
  ];
}

function billingSession(place: Place): AuditEvent[] {
  const { tell } = place;
  return [
    tell(0, "session_started"),
    answered(place, 1, { "gen_ai.usage.input_tokens": 900, "gen_ai.usage.output_tokens": 90 }),
    tell(2, "credential_access", {}, { phase: "completed" }),
    // Without a names file an unknown tool is a call of ordinary risk.
    tell(3, "tool_call", { "gen_ai.tool.name": "wire_transfer" }, { phase: "completed" }),
  ];
}
