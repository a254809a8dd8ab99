/**
 * Why an attestation could not be made, kept or fetched.
 *
 * `key`: the key cannot be read or is of another kind. `encrypted_key`: it is encrypted, and not by
 * a way that can be opened here. `location`: no store can be at that place. `unauthorized`: the
 * registry wants other credentials. `not_found`: the image is not in the registry. `unreachable`: no
 * answer. `refused`: the registry answered with an error. `protocol`: its answer breaks the rules.
 * `too_large`: more bytes than an attestation may have. `damaged`: bytes that are not those of their
 * digest.
 */
export type AttestationErrorCode =
  | "key"
  | "encrypted_key"
  | "location"
  | "unauthorized"
  | "not_found"
  | "unreachable"
  | "refused"
  | "protocol"
  | "too_large"
  | "damaged";

/** An error of keys or stores. Its message holds no credential and nothing that a server said. */
export class AttestationError extends Error {
  override readonly name = "AttestationError";
  readonly code: AttestationErrorCode;

  constructor(code: AttestationErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
