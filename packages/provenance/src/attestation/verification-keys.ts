import { createPublicKey } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { readGivenFile, TooLargeError } from "../read-regular-file.ts";
import { AttestationError } from "./attestation-error.ts";
import { keyId } from "./key-id.ts";
import { describeKey, isP256 } from "./signing-key.ts";

/** A public key that attestations are checked with. */
export interface VerificationKey {
  /** `SHA256:<base64>` */
  readonly keyId: string;
  readonly publicKey: KeyObject;
}

const MAX_KEYS = 256;
const MAX_KEY_FILE_BYTES = 1024 * 1024;
const PEM = /-----BEGIN ([A-Z0-9 ]+)-----[^-]*-----END \1-----/g;

/**
 * The public keys of a PEM text, each an ECDSA P-256 key (`PUBLIC KEY`).
 *
 * Throws an `AttestationError` (`key`) on a text without keys, on a key of another kind, and on a
 * private key: whoever checks must not hold what signs.
 */
export function verificationKeys(pem: string): readonly VerificationKey[] {
  const keys = [...pem.matchAll(PEM)].map(([block, label]) => readKey(block, label!));
  if (keys.length === 0) throw new AttestationError("key", "expected public keys in PEM, got none");
  return keys;
}

/**
 * The public keys of a PEM file, or of the `.pem` and `.pub` files of a folder, at most 256.
 *
 * Throws an `AttestationError` (`key`) that names the file.
 */
export function loadVerificationKeys(path: string): readonly VerificationKey[] {
  const keys = new Map<string, VerificationKey>();
  for (const file of keyFiles(path)) {
    for (const key of keysOf(file)) keys.set(key.keyId, key);
  }
  if (keys.size > 0 && keys.size <= MAX_KEYS) return [...keys.values()];
  throw new AttestationError("key", `${path}: expected 1 to ${MAX_KEYS} keys, got ${keys.size}`);
}

function readKey(block: string, label: string): VerificationKey {
  if (label !== "PUBLIC KEY") {
    throw new AttestationError("key", `expected a PUBLIC KEY, got ${label}`);
  }
  let publicKey: KeyObject;
  try {
    publicKey = createPublicKey(block);
  } catch {
    throw new AttestationError("key", "expected a public key in PEM, got something else");
  }
  if (isP256(publicKey)) return { keyId: keyId(publicKey), publicKey };
  throw new AttestationError(
    "key",
    `expected an ECDSA key on the curve P-256, got ${describeKey(publicKey)}`,
  );
}

function keyFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => /\.(?:pem|pub)$/.test(name));
    return names.sort().map((name) => join(path, name));
  } catch (error) {
    throw unreadable(path, error);
  }
}

function keysOf(file: string): readonly VerificationKey[] {
  try {
    return verificationKeys(readGivenFile(file, MAX_KEY_FILE_BYTES).toString("utf8"));
  } catch (error) {
    if (error instanceof TooLargeError) {
      throw new AttestationError("key", `${file}: expected at most ${MAX_KEY_FILE_BYTES} bytes`);
    }
    if (!(error instanceof AttestationError)) throw unreadable(file, error);
    throw new AttestationError(error.code, `${file}: ${error.message}`);
  }
}

function unreadable(path: string, error: unknown): AttestationError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new AttestationError("key", `${path}: cannot be read (${code ?? message})`);
}
