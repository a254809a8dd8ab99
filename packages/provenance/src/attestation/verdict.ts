/**
 * Why an attestation is not accepted, closed.
 *
 * The envelope: `too_large`, `malformed_envelope`, `malformed_base64`, `no_signature`,
 * `several_signatures`, `wrong_payload_type`. The signature: `wrong_key` (none of the given keys
 * made it), `tampered` (it names a given key, and these are not the bytes that the key signed),
 * `reserialised_payload` (it fits the canonical form of the payload, not the payload). The statement: `malformed_statement`,
 * `unknown_field`, `wrong_predicate_type`, `inconsistent_statement` (its parts contradict each
 * other). What it is about: `other_fingerprint`, `other_image`, `other_policy`. Its approval:
 * `not_approved`, `not_passed`, `not_yet_valid`, `expired`, `revoked`, `other_registry`,
 * `other_approver`. And `not_attested`: there is no envelope to judge.
 */
export type RefusalCode =
  | "too_large"
  | "malformed_envelope"
  | "malformed_base64"
  | "no_signature"
  | "several_signatures"
  | "wrong_payload_type"
  | "wrong_key"
  | "tampered"
  | "reserialised_payload"
  | "malformed_statement"
  | "unknown_field"
  | "wrong_predicate_type"
  | "inconsistent_statement"
  | "other_fingerprint"
  | "other_image"
  | "other_policy"
  | "not_approved"
  | "not_passed"
  | "not_yet_valid"
  | "expired"
  | "revoked"
  | "other_registry"
  | "other_approver"
  | "not_attested";

/** A refusal: its code, and a sentence that quotes nothing of what was refused. */
export interface Refusal {
  readonly ok: false;
  readonly code: RefusalCode;
  readonly message: string;
}

/** The refusal of a code. */
export function refuse(code: RefusalCode, message: string): Refusal {
  return { ok: false, code, message };
}
