import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readInput } from "./read-input.ts";
import { testFolder } from "./testing/test-folder.ts";

function place(): (name: string) => string {
  const folder = testFolder({ "a.txt": "hello" });
  execFileSync("mkfifo", [join(folder, "pipe")]);
  symlinkSync("/dev/zero", join(folder, "zero"));
  return (name) => join(folder, name);
}

test("a file and a pipe are read up to their limit", async () => {
  const at = place();
  expect((await readInput(at("a.txt"), 5)).toString()).toBe("hello");
  await expect(readInput(at("a.txt"), 4)).rejects.toThrow("expected at most 4 bytes, got 5");

  const written = writeFile(at("pipe"), "x".repeat(200_000));
  expect(await readInput(at("pipe"), 200_000)).toHaveLength(200_000);
  await written;
});

test("a pipe that never ends is left at the limit", async () => {
  const at = place();
  const writer = writeFile(at("pipe"), "x".repeat(1_000_000)).catch((error: unknown) => error);
  await expect(readInput(at("pipe"), 100_000)).rejects.toThrow(
    `${at("pipe")}: expected at most 100000 bytes, got more`,
  );
  expect(await writer).toMatchObject({ code: "EPIPE" });
});

test("a device, a folder and nothing are told by what they are", async () => {
  const at = place();
  const told = "expected a file or a pipe, got";
  await expect(readInput(at("zero"), 1 << 20)).rejects.toThrow(`${told} something else`);
  await expect(readInput(at("."), 1 << 20)).rejects.toThrow(`${told} a folder`);
  await expect(readInput(at("none"), 1 << 20)).rejects.toThrow("cannot be read (ENOENT)");
});

test.runIf(process.platform === "linux")(
  "what a file says of its size is not believed",
  async () => {
    await expect(readInput("/proc/self/maps", 2000)).rejects.toThrow(
      "at most 2000 bytes, got more",
    );
  },
);
