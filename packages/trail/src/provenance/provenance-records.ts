import type { Component, ManifestIsolation } from "@auditspan/core";

/**
 * A signed statement that a configuration was built so. Whoever hands it over has verified the
 * signature: the trail keeps the envelope, so that it can be verified again.
 */
export interface AttestationRecord {
  /** Digest of the envelope: the same one is kept once. */
  readonly id: string;
  readonly configFingerprint: string;
  readonly deployFingerprint?: string | undefined;
  readonly templateDigest?: string | undefined;
  readonly components: Readonly<Partial<Record<Component, string>>>;
  readonly agent?: string | undefined;
  readonly agentVersion?: string | undefined;
  readonly image?: string | undefined;
  /** The isolation that the configuration states. Defaults to no expectation. */
  readonly isolation?: ManifestIsolation | undefined;
  /** Which key signed it. */
  readonly keyId: string;
  readonly attestedAt: Date;
  /** The DSSE envelope as JSON text. */
  readonly envelope: string;
}

/**
 * A signed decision about a configuration, verified as an attestation is. `refused` and `revoked`
 * withdraw what was approved up to then.
 */
export interface ApprovalRecord {
  /** Digest of the envelope: the same one is kept once. */
  readonly id: string;
  readonly configFingerprint: string;
  readonly verdict: "approved" | "refused" | "revoked";
  /** Who decided, as a URI: a body or a pipeline, not a person. */
  readonly approver?: string | undefined;
  /** The policy by which it was decided, and the digest of its text. */
  readonly policyUri?: string | undefined;
  readonly policyDigest?: string | undefined;
  /** What was decided on: `oci://registry/repository@sha256:<hex>`. */
  readonly resourceUri?: string | undefined;
  /** Why it was revoked. */
  readonly reason?: string | undefined;
  readonly keyId: string;
  readonly decidedAt: Date;
  /** Defaults to never. */
  readonly expiresAt?: Date | undefined;
  readonly envelope: string;
}

export interface ProvenanceRecords {
  readonly attestations?: readonly AttestationRecord[] | undefined;
  readonly approvals?: readonly ApprovalRecord[] | undefined;
}

/** How many of the records were new. */
export interface StoredRecords {
  readonly attestations: number;
  readonly approvals: number;
}
