import fs from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

// Plain descriptors: a FileHandle that nobody closes ends the process when it is collected.
const openFile = promisify(fs.open);
const writev = promisify(fs.writev);
const closeFile = promisify(fs.close);

const EXTENSION = ".spool";
const DIGITS = 15;

/** One file of a spool: records in the order of their sequence numbers. */
export class Segment {
  readonly path: string;
  /** Records in it that are still needed. */
  live = 0;
  /** Bytes that were written to it. */
  size = 0;
  readonly #file: number | undefined;
  readonly #isDamaged: boolean;

  /** Of a segment that an earlier process wrote there is no file to write to. */
  constructor(path: string, file?: number, isDamaged = false) {
    this.path = path;
    this.#file = file;
    this.#isDamaged = isDamaged;
  }

  /** Creates a segment; its number is above all that stand before it. Rejects when it is there. */
  static async create(folder: string, number: number): Promise<Segment> {
    const path = join(folder, `${String(number).padStart(DIGITS, "0")}${EXTENSION}`);
    const segment = new Segment(path, await openFile(path, "ax", 0o600));
    await syncFolder(folder);
    return segment;
  }

  static isName(name: string): boolean {
    return name.length === DIGITS + EXTENSION.length && /^\d+\.spool$/.test(name);
  }

  /** Appends parts, and resolves when they are on disk. */
  async write(parts: readonly Uint8Array[], sync: boolean): Promise<void> {
    const file = this.#file as number;
    for (let i = 0; i < parts.length; i += MAX_PARTS) {
      let rest = parts.slice(i, i + MAX_PARTS);
      while (rest.length > 0) {
        const { bytesWritten } = await writev(file, rest);
        this.size += bytesWritten;
        rest = withoutFirst(rest, bytesWritten);
      }
    }
    if (sync) await promisify(fs.fdatasync)(file);
  }

  async close(): Promise<void> {
    if (this.#file !== undefined) await closeFile(this.#file);
  }

  /** Takes the file away. One with bytes that nobody could read stays under another name. */
  async remove(): Promise<void> {
    if (this.#isDamaged) await rename(this.path, `${this.path}.damaged`);
    else await unlink(this.path);
  }
}

/** Parts that one `writev` takes (IOV_MAX of Linux). */
const MAX_PARTS = 1024;

function withoutFirst(parts: readonly Uint8Array[], bytes: number): Uint8Array[] {
  let at = 0;
  while (at < parts.length && bytes >= (parts[at] as Uint8Array).length) {
    bytes -= (parts[at++] as Uint8Array).length;
  }
  const rest = parts.slice(at);
  if (bytes > 0) rest[0] = (rest[0] as Uint8Array).subarray(bytes);
  return rest;
}

/** So that the name of a new file outlives a power cut, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
