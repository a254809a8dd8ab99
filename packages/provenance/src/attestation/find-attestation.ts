import { refuse } from "./verdict.ts";
import type { Refusal, RefusalCode } from "./verdict.ts";
import type { VerificationKey } from "./verification-keys.ts";
import { verifyAttestation } from "./verify-attestation.ts";
import type { Expectations, VerifiedAttestation } from "./verify-attestation.ts";

/** Refusals that only say that an envelope is not the one that is looked for, the nearest first. */
const BESIDE: readonly RefusalCode[] = ["other_fingerprint", "wrong_key", "wrong_predicate_type"];

/**
 * The attestation among envelopes that holds under the expectations; else the refusal that tells most,
 * which is that of an attestation rather than that of an approval beside it. `not_attested` when
 * there are no envelopes.
 */
export function findAttestation(
  envelopes: readonly Uint8Array[],
  keys: readonly VerificationKey[],
  expectations: Expectations = {},
): VerifiedAttestation | Refusal {
  const refusals: Refusal[] = [];
  for (const envelope of envelopes) {
    const result = verifyAttestation(envelope, keys, expectations);
    if (result.ok) return result;
    refusals.push(result);
  }
  const rank = ({ code }: Refusal): number => BESIDE.indexOf(code);
  const [telling] = refusals.sort((a, b) => rank(a) - rank(b));
  return telling ?? refuse("not_attested", "expected an attestation, got no envelope");
}
