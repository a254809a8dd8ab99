import type { Attributes } from "./audit-event.ts";
import type { KnownNames } from "./known-names.ts";

/**
 * Provenance of a session that has no attested configuration: the fingerprint is the digest of the
 * names that were known, and nothing binds it.
 */
export function provenanceOf(names: KnownNames): Attributes {
  return {
    "auditspan.config_fingerprint": names.fingerprint,
    "auditspan.config.binding": "unbound",
  };
}
