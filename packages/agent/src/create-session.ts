import { processPipeline } from "./pipeline.ts";
import type { Pipeline } from "./pipeline.ts";
import { Session } from "./session.ts";
import type { SessionOptions } from "./session.ts";

export interface CreateSessionOptions extends SessionOptions {
  /** The pipeline that carries the session's own events. Defaults to the one of the process. */
  readonly pipeline?: Pipeline | undefined;
}

/**
 * Opens a session of its own inside the process and emits `session_started`.
 *
 * Names, configuration, agent, commitments and secret scan default to those of the pipeline's default session. Throws a
 * `TypeError` that names the option when one is not valid.
 */
export function createSession(options: CreateSessionOptions = {}): Session {
  const { pipeline = processPipeline(), ...own } = options;
  const { commitments, secretScan } = pipeline.session.context;
  const known = own.names === undefined && own.provenance === undefined ? knownTo(pipeline) : {};
  const session = new Session({ ...known, commitments, secretScan, ...own }, (event) =>
    pipeline.emit(event),
  );
  session.start();
  return session;
}

function knownTo({ session: { context, provenance } }: Pipeline): SessionOptions {
  const { names } = context;
  return provenance === undefined ? { names } : { provenance, agentName: names.agent };
}
