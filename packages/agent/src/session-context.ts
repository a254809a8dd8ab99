import { say } from "@auditspan/emitter";
import { contextManager } from "./otel-globals.ts";
import type { Session } from "./session.ts";

/** The part of an OpenTelemetry context that is read. */
export interface ContextLike {
  getValue(key: symbol): unknown;
}

// A context key, never Baggage: Baggage is sent to whoever the agent calls.
const SESSION = Symbol.for("auditspan.session");

/** The session that a context belongs to, or `undefined` for the default session. Never throws. */
export function sessionOf(context: ContextLike | undefined): Session | undefined {
  try {
    return context?.getValue(SESSION) as Session | undefined;
  } catch {
    return undefined;
  }
}

/**
 * Runs a function, and all that it starts, inside a session.
 *
 * Where no context manager is registered the session cannot follow; that is said once on stderr.
 */
export function runInSession<T>(session: Session, fn: () => T): T {
  const manager = contextManager();
  if (manager !== undefined) return manager.with(manager.active().setValue(SESSION, session), fn);
  warnUnmanaged();
  return fn();
}

// Once for the process: an agent may open a session for each request.
let saidUnmanaged = false;

function warnUnmanaged(): void {
  if (saidUnmanaged) return;
  saidUnmanaged = true;
  say(
    "session.run: expected a registered OpenTelemetry context manager, found none; " +
      "events inside go to the default session",
  );
}
