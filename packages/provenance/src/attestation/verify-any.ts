import { AGENT_CONFIG, readAgentConfig } from "./agent-config.ts";
import { readRevocation, REVOCATION } from "./revocation.ts";
import { StatementFault } from "./statement-fault.ts";
import { readStatement } from "./statement.ts";
import type { Statement } from "./statement.ts";
import { refuse } from "./verdict.ts";
import type { Refusal } from "./verdict.ts";
import type { VerificationKey } from "./verification-keys.ts";
import { readSummary, VERIFICATION_SUMMARY } from "./verification-summary.ts";
import { verifyEnvelope } from "./verify-envelope.ts";

/** What an envelope of ours says, in short. */
export interface VerifiedStatement {
  readonly ok: true;
  readonly kind: "attestation" | "decision" | "revocation";
  readonly configFingerprint: string;
  readonly keyId: string;
}

/**
 * Verifies an envelope of any statement of ours and tells what it is about; whether it counts today
 * is not asked. Never throws for what an envelope holds.
 */
export function verifyAny(
  envelope: Uint8Array,
  keys: readonly VerificationKey[],
): VerifiedStatement | Refusal {
  const verified = verifyEnvelope(envelope, keys);
  if (!verified.ok) return verified;
  try {
    return { ok: true, keyId: verified.keyId, ...about(readStatement(verified.payload)) };
  } catch (error) {
    if (error instanceof StatementFault) return refuse(error.code, error.message);
    throw error;
  }
}

function about(statement: Statement): Pick<VerifiedStatement, "kind" | "configFingerprint"> {
  switch (statement.predicateType) {
    case AGENT_CONFIG: {
      const { configFingerprint } = readAgentConfig(statement).fingerprints;
      return { kind: "attestation", configFingerprint };
    }
    case VERIFICATION_SUMMARY:
      return { kind: "decision", configFingerprint: readSummary(statement).configFingerprint };
    case REVOCATION:
      return { kind: "revocation", configFingerprint: readRevocation(statement).configFingerprint };
    default:
      throw new StatementFault("wrong_predicate_type", "expected a statement of ours, got another");
  }
}
