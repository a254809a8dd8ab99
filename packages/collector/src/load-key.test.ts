import { chmod, readdir, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder } from "../test/run-collector.ts";
import { loadKey } from "./load-key.ts";

async function directory(): Promise<string> {
  return join(await newFolder(), "trail");
}

test("a key is made once, for its owner alone, and read again", async () => {
  const dir = await directory();
  const key = await loadKey(dir);
  expect(key).toHaveLength(32);
  expect(await loadKey(dir)).toEqual(key);
  expect((await stat(dir)).mode & 0o777).toBe(0o700);
  expect((await stat(join(dir, "derivation.key"))).mode & 0o777).toBe(0o600);
  expect(await loadKey(await directory())).not.toEqual(key);
});

test("collectors that start at once get the same key", async () => {
  const dir = await directory();
  const keys = await Promise.all(Array.from({ length: 8 }, () => loadKey(dir)));
  for (const key of keys) expect(key).toEqual(keys[0]);
  expect(await readdir(dir)).toEqual(["derivation.key"]);
});

test("a key of another length, or one that others can read, is refused", async () => {
  const dir = await directory();
  await loadKey(dir);
  const path = join(dir, "derivation.key");
  await chmod(path, 0o644);
  await expect(loadKey(dir)).rejects.toThrow(/readable by its owner alone, got mode 644/);
  await chmod(path, 0o600);
  await writeFile(path, "short");
  await expect(loadKey(dir)).rejects.toThrow(/expected 32 bytes in .*, got 5/);
});
