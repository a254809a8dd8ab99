import { fileSystem } from "../file-system.ts";

const MAX_BYTES = 64 * 1024 * 1024;
const CR = 0x0d;
const LF = 0x0a;

/**
 * `sha256:` digest of a file with its line endings normalised: CR LF counts as LF, unless the file
 * holds a zero byte and so is no text.
 *
 * Throws an error that says what was expected, and never quotes the file.
 */
export function hashFile(path: string): string {
  // Loaded here, because most manifests are checked without a file to hash.
  const { hash } = process.getBuiltinModule("node:crypto");
  return `sha256:${hash("sha256", withoutCarriageReturns(readRegularFile(path)), "hex")}`;
}

function readRegularFile(path: string): Buffer {
  const { closeSync, fstatSync, openSync, readFileSync } = fileSystem;
  const file = openSync(path, "r");
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new Error("is not a regular file");
    if (stat.size > MAX_BYTES) throw new Error(`is larger than ${MAX_BYTES} bytes`);
    return readFileSync(file);
  } finally {
    closeSync(file);
  }
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
