import { execFileSync } from "node:child_process";
import { symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { manifestFolder } from "../testing/manifest-folder.ts";
import { readManifest } from "./read-manifest.ts";

const AGENT = "agent: {name: support, version: 1.2.3}\n";

/** Problems of `m.yaml` as `file:line:column code: message`, without the folder. */
function problemsIn(folder: string): string[] {
  return readManifest(join(folder, "m.yaml")).problems.map(
    ({ file, line, column, code, message }) =>
      `${file}:${line}:${column} ${code}: ${message}`.replaceAll(`${folder}/`, ""),
  );
}

describe("where a file should be", () => {
  test.each([
    ["a pipe", (path: string) => void execFileSync("mkfifo", [path])],
    ["a device without end", (path: string) => symlinkSync("/dev/zero", path)],
  ])("%s is an error at once", (_, make) => {
    const folder = manifestFolder({
      "m.yaml": `${AGENT}extends: other.yaml\nprompts: {a: other.yaml}\npolicies: {b: other.yaml}\n`,
    });
    make(join(folder, "other.yaml"));
    expect(problemsIn(folder)).toEqual([
      "m.yaml:2:10 unreadable: extends: expected a file to be readable UTF-8 (is not a regular file)",
      "m.yaml:3:14 unreadable: expected a readable file (is not a regular file)",
      "m.yaml:4:15 unreadable: expected a readable file (is not a regular file)",
    ]);
    const itself = manifestFolder({});
    make(join(itself, "m.yaml"));
    expect(problemsIn(itself)).toEqual([
      "m.yaml:1:1 unreadable: expected m.yaml to be readable UTF-8 (is not a regular file)",
    ]);
  });

  test("one of more than 4 MiB is not read, wherever it stands", () => {
    const folder = manifestFolder({ "m.yaml": `${AGENT}extends: big.yaml\n`, "big.yaml": "" });
    truncateSync(join(folder, "big.yaml"), 4 * 1024 * 1024 + 1);
    expect(problemsIn(folder)).toEqual([
      "m.yaml:2:10 too_large: extends: expected a file to have at most 4194304 bytes",
    ]);
    truncateSync(join(folder, "m.yaml"), 4 * 1024 * 1024 + 1);
    expect(problemsIn(folder)).toEqual([
      "m.yaml:1:1 too_large: expected m.yaml to have at most 4194304 bytes",
    ]);
  });

  test("a prompt of more than 64 MiB is not hashed", () => {
    const folder = manifestFolder({ "m.yaml": `${AGENT}prompts: {a: big.md}\n`, "big.md": "" });
    truncateSync(join(folder, "big.md"), 64 * 1024 * 1024 + 1);
    expect(problemsIn(folder)).toEqual([
      "m.yaml:2:14 unreadable: expected a readable file (is larger than 67108864 bytes)",
    ]);
  });
});

describe("what a document extends", () => {
  test("is not itself, by whatever name", () => {
    const folder = manifestFolder({ "m.yaml": `${AGENT}extends: ./m.yaml\n` });
    expect(problemsIn(folder)).toEqual([
      "m.yaml:2:10 extends_cycle: extends: expected files that do not extend one another",
    ]);
    const linked = manifestFolder({ "m.yaml": "extends: link.yaml\n" });
    symlinkSync("m.yaml", join(linked, "link.yaml"));
    expect(problemsIn(linked)[0]).toMatch(/^link\.yaml:1:10 extends_cycle/);
  });

  test("is no file that extends it", () => {
    const folder = manifestFolder({
      "m.yaml": `${AGENT}extends: a.yaml\n`,
      "a.yaml": "extends: b.yaml\n",
      "b.yaml": "extends: [m.yaml]\n",
    });
    expect(problemsIn(folder)).toEqual([
      "b.yaml:1:11 extends_cycle: extends: expected files that do not extend one another",
    ]);
  });

  test("may lie outside of its folder, by a relative path or an absolute one", () => {
    const outside = manifestFolder({ "hosts.yaml": "hosts: [c]\n" });
    const folder = manifestFolder({
      "deploy/m.yaml": `${AGENT}extends: [../up.yaml, ${outside}/hosts.yaml]\n`,
      "up.yaml": "hosts: [b]\n",
    });
    const read = readManifest(join(folder, "deploy/m.yaml"));
    expect(read.kind === "manifest" && read.manifest.hosts).toEqual(["b", "c"]);
  });

  test("is not named when it cannot be read, as no value of a file is", () => {
    const values = ["sk-live-51H8xQ2eZvKYlo2C", "/none/sk-live-51H8xQ2eZvKYlo2C"];
    for (const value of values) {
      const problems = problemsIn(manifestFolder({ "m.yaml": `${AGENT}extends: ${value}\n` }));
      expect(problems).toEqual([
        "m.yaml:2:10 unreadable: extends: expected a file to be readable UTF-8 (ENOENT)",
      ]);
    }
  });
});
