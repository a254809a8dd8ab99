import fs from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

// Plain descriptors: a FileHandle that nobody closes ends the process when it is collected.
const openFile = promisify(fs.open);
const writeFile = promisify(fs.write);
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
  /** Whether there are bytes in it that cannot be read. */
  isDamaged = false;
  readonly #file: number | undefined;

  /** Of a segment that an earlier process wrote there is no file to write to. */
  constructor(path: string, file?: number) {
    this.path = path;
    this.#file = file;
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

  /** Appends bytes, and resolves when they are written, and on disk if asked for. */
  async write(bytes: Uint8Array, sync: boolean): Promise<void> {
    const file = this.#file as number;
    for (let at = 0; at < bytes.length;) {
      const { bytesWritten } = await writeFile(file, bytes, at);
      this.size += bytesWritten;
      at += bytesWritten;
    }
    if (sync) await promisify(fs.fdatasync)(file);
  }

  async close(): Promise<void> {
    if (this.#file !== undefined) await closeFile(this.#file);
  }

  /** Takes the file away. One with bytes that nobody could read stays under another name. */
  async remove(): Promise<void> {
    if (this.isDamaged) await rename(this.path, `${this.path}.damaged`);
    else await unlink(this.path);
  }
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
