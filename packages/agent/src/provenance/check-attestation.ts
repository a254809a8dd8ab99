import { readFileSync } from "node:fs";
import type { Fingerprints } from "@auditspan/core";
import { loadVerificationKeys, verifyAttestation } from "@auditspan/provenance";
import type { VerifiedAttestation } from "@auditspan/provenance";
import { differentComponents } from "./different-components.ts";
import type { ProvenanceOptions } from "./load-provenance.ts";
import type { ConfigMismatch } from "./provenance.ts";

/** What an attestation says of the configuration that runs. */
interface CheckedAttestation {
  readonly binding: "attested" | "computed";
  readonly mismatch: ConfigMismatch | undefined;
}

/**
 * Checks the attestation of a configuration. Only one that verifies and is of this very fingerprint
 * binds; any other is told to `warn` and is a mismatch. Without one nothing is attested. Never throws.
 */
export function checkAttestation(
  options: Pick<ProvenanceOptions, "attestation" | "attestationKeys">,
  stated: Fingerprints,
  warn: (line: string) => void,
): CheckedAttestation {
  const { attestation } = options;
  if (attestation === undefined) return { binding: "computed", mismatch: undefined };
  const verified = verify(attestation, options.attestationKeys);
  if (typeof verified === "string") {
    warn(`attestation: ${verified}; nothing is attested`);
    return { binding: "computed", mismatch: UNKNOWN };
  }
  const { configFingerprint, components } = verified.config.fingerprints;
  if (configFingerprint === stated.configFingerprint) {
    return { binding: "attested", mismatch: undefined };
  }
  const differ = differentComponents(components, stated.components);
  warn(
    `attestation: what runs is not what was attested: ${differ.join(", ")}; nothing is attested`,
  );
  return {
    binding: "computed",
    mismatch: {
      components: differ,
      observed: stated.configFingerprint,
      attested: configFingerprint,
    },
  };
}

/** The attestation of a file, or why it does not hold. */
function verify(path: string, keys: string | undefined): VerifiedAttestation | string {
  if (keys === undefined) return "expected keys to check it with, got none";
  try {
    const verdict = verifyAttestation(readFileSync(path), loadVerificationKeys(keys));
    return verdict.ok ? verdict : `${path}: ${verdict.message} (${verdict.code})`;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code !== undefined && /^E[A-Z]+$/.test(code)
      ? `${path}: cannot be read (${code})`
      : message;
  }
}

const UNKNOWN: ConfigMismatch = { components: [], observed: undefined, attested: undefined };
