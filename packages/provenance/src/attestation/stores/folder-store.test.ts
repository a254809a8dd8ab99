import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { folderStore } from "./folder-store.ts";

const A = `sha256:${"aa".repeat(32)}`;
const ENVELOPE = new Uint8Array(Buffer.from("{}"));
let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "auditspan-folder-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("a file that was changed is told, not read", async () => {
  const store = folderStore(folder);
  const digest = await store.put(ENVELOPE, A);
  const file = join(folder, A.replace(":", "-"), `${digest.slice(7)}.dsse.json`);
  writeFileSync(file, "{ }");
  await expect(store.list(A)).rejects.toMatchObject({ code: "damaged" });
});

test("a pipe that stands for an envelope is told, and not waited for", async () => {
  const store = folderStore(folder);
  await store.put(ENVELOPE, A);
  const pipe = join(folder, A.replace(":", "-"), `${"0".repeat(64)}.dsse.json`);
  execFileSync("mkfifo", [pipe]);
  await expect(store.list(A)).rejects.toThrow(`${pipe}: expected a regular file`);
});

test("other files are passed over", async () => {
  const store = folderStore(folder);
  await store.put(ENVELOPE, A);
  mkdirSync(join(folder, "other"));
  writeFileSync(join(folder, "README.md"), "ours");
  writeFileSync(join(folder, A.replace(":", "-"), "README.md"), "ours");
  expect(await store.list()).toHaveLength(1);
});

test("nothing but the envelope stays behind", async () => {
  const store = folderStore(folder);
  await Promise.all([store.put(ENVELOPE, A), store.put(ENVELOPE, A)]);
  expect(readdirSync(join(folder, A.replace(":", "-")))).toHaveLength(1);
});

test.each(["../../etc", "sha256:..", `${A}/..`])("a fingerprint %s is refused", async (text) => {
  await expect(folderStore(folder).list(text)).rejects.toMatchObject({ code: "location" });
  await expect(folderStore(folder).put(ENVELOPE, text)).rejects.toMatchObject({ code: "location" });
});

test("a place that is no folder is told", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  await expect(folderStore(file).list()).rejects.toMatchObject({ code: "location" });
});
