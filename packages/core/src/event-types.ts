/** Risk of an event type, in rising order. */
export const RISKS = ["low", "medium", "high", "critical"] as const;
export type Risk = (typeof RISKS)[number];

export const PHASES = ["requested", "decided", "completed", "point"] as const;
export type Phase = (typeof PHASES)[number];

/** A row of the closed table of event types (SCHEMA section 3). */
export interface EventTypeDefinition {
  readonly risk: Risk;
  /** The phase of an event that says nothing else. */
  readonly phase: Phase;
  /** One sentence for the reference page. */
  readonly summary: string;
  /** `action`: made of spans and by `audit.event`. `system`: made by a package of ours only. */
  readonly origin: "action" | "system";
  /** Attributes without which an event of this type is not complete. */
  readonly must: readonly string[];
  /** Attributes it may carry besides `COMMON`. */
  readonly may: readonly string[];
}

/** What an event of any type may carry: groups of attributes, and single ones. */
export const COMMON: readonly string[] = [
  "event",
  "session",
  "provenance",
  "runtime",
  "trace",
  "seal",
  "gen_ai.agent.name",
];

const ACTION = ["action", "steps", "commitments"] as const;

function action(risk: Risk, summary: string, must: readonly string[] = []): EventTypeDefinition {
  return { risk, phase: "completed", summary, origin: "action", must, may: ACTION };
}

function system(
  risk: Risk,
  summary: string,
  must: readonly string[] = [],
  may: readonly string[] = [],
): EventTypeDefinition {
  return { risk, phase: "point", summary, origin: "system", must, may };
}

/**
 * The core types, version 1. `may` names groups of attributes (see `ATTRIBUTE_GROUPS`) or single
 * attributes.
 */
export const EVENT_TYPES: Readonly<Record<string, EventTypeDefinition>> = {
  model_completion: action("low", "A model answered, or failed to."),
  embedding: action("low", "A model turned input into vectors."),
  retrieval: action("low", "Documents were looked up for a model."),
  agent_invocation: action("low", "An agent was called and ran to its end."),
  workflow_step: action("low", "A step of an agent's own control flow."),
  memory_read: action("low", "An agent read its memory."),
  operation: action("low", "An action that no dialect names."),
  session_started: system(
    "low",
    "A session segment began.",
    [],
    ["session", "provenance", "start"],
  ),
  session_ended: system("low", "A session segment ended."),
  checkpoint: system(
    "low",
    "A lane signed the leaves of its window.",
    ["from", "size", "tip", "leaves", "signature", "key_id"].map(
      (name) => `auditspan.checkpoint.${name}`,
    ),
  ),
  tool_call: action("medium", "A registered tool ran.", ["gen_ai.tool.name"]),
  agent_handoff: action("medium", "An agent handed the task to another agent."),
  memory_write: action("medium", "An agent wrote its memory."),
  http_request: action("medium", "An HTTP request was made or served."),
  db_query: action("medium", "A database was asked."),
  file_read: action("medium", "A file was read."),
  guardrail_check: action("medium", "A guardrail looked at input or output."),
  policy_decision: action("medium", "A policy allowed or denied an action."),
  human_approval: action("medium", "A person was asked to allow an action."),
  session_rotated: system("medium", "A segment follows another one.", [], ["session"]),
  generation_started: system("medium", "A key generation began."),
  annotation: system("medium", "What was learnt of an earlier event later.", [], ACTION),
  registry_expired: system("medium", "The registry forgot a session.", [], ["registry"]),
  file_write: action("high", "A file was written, moved or deleted."),
  credential_access: action("high", "A credential was read or used."),
  message_sent: action("high", "A message left for a person or another system."),
  data_export: action("high", "Data left the system."),
  process_execution: action("high", "A process was started."),
  model_training: action("high", "A model was trained or tuned."),
  registry_lookup: system("high", "The origin of a session was looked up.", [], ["registry"]),
  registry_hold: system("high", "A session was kept from being forgotten.", [], ["registry"]),
  unregistered_tool: action("high", "A tool that the manifest does not know was called."),
  unregistered_event: action("high", "An event of a type that nobody registered."),
  config_mismatch: system(
    "high",
    "What runs is not what was attested.",
    [],
    ["provenance", "mismatch"],
  ),
  events_dropped: system(
    "high",
    "Events are missing, and which.",
    ["auditspan.dropped.count", "auditspan.dropped.reason"],
    ["dropped"],
  ),
  runtime_context_changed: system("critical", "A fact of the isolation changed.", [
    "auditspan.change.fact",
  ]),
  containment_lost: system("critical", "The process left its isolation."),
  secret_detected: system("critical", "A secret stood in content.", [
    "auditspan.secret.kind",
    "auditspan.secret.place",
  ]),
  session_revoked: system("critical", "A session was revoked."),
  generation_revoked: system("critical", "A key generation was revoked."),
  seal_broken: system("critical", "A sealed sequence does not hold."),
};

/** Whether the schema knows an event type of this name. */
export function isEventType(name: string): boolean {
  return Object.hasOwn(EVENT_TYPES, name);
}
