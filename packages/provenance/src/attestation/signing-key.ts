import { createPrivateKey, createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { AttestationError } from "./attestation-error.ts";
import { keyId } from "./key-id.ts";

/** A private key that signs attestations. */
export interface SigningKey {
  /** `SHA256:<base64>` */
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

export interface SigningKeyOptions {
  /** Opens an encrypted PKCS#8 key. Defaults to none. */
  readonly passphrase?: string | undefined;
}

/**
 * Reads an ECDSA P-256 private key: PEM, PKCS#8 or SEC 1.
 *
 * Throws an `AttestationError`: `encrypted_key` for a key that cosign encrypted, or an encrypted
 * PKCS#8 key without its passphrase; `key` for anything else. Never quotes the text.
 */
export function signingKey(pem: string, { passphrase }: SigningKeyOptions = {}): SigningKey {
  if (/-----BEGIN ENCRYPTED (?:COSIGN|SIGSTORE) PRIVATE KEY-----/.test(pem)) {
    throw new AttestationError(
      "encrypted_key",
      "expected a PKCS#8 key, got one that cosign encrypted: give the PEM key that it was imported from (cosign import-key-pair)",
    );
  }
  const encrypted = pem.includes("ENCRYPTED");
  if (encrypted && passphrase === undefined) {
    throw new AttestationError("encrypted_key", "expected a passphrase for the encrypted key");
  }
  const privateKey = read(pem, passphrase, encrypted);
  if (!isP256(privateKey)) {
    throw new AttestationError(
      "key",
      `expected an ECDSA key on the curve P-256, got ${describeKey(privateKey)}`,
    );
  }
  return { keyId: keyId(createPublicKey(privateKey)), privateKey };
}

function read(pem: string, passphrase: string | undefined, encrypted: boolean): KeyObject {
  try {
    return createPrivateKey(passphrase === undefined ? pem : { key: pem, passphrase });
  } catch {
    throw encrypted
      ? new AttestationError("encrypted_key", "expected another passphrase for the encrypted key")
      : new AttestationError("key", "expected a private key in PEM, got something else");
  }
}

/** Whether a key is one that attestations are signed with. */
export function isP256(key: KeyObject): boolean {
  return key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
}

/** The kind of a key in words. */
export function describeKey({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): string {
  const curve = asymmetricKeyDetails?.namedCurve;
  return `${asymmetricKeyType ?? "another"}${curve === undefined ? "" : ` on ${curve}`}`;
}
