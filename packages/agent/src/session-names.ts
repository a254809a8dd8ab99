import { knownNames } from "@auditspan/core";
import type { KnownNames, NamesFile } from "@auditspan/core";
import type { SessionOptions } from "./session.ts";

/**
 * The names that a session knows: those of its configuration, or those given, with its agent.
 *
 * Throws a `TypeError` that names the option when one is not valid.
 */
export function sessionNames({
  names,
  provenance,
  agentName,
}: Pick<SessionOptions, "names" | "provenance" | "agentName">): KnownNames {
  if (provenance !== undefined && names !== undefined) {
    throw new TypeError('expected "names" or "provenance", got both');
  }
  return withAgent(provenance?.names ?? compileNames(names), agentName);
}

function compileNames(names: NamesFile | KnownNames | undefined): KnownNames {
  return names?.tools instanceof Set ? (names as KnownNames) : knownNames(names as NamesFile);
}

function withAgent(names: KnownNames, agent: string | undefined): KnownNames {
  if (agent === undefined || agent === names.agent) return names;
  if (typeof agent !== "string" || agent === "" || Buffer.byteLength(agent) > 200) {
    throw new TypeError(
      `expected "agentName" to be a string of 1 to 200 bytes, got ${typeof agent}`,
    );
  }
  if (names.given && !names.agents.has(agent)) {
    throw new TypeError(`expected "agentName" to be one of the "agents" of the names, got another`);
  }
  return { ...names, agent, agents: new Set([...names.agents, agent]) };
}
