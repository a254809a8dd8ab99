import type { Attributes } from "./audit-event.ts";
import { UNREGISTERED } from "./known-member.ts";

const NAMED_BY: Readonly<Record<string, string>> = {
  model_completion: "gen_ai.request.model",
  embedding: "gen_ai.request.model",
  tool_call: "gen_ai.tool.name",
  agent_invocation: "gen_ai.agent.name",
  agent_handoff: "auditspan.handoff.target",
};

/** The name of an event's span: its type, plus a registered tool, model or agent name. */
export function spanName(type: string, attributes: Attributes): string {
  const key = NAMED_BY[type];
  const name = key === undefined ? undefined : attributes[key];
  return typeof name === "string" && name !== UNREGISTERED ? joined(type, name) : type;
}

// Members of sets are few, so each name is made once.
function joined(type: string, name: string): string {
  const names = (NAMES[type] ??= new Map());
  let known = names.get(name);
  if (known === undefined) {
    known = `${type} ${name}`;
    if (names.size < MAX_NAMES) names.set(name, known);
  }
  return known;
}

const MAX_NAMES = 1000;
const NAMES: Record<string, Map<string, string>> = {};
