import { execFileSync } from "node:child_process";
import { symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readGivenFile, readRegularFile, TooLargeError } from "./read-regular-file.ts";
import { manifestFolder } from "./testing/manifest-folder.ts";

const folder = () => manifestFolder({ "a.txt": "hello", empty: "" });

test("a file is read up to its limit, and no further", () => {
  const file = join(folder(), "a.txt");
  expect(readRegularFile(file, 5).toString()).toBe("hello");
  expect(() => readRegularFile(file, 4)).toThrow(TooLargeError);
  expect(readRegularFile(join(folder(), "empty"), 0)).toHaveLength(0);
  truncateSync(file, 300_000);
  expect(readRegularFile(file, 300_000)).toHaveLength(300_000);
});

test.runIf(process.platform === "linux")("what a file says of its size is not believed", () => {
  const file = "/proc/self/maps";
  expect(readRegularFile(file, 1 << 22).length).toBeGreaterThan(2000);
  expect(() => readRegularFile(file, 2000)).toThrow("is larger than 2000 bytes");
});

test("nobody waits for a pipe, and no device is read", () => {
  const place = folder();
  execFileSync("mkfifo", [join(place, "pipe")]);
  symlinkSync("/dev/zero", join(place, "zero"));
  for (const name of ["pipe", "zero", "."]) {
    for (const read of [readRegularFile, readGivenFile]) {
      expect(() => read(join(place, name), 1 << 20)).toThrow("is not a regular file");
    }
  }
});

const READ = `
  import { readGivenFile, readRegularFile } from ${JSON.stringify(import.meta.resolve("./read-regular-file.ts"))};
  const read = process.argv[1] === "given" ? readGivenFile : readRegularFile;
  try { console.log(read(process.argv[2], 100_000).length); } catch (error) { console.log(error.message); }
`;

test.each([
  ["given", 90_000, "90000"],
  ["given", 100_001, "is larger than 100000 bytes"],
  ["regular", 1, "is not a regular file"],
])("a pipe on standard input, %s, of %i bytes: %s", (kind, size, said) => {
  const script = `head -c ${size} /dev/zero | "$0" --input-type=module -e "$1" ${kind} /dev/stdin`;
  const told = execFileSync("sh", ["-c", script, process.execPath, READ], { encoding: "utf8" });
  expect(told.trim()).toBe(said);
});
