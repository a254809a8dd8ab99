import { randomBytes } from "node:crypto";
import { link, mkdir, open, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const KEY_BYTES = 32;

/**
 * Reads the derivation key of a trail, 32 bytes in `derivation.key`, and makes it when there is none
 * (directory 0700, file 0600). The same key makes the same sessions and event ids after a restart.
 *
 * Throws when the file has another length or when others may read it.
 */
export async function loadKey(dir = ".auditspan"): Promise<Uint8Array> {
  const path = join(dir, "derivation.key");
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return (await readKey(path)) ?? (await createKey(path));
}

async function readKey(path: string): Promise<Uint8Array | undefined> {
  let key: Buffer;
  try {
    key = await readFile(path);
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
  if (key.length !== KEY_BYTES) {
    throw new Error(`expected ${KEY_BYTES} bytes in ${path}, got ${key.length}`);
  }
  const mode = (await stat(path)).mode & 0o777;
  // Windows has no such modes.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new Error(
      `expected ${path} to be readable by its owner alone, got mode ${mode.toString(8)}`,
    );
  }
  return new Uint8Array(key);
}

// Written aside and linked into place: two collectors that start at once get one key, and a crash
// leaves a whole one or none.
async function createKey(path: string): Promise<Uint8Array> {
  const aside = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const file = await open(aside, "wx", 0o600);
  try {
    await file.writeFile(randomBytes(KEY_BYTES));
    await file.sync();
    await link(aside, path).catch((error: unknown) => {
      if (!isCode(error, "EEXIST")) throw error;
    });
  } finally {
    await file.close();
    await rm(aside, { force: true });
  }
  const key = await readKey(path);
  if (key === undefined) throw new Error(`expected ${path} to stay, but it was taken away`);
  return key;
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
