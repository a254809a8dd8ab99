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
  return typeof name === "string" && name !== UNREGISTERED ? `${type} ${name}` : type;
}
