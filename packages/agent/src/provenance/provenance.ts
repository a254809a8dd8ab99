import type { Attributes, Component, KnownNames } from "@auditspan/core";
import { ConfigWatch } from "./config-watch.ts";

/** What is seen to differ from the configuration that a session states. */
export interface ConfigMismatch {
  /** The components that differ; empty when the configuration cannot be read, so nobody can say. */
  readonly components: readonly Component[];
  /** Fingerprint that was seen. */
  readonly observed: string | undefined;
  /** Fingerprint that was attested, where it is not the one of the session. */
  readonly attested: string | undefined;
}

export interface ProvenanceParts {
  readonly names: KnownNames;
  /** What every event is stamped with. */
  readonly stamp: Attributes;
  /** What `session_started` says besides. */
  readonly started: Attributes;
  /** The names that a model may answer under; empty when no model is declared. */
  readonly models: ReadonlySet<string>;
  /** What differed when it was loaded. */
  readonly mismatch: ConfigMismatch | undefined;
  /** The files that the configuration was read from; they are looked at again while events flow. */
  readonly files: readonly string[];
  /** How often the files are looked at, in milliseconds. */
  readonly recheckMs: number;
  /** Reads the configuration again, and what differs. */
  readonly reload: () => ConfigMismatch | undefined;
}

/**
 * The configuration of the sessions of a process: what they state of it, and whether it still holds.
 *
 * All is computed when it is made; an event costs one comparison.
 */
export class Provenance {
  readonly names: KnownNames;
  readonly stamp: Attributes;
  readonly started: Attributes;
  readonly models: ReadonlySet<string>;
  readonly #watch: ConfigWatch;
  #mismatch: ConfigMismatch | undefined;

  constructor({ names, stamp, started, models, mismatch, ...watched }: ProvenanceParts) {
    this.names = names;
    this.stamp = stamp;
    this.started = started;
    this.models = models;
    this.#mismatch = mismatch;
    const { files, recheckMs, reload } = watched;
    this.#watch = new ConfigWatch({
      files,
      everyMs: recheckMs,
      onChange: () => this.#update(reload()),
    });
  }

  /** What differs, as far as it was seen; the same object for as long as it is the same. */
  get mismatch(): ConfigMismatch | undefined {
    return this.#mismatch;
  }

  #update(seen: ConfigMismatch | undefined): void {
    // A file that was written again with what it held is no news.
    const isSame = seen?.observed === this.#mismatch?.observed;
    if (!isSame || (seen === undefined) !== (this.#mismatch === undefined)) this.#mismatch = seen;
  }

  /** Looks at the files again when it is time to, without waiting for them. Never throws. */
  look(now: number): void {
    this.#watch.look(now);
  }
}
