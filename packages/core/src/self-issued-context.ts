import type { Attributes } from "./audit-event.ts";
import { randomEventIds } from "./ids.ts";
import { createKeyedDigest } from "./keyed-digest.ts";
import type { KnownNames } from "./known-names.ts";
import type { ProjectionContext } from "./projection-context.ts";
import { provenanceOf } from "./provenance.ts";

export interface SelfIssuedOptions {
  /** Random UUIDv4. */
  readonly sessionId: string;
  /** 32 random bytes that keyed digests of the session are made with. */
  readonly key: Uint8Array;
  readonly names: KnownNames;
  readonly source: ProjectionContext["source"];
  /** Further attributes of the stamp: initiator, invocation source. Defaults to none. */
  readonly attributes?: Attributes | undefined;
  /** Whether commitments to content are made. Defaults to false. */
  readonly commitments?: boolean | undefined;
  /** Whether secrets in content are looked for. Defaults to false. */
  readonly secretScan?: boolean | undefined;
}

/** The context of a session that a process issued to itself: nothing binds it to a configuration. */
export function selfIssuedContext(options: SelfIssuedOptions): ProjectionContext {
  const { sessionId, key, names, source, attributes, commitments, secretScan } = options;
  return {
    names,
    stamp: {
      sessionId,
      attributes: { "session.id": sessionId, ...provenanceOf(names), ...attributes },
    },
    source,
    eventId: randomEventIds(),
    keyed: createKeyedDigest(key),
    commitments,
    secretScan,
  };
}
