import { fileSystem } from "./file-system.ts";

const CHUNK_BYTES = 64 * 1024;

/** A file that is larger than what is read of such files. */
export class TooLargeError extends Error {
  override readonly name = "TooLargeError";
}

/**
 * The bytes of a regular file of at most `maxBytes`, counted while they are read: the size of a file
 * that grows, or of one in `/proc`, says nothing.
 *
 * Never waits for a writer, so a pipe or a device that stands where a file should is an error. Throws
 * a `TooLargeError`, an error of the system, or one that says what was expected; none quotes the file
 * or its path.
 */
export function readRegularFile(path: string, maxBytes: number): Buffer {
  const { closeSync, constants, fstatSync, openSync } = fileSystem;
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) throw new Error("is not a regular file");
    return readBounded(file, stat.size, maxBytes);
  } finally {
    closeSync(file);
  }
}

// As shells name what they substitute, and as a process names its own standard input.
const DESCRIPTOR = /^\/(?:dev\/stdin|(?:dev|proc\/self)\/fd\/\d+)$/;

/**
 * As `readRegularFile`, but a path that names an open descriptor (`/dev/stdin`, `/dev/fd/63`) may be a
 * pipe, which is read to its end. For paths that whoever started the process gave, never for those
 * that stand in a file.
 */
export function readGivenFile(path: string, maxBytes: number): Buffer {
  if (!DESCRIPTOR.test(path) || !fileSystem.statSync(path).isFIFO()) {
    return readRegularFile(path, maxBytes);
  }
  const file = fileSystem.openSync(path, "r");
  try {
    return readBounded(file, 0, maxBytes);
  } finally {
    fileSystem.closeSync(file);
  }
}

/** The bytes of an open file until its end; throws a `TooLargeError` as soon as there are more. */
function readBounded(file: number, size: number, maxBytes: number): Buffer {
  checkSize(size, maxBytes);
  let bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const read = fileSystem.readSync(file, bytes, length, bytes.length - length, null);
    length += read;
    checkSize(length, maxBytes);
    if (read === 0) return bytes.subarray(0, length);
    if (length === bytes.length) {
      const more = Buffer.allocUnsafe(Math.min(maxBytes + 1, length * 2 + CHUNK_BYTES));
      bytes.copy(more);
      bytes = more;
    }
  }
}

function checkSize(size: number, maxBytes: number): void {
  if (size > maxBytes) throw new TooLargeError(`is larger than ${maxBytes} bytes`);
}
