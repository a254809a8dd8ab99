import { hash } from "node:crypto";
import type { KeyedDigest } from "./projection-context.ts";

const BLOCK = 64;
const DIGEST = 32;

/** HMAC-SHA-256 over label, NUL and value, as text. */
export type KeyedHash = (label: string, value: string, encoding: "hex" | "base64url") => string;

/** A `KeyedHash` as the digest that events hold: `hs256:<base64url>`. Throws as `createKeyedHash`. */
export function createKeyedDigest(key: Uint8Array): KeyedDigest {
  const keyedHash = createKeyedHash(key);
  return (label, value) => `hs256:${keyedHash(label, value, "base64url")}`;
}

/**
 * HMAC-SHA-256 (RFC 2104) over label, NUL and value.
 *
 * Two one-shot hashes over prepared blocks cost a third of `createHmac`. Throws a `RangeError` when
 * the key has not 32 bytes.
 */
export function createKeyedHash(key: Uint8Array): KeyedHash {
  if (key.length !== 32) throw new RangeError(`expected a key of 32 bytes, got ${key.length}`);
  const outer = new Uint8Array(BLOCK + DIGEST).fill(0x5c, 0, BLOCK);
  let inner: Buffer = Buffer.alloc(BLOCK + 1024, 0x36);
  for (let i = 0; i < key.length; i++) {
    outer[i]! ^= key[i]!;
    inner[i]! ^= key[i]!;
  }
  const outerDigest = Buffer.from(outer.buffer, BLOCK, DIGEST);

  return (label, value, encoding) => {
    const most = BLOCK + (label.length + 1 + value.length) * 3;
    if (most > inner.length) inner = Buffer.concat([inner], most);
    let end = BLOCK + inner.write(label, BLOCK, "utf8");
    inner[end++] = 0;
    end += inner.write(value, end, "utf8");
    outerDigest.write(hash("sha256", inner.subarray(0, end), "latin1"), 0, "latin1");
    return hash("sha256", outer, encoding);
  };
}
