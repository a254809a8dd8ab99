import type { Stamp } from "./audit-event.ts";
import type { KnownNames } from "./known-names.ts";

/** What the ids of an event are made from. */
export interface EventOrigin {
  readonly traceId: string;
  readonly spanId: string;
  /** Unix nanoseconds. */
  readonly startTime: bigint;
  /** Tells a record without a span id from others by what it says. Defaults to nothing. */
  readonly digest?: string | undefined;
}

/** Makes `auditspan.event.id`, a UUIDv7. `ordinal` tells the events of one record apart. */
export type EventIds = (origin: EventOrigin, ordinal: number) => string;

/**
 * A keyed digest of a string that must not be kept as it came: `hs256:` and 43 base64url characters.
 * The label separates uses, so that equal strings in different places do not match.
 */
export type KeyedDigest = (label: string, value: string) => string;

/**
 * All that the projection may know besides the record. Session, provenance and runtime attributes
 * reach an event only from here.
 */
export interface ProjectionContext {
  readonly names: KnownNames;
  readonly stamp: Stamp;
  /** `emitted` by the agent's own process, `observed` by a collector or the command line. */
  readonly source: "emitted" | "observed";
  /**
   * Who sent the records, made under a key, so that nobody can take the one of another. Defaults to
   * nobody: the process itself tells.
   */
  readonly sender?: string | undefined;
  readonly eventId: EventIds;
  readonly keyed: KeyedDigest;
  /**
   * Whether keyed digests of content and of provider-made ids are made. Only who holds the session's
   * key can check them, so they serve where somebody keeps it. Defaults to false.
   */
  readonly commitments?: boolean | undefined;
  /**
   * Whether `fold` looks for secrets in the content of each record before it is dropped, and tells
   * them as `secret_detected` events. Takes time for each character of it. Defaults to false.
   */
  readonly secretScan?: boolean | undefined;
}
