import { verify } from "node:crypto";
import { canonicalJson } from "@auditspan/core";
import { decodeEnvelope, IN_TOTO } from "./envelope.ts";
import type { Envelope } from "./envelope.ts";
import { parseStrictJson } from "./parse-strict-json.ts";
import { preAuthEncoding } from "./pre-auth-encoding.ts";
import { refuse } from "./verdict.ts";
import type { Refusal } from "./verdict.ts";
import type { VerificationKey } from "./verification-keys.ts";

/** The bytes that a given key signed, and which key it was. */
export interface VerifiedPayload {
  readonly ok: true;
  readonly payload: Uint8Array;
  readonly keyId: string;
}

/**
 * Verifies a DSSE envelope of an in-toto statement: exactly one signature, made by one of the keys.
 *
 * The envelope is decoded once and the payload returned is the one that was verified, so nobody has
 * to read the envelope again. All keys are tried: the key id of an envelope is nobody's word.
 */
export function verifyEnvelope(
  bytes: Uint8Array,
  keys: readonly VerificationKey[],
): VerifiedPayload | Refusal {
  const decoded = decodeEnvelope(bytes);
  if (!decoded.ok) return decoded;
  const { envelope } = decoded;
  // Before the signature: a payload of another type is never looked at, whoever signed it.
  if (envelope.payloadType !== IN_TOTO) {
    return refuse("wrong_payload_type", `expected the payload type ${IN_TOTO}, got another`);
  }
  const signer = keys.find((key) => signed(envelope, envelope.payload, key));
  if (signer === undefined) return whyNot(envelope, keys);
  return { ok: true, payload: envelope.payload, keyId: signer.keyId };
}

function signed(
  { payloadType, signature }: Envelope,
  payload: Uint8Array,
  { publicKey }: VerificationKey,
): boolean {
  return verify("sha256", preAuthEncoding(payloadType, payload), publicKey, signature);
}

// Tells three refusals apart for the reader; none of them lets anything through.
function whyNot(envelope: Envelope, keys: readonly VerificationKey[]): Refusal {
  const canonical = canonicalForm(envelope.payload);
  if (canonical !== undefined && keys.some((key) => signed(envelope, canonical, key))) {
    return refuse(
      "reserialised_payload",
      "expected the bytes that were signed, got the same statement written anew",
    );
  }
  return keys.some(({ keyId }) => keyId === envelope.keyId)
    ? refuse("tampered", "expected the bytes that the named key signed, got others")
    : refuse("wrong_key", `expected a signature by one of ${keys.length} given keys, got another`);
}

function canonicalForm(payload: Uint8Array): Uint8Array | undefined {
  try {
    return Buffer.from(canonicalJson(parseStrictJson(payload)));
  } catch {
    return undefined;
  }
}
