import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { makeFolder } from "./make-folder.ts";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "make-folder-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test("makes the folders that are missing, for their owner alone", () => {
  const folder = temporaryFolder();
  makeFolder(join(folder, "a/b"));
  makeFolder(join(folder, "a/b"));
  for (const path of ["a", "a/b"]) expect(statSync(join(folder, path)).mode & 0o777).toBe(0o700);
});

test("says so where a file is in the way", () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "a"), "");
  expect(() => makeFolder(join(folder, "a"))).toThrow("EEXIST");
  expect(() => makeFolder(join(folder, "a/b"))).toThrow(/EEXIST|ENOTDIR/);
});

test.runIf(process.platform === "linux")("says so at once where no folder can be made", () => {
  expect(() => makeFolder("/proc/none/of/these")).toThrow("ENOENT");
});
