import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { CommandError } from "./command.ts";

const CHUNK_BYTES = 64 * 1024;

/**
 * The bytes of a file that a command was given, or of a pipe (`/dev/stdin`, `<(…)`), at most so many,
 * counted while they are read.
 *
 * A pipe is waited for. A device is refused, since it may have no end. Throws a `CommandError` that
 * names the file.
 */
export async function readInput(path: string, maxBytes: number): Promise<Buffer> {
  try {
    const waits = (await stat(path)).isFIFO() ? 0 : (constants.O_NONBLOCK ?? 0);
    const file = await open(path, constants.O_RDONLY | waits);
    try {
      const { size } = await checked(file, path, maxBytes);
      return await readBounded(file, path, size, maxBytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw new CommandError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

async function checked(
  file: FileHandle,
  path: string,
  maxBytes: number,
): Promise<{ size: number }> {
  const found = await file.stat();
  if (!found.isFile() && !found.isFIFO()) {
    const got = found.isDirectory() ? "a folder" : "something else";
    throw new CommandError(`${path}: expected a file or a pipe, got ${got}`);
  }
  if (found.size > maxBytes) {
    throw new CommandError(`${path}: expected at most ${maxBytes} bytes, got ${found.size}`);
  }
  return found;
}

/** What is there until the end, however it grows. */
async function readBounded(
  file: FileHandle,
  path: string,
  size: number,
  maxBytes: number,
): Promise<Buffer> {
  let bytes = Buffer.allocUnsafe(size + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length, null);
    length += bytesRead;
    if (length > maxBytes) {
      throw new CommandError(`${path}: expected at most ${maxBytes} bytes, got more`);
    }
    if (bytesRead === 0) return bytes.subarray(0, length);
    if (length === bytes.length) {
      const more = Buffer.allocUnsafe(Math.min(maxBytes + 1, length * 2 + CHUNK_BYTES));
      bytes.copy(more);
      bytes = more;
    }
  }
}
