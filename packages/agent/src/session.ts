import { randomBytes, randomUUID } from "node:crypto";
import { createEvent, selfIssuedContext } from "@auditspan/core";
import type { AuditEvent, KnownNames, NamesFile, ProjectionContext, Stamp } from "@auditspan/core";
import { nowNanoseconds } from "./hr-time.ts";
import { mismatchEvent, modelMismatchEvent } from "./provenance/mismatch-event.ts";
import type { ConfigMismatch, Provenance } from "./provenance/provenance.ts";
import { runInSession } from "./session-context.ts";
import { sessionNames } from "./session-names.ts";

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
  /**
   * The configuration that runs, from `loadProvenance`; it brings its own names. Defaults to none:
   * then the fingerprint is that of the names, and nothing binds it.
   */
  readonly provenance?: Provenance | undefined;
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

/** Which session a stamp is of; a stamp is one object for all events of a session. */
const SESSIONS = new WeakMap<Stamp, Session>();

/**
 * A self-issued session: a random id, random key, and what every event inside is stamped with.
 *
 * Its binding is that of its provenance, or `unbound`. The key never leaves the process. Throws a
 * `TypeError` that names the option when one is not valid.
 */
export class Session {
  /** UUIDv4 */
  readonly id: string = randomUUID();
  readonly provenance: Provenance | undefined;
  readonly #stated: ProjectionContext;
  readonly #toldModels = new Set<unknown>();
  #context: ProjectionContext;
  #mismatch: ConfigMismatch | undefined;
  readonly #emit: (event: AuditEvent) => void;
  readonly #openedAt: bigint = nowNanoseconds();
  #state: "open" | "started" | "ended" = "open";

  constructor(options: SessionOptions, emit: (event: AuditEvent) => void) {
    this.provenance = options.provenance;
    this.#stated = toProjectionContext(this.id, options);
    this.#context = this.#stated;
    SESSIONS.set(this.#context.stamp, this);
    this.#emit = emit;
  }

  /** What an event of now is made with. */
  get context(): ProjectionContext {
    return this.#context;
  }

  /** Runs a function inside the session: spans and logs that start in it belong to the session. */
  run<T>(fn: () => T): T {
    return runInSession(this, fn);
  }

  /**
   * Emits `session_started`, once, and `config_mismatch` when what is seen of the configuration has
   * come to differ. Call it before an event; the time of the start is when the session was made.
   */
  start(): void {
    this.provenance?.look(Date.now());
    if (this.#state === "open") {
      this.#state = "started";
      const started = this.provenance?.started ?? {};
      const time = this.#openedAt;
      this.#emit(createEvent("session_started", started, this.#context, { time }));
    }
    this.#tellMismatch();
  }

  /** Emits `session_ended`, once. Spans that end later still belong to the session. */
  end(): void {
    if (this.#state !== "started") return;
    this.#tellMismatch();
    this.#state = "ended";
    this.#emit(createEvent("session_ended", {}, this.context, { time: nowNanoseconds() }));
  }

  /** Emits an event that was made with the context of this session. */
  emit(event: AuditEvent): void {
    this.start();
    this.#emit(event);
  }

  // Events say what was seen for as long as it differs from what the session states.
  #tellMismatch(): void {
    const mismatch = this.provenance?.mismatch;
    if (mismatch === this.#mismatch) return;
    this.#mismatch = mismatch;
    this.#context = contextOf(this.#stated, mismatch);
    SESSIONS.set(this.#context.stamp, this);
    if (mismatch !== undefined) this.#emit(mismatchEvent(mismatch, this.#stated));
  }

  #modelMismatch(event: AuditEvent, model: unknown): AuditEvent | undefined {
    const models = this.provenance?.models;
    if (models === undefined || models.size === 0 || models.has(model as string)) return undefined;
    // Names are members of a closed set, so what is remembered stays small.
    if (this.#toldModels.has(model)) return undefined;
    this.#toldModels.add(model);
    return modelMismatchEvent(event, this.#context);
  }

  /**
   * The `config_mismatch` event of an event that shows a model which answers under a name that the
   * manifest does not have, once for each name and session.
   */
  static modelMismatch(event: AuditEvent): AuditEvent | undefined {
    const model = event.attributes["gen_ai.response.model"];
    const session = model === undefined ? undefined : SESSIONS.get(event.stamp);
    return session === undefined ? undefined : session.#modelMismatch(event, model);
  }
}

function contextOf(
  stated: ProjectionContext,
  mismatch: ConfigMismatch | undefined,
): ProjectionContext {
  const { stamp } = stated;
  const observed = mismatch?.observed;
  // What the session states itself does not differ from it.
  if (observed === undefined || observed === stamp.attributes["auditspan.config_fingerprint"]) {
    return stated;
  }
  const attributes = { ...stamp.attributes, "auditspan.config.observed_fingerprint": observed };
  return { ...stated, stamp: { ...stamp, attributes } };
}

function toProjectionContext(id: string, options: SessionOptions): ProjectionContext {
  const { provenance } = options;
  const names = sessionNames(options);
  const initiator = oneOf("initiator", options.initiator, INITIATORS);
  const source = oneOf("invocationSource", options.invocationSource, INVOCATION_SOURCES);
  return selfIssuedContext({
    sessionId: id,
    key: randomBytes(32),
    names,
    source: "emitted",
    attributes: {
      ...provenance?.stamp,
      ...(initiator !== undefined && { "auditspan.session.initiator": initiator }),
      ...(source !== undefined && { "auditspan.invocation.source": source }),
    },
    commitments: options.commitments,
    secretScan: options.secretScan,
  });
}

function oneOf<T extends string>(
  option: string,
  value: T | undefined,
  values: readonly T[],
): T | undefined {
  if (value === undefined || values.includes(value)) return value;
  throw new TypeError(`expected "${option}" to be one of ${values.join(", ")}, got another`);
}
