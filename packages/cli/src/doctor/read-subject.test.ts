import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fixtureApp } from "../testing/fixture-app.ts";
import { readSubject } from "./read-subject.ts";

test("the variables are those that are given, and Node the one that runs", () => {
  const subject = readSubject({ dir: fixtureApp({ packages: { ai: "7.0.0" } }), env: { A: "1" } });
  expect(subject).toMatchObject({ env: { A: "1" }, nodeVersion: process.versions.node });
  expect(subject.app?.packages.find("ai")?.version).toBe("7.0.0");
});

test("a file of variables stands in for the process, whose Node is not known", () => {
  const dir = fixtureApp();
  const envFile = join(dir, "some.env");
  writeFileSync(envFile, 'export A="1"\n# B=2\nC=a b\n');
  expect(readSubject({ dir, envFile, env: { D: "4" } })).toMatchObject({
    env: { A: "1", C: "a b" },
    nodeVersion: undefined,
    fromEnvFile: true,
  });
});

test.runIf(process.platform === "linux")(
  "a running process tells its variables, command line, folder and Node",
  async () => {
    const cwd = fixtureApp({ manifest: { name: "the-app" } });
    const child = spawn(process.execPath, ["-e", "console.log(1); process.stdin.resume()"], {
      cwd,
      env: { A: "x=y" },
    });
    onTestFinished(() => void child.kill());
    await once(child.stdout, "data");
    const subject = readSubject({ pid: String(child.pid), env: { B: "2" } });
    expect(subject).toMatchObject({
      env: { A: "x=y" },
      cwd,
      nodeVersion: process.versions.node,
      app: { manifest: { name: "the-app" } },
    });
    expect(subject.env["B"]).toBeUndefined();
    expect(subject.commandLine).toContain("process.stdin.resume()");
  },
);

test("a folder without package.json is no application, and said where it was asked for", () => {
  const dir = join(fixtureApp({ files: { "empty/.keep": "" } }), "empty");
  expect(() => readSubject({ dir, env: {} })).toThrow("expected a package.json in");
});

test.each([
  [{ dir: "/nowhere" }, "expected --dir to be a folder"],
  [{ pid: "Marta" }, "expected --pid to be a process id"],
  [{ pid: "4194304999" }, "expected a process 4194304999 that may be read in /proc, got ENOENT"],
  [{ envFile: "/nowhere/.env" }, "expected --env-file to be a readable file, got ENOENT"],
  [{ pid: "1", envFile: ".env" }, "expected --pid or --env-file, got both"],
])("%j is refused: %s", (options, message) => {
  expect(() => readSubject({ ...options, env: {} })).toThrow(message);
});

test("a package.json that is none is refused without a word of it", () => {
  const dir = fixtureApp();
  writeFileSync(join(dir, "package.json"), "{ Marta");
  expect(() => readSubject({ dir, env: {} })).toThrow(/expected ".*" to be a JSON object$/);
});
