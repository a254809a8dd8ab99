import { readMembers, readOnly, readTime, readWord } from "./read-json.ts";
import type { Statement } from "./statement.ts";

/** Predicate type of a revocation. */
export const REVOCATION = "https://auditspan.dev/attestation/revocation/v1";

/** Why an approval is withdrawn. */
export const REVOCATION_REASONS = ["compromised", "defective", "superseded", "mistake"] as const;

export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** Withdraws every approval of a configuration that was decided up to a time. */
export interface Revocation {
  readonly configFingerprint: string;
  readonly revokedAt: Date;
  readonly reason: RevocationReason;
}

/** The statement of a revocation; its subject is the config fingerprint. */
export function revocationStatement(revocation: Revocation): Statement {
  return {
    subject: [{ name: "config-fingerprint", digest: revocation.configFingerprint }],
    predicateType: REVOCATION,
    predicate: { revokedAt: revocation.revokedAt.toISOString(), reason: revocation.reason },
  };
}

/** Reads the verified statement of a revocation; throws a `StatementFault` when it is none of ours. */
export function readRevocation({ subject, predicate }: Statement): Revocation {
  const { revokedAt, reason } = readMembers(predicate, "predicate", ["revokedAt", "reason"]);
  return {
    configFingerprint: readOnly(subject, "subject").digest,
    revokedAt: readTime(revokedAt, "predicate.revokedAt"),
    reason: readWord(reason, "predicate.reason", REVOCATION_REASONS),
  };
}
