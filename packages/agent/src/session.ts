import { randomBytes, randomUUID } from "node:crypto";
import { createEvent, knownNames, selfIssuedContext } from "@auditspan/core";
import type { AuditEvent, KnownNames, NamesFile, ProjectionContext } from "@auditspan/core";
import { nowNanoseconds } from "./hr-time.ts";
import { runInSession } from "./session-context.ts";

export const INITIATORS = [
  "scheduled_job",
  "api_trigger",
  "manual_console",
  "agent_delegation",
  "event_trigger",
] as const;
export type SessionInitiator = (typeof INITIATORS)[number];

export const INVOCATION_SOURCES = ["api", "scheduled", "webhook", "console", "queue"] as const;
export type InvocationSource = (typeof INVOCATION_SOURCES)[number];

export interface SessionOptions {
  /** Names known before a person spoke. Defaults to those that the schema ships. */
  readonly names?: NamesFile | KnownNames | undefined;
  /** The agent that runs, one of the names where names are given. Defaults to the agent of the names. */
  readonly agentName?: string | undefined;
  /** Who had the session opened. Defaults to not stated. */
  readonly initiator?: SessionInitiator | undefined;
  /** The way by which the agent was invoked. Defaults to not stated. */
  readonly invocationSource?: InvocationSource | undefined;
  /** Whether keyed commitments to inputs and outputs are made. Defaults to false. */
  readonly commitments?: boolean | undefined;
  /**
   * Whether secrets in content (keys, tokens, card and account numbers) are looked for and told as
   * `secret_detected` events, without their values. Defaults to false.
   */
  readonly secretScan?: boolean | undefined;
}

/**
 * A self-issued session: a random id, random key, and what every event inside is stamped with.
 *
 * Its binding is `unbound`, since nobody but this process vouches for it. The key never leaves the
 * process. Throws a `TypeError` that names the option when one is not valid.
 */
export class Session {
  /** UUIDv4 */
  readonly id: string = randomUUID();
  readonly context: ProjectionContext;
  readonly #emit: (event: AuditEvent) => void;
  readonly #openedAt: bigint = nowNanoseconds();
  #state: "open" | "started" | "ended" = "open";

  constructor(options: SessionOptions, emit: (event: AuditEvent) => void) {
    this.context = toProjectionContext(this.id, options);
    this.#emit = emit;
  }

  /** Runs a function inside the session: spans and logs that start in it belong to the session. */
  run<T>(fn: () => T): T {
    return runInSession(this, fn);
  }

  /** Emits `session_started`, once. Its time is when the session was made. */
  start(): void {
    if (this.#state !== "open") return;
    this.#state = "started";
    this.#emit(createEvent("session_started", {}, this.context, { time: this.#openedAt }));
  }

  /** Emits `session_ended`, once. Spans that end later still belong to the session. */
  end(): void {
    if (this.#state !== "started") return;
    this.#state = "ended";
    this.#emit(createEvent("session_ended", {}, this.context, { time: nowNanoseconds() }));
  }

  /** Emits an event that was made with the context of this session. */
  emit(event: AuditEvent): void {
    this.start();
    this.#emit(event);
  }
}

function toProjectionContext(id: string, options: SessionOptions): ProjectionContext {
  const names = withAgent(compileNames(options.names), options.agentName);
  const initiator = oneOf("initiator", options.initiator, INITIATORS);
  const source = oneOf("invocationSource", options.invocationSource, INVOCATION_SOURCES);
  return selfIssuedContext({
    sessionId: id,
    key: randomBytes(32),
    names,
    source: "emitted",
    attributes: {
      ...(initiator !== undefined && { "auditspan.session.initiator": initiator }),
      ...(source !== undefined && { "auditspan.invocation.source": source }),
    },
    commitments: options.commitments,
    secretScan: options.secretScan,
  });
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

function oneOf<T extends string>(
  option: string,
  value: T | undefined,
  values: readonly T[],
): T | undefined {
  if (value === undefined || values.includes(value)) return value;
  throw new TypeError(`expected "${option}" to be one of ${values.join(", ")}, got another`);
}
