import { readRegularFile } from "../read-regular-file.ts";

const MAX_BYTES = 64 * 1024 * 1024;
const CR = 0x0d;
const LF = 0x0a;

/**
 * `sha256:` digest of a file with its line endings normalised: CR LF counts as LF, unless the file
 * holds a zero byte and so is no text.
 *
 * Throws as `readRegularFile` does, also on more than 64 MiB.
 */
export function hashFile(path: string): string {
  // Loaded here, because most manifests are checked without a file to hash.
  const { hash } = process.getBuiltinModule("node:crypto");
  return `sha256:${hash("sha256", withoutCarriageReturns(readRegularFile(path, MAX_BYTES)), "hex")}`;
}

function withoutCarriageReturns(bytes: Buffer): Buffer {
  if (!bytes.includes(CR) || bytes.includes(0)) return bytes;
  const text = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] !== CR || bytes[i + 1] !== LF) text[length++] = bytes[i]!;
  }
  return text.subarray(0, length);
}
