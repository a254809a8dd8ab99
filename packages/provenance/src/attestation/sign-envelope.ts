import { sign } from "node:crypto";
import { AttestationError } from "./attestation-error.ts";
import { IN_TOTO, MAX_ENVELOPE_BYTES } from "./envelope.ts";
import { preAuthEncoding } from "./pre-auth-encoding.ts";
import type { SigningKey } from "./signing-key.ts";

/**
 * A DSSE envelope with one ECDSA P-256 signature (SHA-256, DER as cosign and in-toto write it) over
 * an in-toto statement, as JSON with a line feed.
 *
 * Throws an `AttestationError` (`too_large`) when the envelope would have more than 1 MiB.
 */
export function signEnvelope(payload: Uint8Array, key: SigningKey): Uint8Array {
  const signature = sign("sha256", preAuthEncoding(IN_TOTO, payload), key.privateKey);
  const envelope = {
    payloadType: IN_TOTO,
    payload: Buffer.from(payload).toString("base64"),
    signatures: [{ keyid: key.keyId, sig: signature.toString("base64") }],
  };
  const bytes = Buffer.from(`${JSON.stringify(envelope)}\n`);
  if (bytes.length <= MAX_ENVELOPE_BYTES) return new Uint8Array(bytes);
  throw new AttestationError(
    "too_large",
    `expected an envelope of at most ${MAX_ENVELOPE_BYTES} bytes, got ${bytes.length}`,
  );
}
