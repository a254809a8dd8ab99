import type { Attributes } from "./audit-event.ts";
import type { KnownNames } from "./known-names.ts";

/**
 * Provenance of a session whose configuration nobody here has seen: the fingerprint is the one of the
 * names or the manifest that its records were read with, and nothing binds it.
 */
export function provenanceOf(names: KnownNames): Attributes {
  return {
    "auditspan.config_fingerprint": names.fingerprint,
    "auditspan.config.binding": "unbound",
  };
}
