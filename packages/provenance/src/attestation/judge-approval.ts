import { readRevocation, REVOCATION } from "./revocation.ts";
import type { Revocation } from "./revocation.ts";
import { StatementFault } from "./statement-fault.ts";
import { readStatement } from "./statement.ts";
import { refuse } from "./verdict.ts";
import type { Refusal } from "./verdict.ts";
import type { VerificationKey } from "./verification-keys.ts";
import { readSummary, VERIFICATION_SUMMARY } from "./verification-summary.ts";
import type { VerificationSummary } from "./verification-summary.ts";
import { verifyEnvelope } from "./verify-envelope.ts";

/** What an approval is judged by. */
export interface ApprovalExpectations {
  /** Envelopes among which the decisions are; those of other keys and other statements are passed over. */
  readonly envelopes: readonly Uint8Array[];
  /** Keys of those who may approve and revoke. */
  readonly keys: readonly VerificationKey[];
  /** Digest of the policy that must have been applied. Defaults to any. */
  readonly policy?: string | undefined;
  /** Registry that the image must have been approved for: `registry.example.com`. Defaults to any. */
  readonly registry?: string | undefined;
  /** Who must have decided, as a URI. Defaults to any holder of the keys. */
  readonly approver?: string | undefined;
}

/** Clocks of those who sign and those who verify may differ by this. */
export const CLOCK_SKEW_MS: number = 5 * 60_000;

/**
 * Judges whether a configuration is approved at a time.
 *
 * A revocation, and a decision that it failed, withdraw what was decided up to then; a later
 * approval counts again. A decision by a given key that cannot be read refuses everything, because
 * it may be a withdrawal. Nothing here shows a revocation that the store keeps back: that is what
 * the expiry is for.
 */
export function judgeApproval(
  configFingerprint: string,
  expectations: ApprovalExpectations,
  now: Date,
): { readonly ok: true; readonly approval: VerificationSummary } | Refusal {
  let decisions: Decisions;
  try {
    decisions = readDecisions(configFingerprint, expectations);
  } catch (error) {
    if (error instanceof StatementFault) return refuse(error.code, `approval: ${error.message}`);
    throw error;
  }
  const [latest] = decisions.summaries;
  if (latest === undefined) {
    return refuse("not_approved", "expected an approval by one of the given keys, got none");
  }
  const withdrawn = withdrawnUntil(decisions, now);
  let refusal: Refusal | undefined;
  for (const summary of decisions.summaries) {
    const found = whyNot(summary, expectations, withdrawn, now);
    if (found === undefined) return { ok: true, approval: summary };
    refusal ??= found;
  }
  return refusal!;
}

interface Decisions {
  /** The latest first. */
  readonly summaries: readonly VerificationSummary[];
  readonly revocations: readonly Revocation[];
}

function readDecisions(fingerprint: string, { envelopes, keys }: ApprovalExpectations): Decisions {
  const summaries: VerificationSummary[] = [];
  const revocations: Revocation[] = [];
  for (const envelope of envelopes) {
    const verified = verifyEnvelope(envelope, keys);
    if (!verified.ok) continue;
    const statement = readStatement(verified.payload);
    if (statement.predicateType === REVOCATION) revocations.push(readRevocation(statement));
    if (statement.predicateType === VERIFICATION_SUMMARY) summaries.push(readSummary(statement));
  }
  return {
    summaries: summaries
      .filter(({ configFingerprint }) => configFingerprint === fingerprint)
      .sort((a, b) => b.decidedAt.getTime() - a.decidedAt.getTime()),
    revocations: revocations.filter(({ configFingerprint }) => configFingerprint === fingerprint),
  };
}

/** Until when what was decided no longer counts, in Unix milliseconds. */
function withdrawnUntil({ summaries, revocations }: Decisions, now: Date): number {
  // One of tomorrow would withdraw the approval that is made after it.
  const past = now.getTime() + CLOCK_SKEW_MS;
  const times = [
    ...revocations.map(({ revokedAt }) => revokedAt.getTime()),
    ...summaries.filter(({ passed }) => !passed).map(({ decidedAt }) => decidedAt.getTime()),
  ];
  return Math.max(-Infinity, ...times.filter((time) => time <= past));
}

function whyNot(
  summary: VerificationSummary,
  { policy, registry, approver }: ApprovalExpectations,
  withdrawn: number,
  now: Date,
): Refusal | undefined {
  const { decidedAt, expiresAt } = summary;
  if (!summary.passed) return refuse("not_passed", "expected an approval, got a refusal");
  if (decidedAt.getTime() <= withdrawn) {
    return refuse("revoked", `expected an approval that stands, got one withdrawn since`);
  }
  if (decidedAt.getTime() > now.getTime() + CLOCK_SKEW_MS) {
    return refuse("not_yet_valid", `expected an approval of the past, got ${iso(decidedAt)}`);
  }
  if (expiresAt <= now) {
    return refuse("expired", `expected an approval that stands, got one until ${iso(expiresAt)}`);
  }
  if (policy !== undefined && summary.policy.digest !== policy) {
    return refuse("other_policy", `expected the policy ${policy}, got ${summary.policy.digest}`);
  }
  if (approver !== undefined && summary.approver !== approver) {
    return refuse("other_approver", "expected the approval of another approver");
  }
  return registry === undefined || registryOf(summary.resourceUri) === registry.toLowerCase()
    ? undefined
    : refuse("other_registry", "expected the approval for another registry");
}

function registryOf(resourceUri: string): string {
  return (/^oci:\/\/([^/]+)\//.exec(resourceUri)?.[1] ?? "").toLowerCase();
}

function iso(date: Date): string {
  return date.toISOString();
}
