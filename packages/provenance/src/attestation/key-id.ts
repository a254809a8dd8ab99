import { hash } from "node:crypto";
import type { KeyObject } from "node:crypto";

/**
 * The id of a P-256 public key: `SHA256:<base64>`, its OpenSSH fingerprint.
 *
 * It is what `ssh-keygen -l` prints and what Go's securesystemslib, so cosign too, computes for a
 * key without an id: those skip a signature whose `keyid` is another one.
 */
export function keyId(publicKey: KeyObject): string {
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const point = Buffer.concat([
    Buffer.from([0x04]),
    Buffer.from(x, "base64url"),
    Buffer.from(y, "base64url"),
  ]);
  // RFC 5656 section 3.1: the three strings of an ECDSA key blob.
  const blob = Buffer.concat(
    [Buffer.from("ecdsa-sha2-nistp256"), Buffer.from("nistp256"), point].map(sshString),
  );
  return `SHA256:${hash("sha256", blob, "base64").replaceAll("=", "")}`;
}

function sshString(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
