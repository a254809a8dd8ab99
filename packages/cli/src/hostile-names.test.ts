import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { COMMANDS } from "./command-table.ts";
import { runCommand } from "./run-command.ts";
import { recordedIo } from "./testing/recorded-io.ts";
import { testFolder } from "./testing/test-folder.ts";

// Sets the title of a terminal, clears its screen, begins a line, turns the rest of it around.
const HOSTILE = "x\u001B]0;pwn\u0007\u001B[2J\u009B2J\r\n\u202Ey";
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const OBEYED = /[\u0000-\u001F\u007F-\u009F\u202E]/;

const BODY = JSON.stringify({ resourceSpans: [] });
const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

test.each<[string, (at: (name: string) => string) => string[]]>([
  ["a note on a body", (at) => ["project", at(`${HOSTILE}-traces.json`)]],
  ["a note of learn", (at) => ["manifest", "learn", at(`${HOSTILE}-traces.json`)]],
  ["a note on a signal", (at) => ["project", at(`${HOSTILE}-metrics.json`)]],
  ["an error of a file", (at) => ["project", at(`none-${HOSTILE}-traces.json`)]],
  ["a usage error", () => ["project", HOSTILE]],
  ["an unknown option", () => ["project", `--${HOSTILE}`]],
  ["an unknown command", () => [HOSTILE]],
  ["an unknown command of a group", () => ["session", HOSTILE]],
  ["a manifest", (at) => ["manifest", "check", at(`${HOSTILE}.yaml`), "--dir", at(".")]],
  [
    "a manifest for GitHub",
    (at) => ["manifest", "check", at(`${HOSTILE}.yaml`), "--format=github"],
  ],
  ["a manifest as SARIF", (at) => ["manifest", "check", at(`${HOSTILE}.yaml`), "--format=sarif"]],
  ["a manifest that is not there", (at) => ["manifest", "fingerprint", at(`none-${HOSTILE}`)]],
  ["a folder that is none", (at) => ["manifest", "check", "--dir", at(HOSTILE)]],
  ["a trail", (at) => ["session", "list", "--trail", at(HOSTILE)]],
  ["a difference", (at) => ["manifest", "diff", at("a.yaml"), at("b.yaml"), "--json"]],
  ["written files", (at) => ["collector-config", "generate", at(`new-${HOSTILE}`)]],
  [
    "a store",
    (at) => ["attest", "pull", "--store", at(HOSTILE), "--dir", at("d"), "--keys", at(HOSTILE)],
  ],
])("no terminal obeys a name in what is said of %s", async (_, argsOf) => {
  const folder = testFolder({
    [`${HOSTILE}-traces.json`]: BODY,
    [`${HOSTILE}-metrics.json`]: BODY,
    [`${HOSTILE}.yaml`]: "agent: {name: 1}\n",
    "a.yaml": "agent: {name: support, version: 1.2.3}\n",
    "b.yaml": `agent: {name: support, version: 1.2.3}\nagents: ["h\u202Ey"]\n`,
  });
  const io = recordedIo();
  await runCommand(
    argsOf((name) => join(folder, name)),
    COMMANDS,
    io,
  );
  const lines = [...io.stdout, ...io.stderr];
  // The help text is ours, and has lines of its own.
  const told = lines.filter((line) => !line.startsWith("usage: auditspan "));
  expect(told.length).toBeGreaterThan(0);
  expect(told.filter((line) => OBEYED.test(line))).toEqual([]);
  expect(told.join("\n")).toMatch(/\\u202e|%E2%80%AE/);
});

test("the bytes that the program writes hold none of them either, and a body on a pipe is read", () => {
  const folder = testFolder({ "m.yaml": "tools: [lookup]\n" });
  const name = `traces-${HOSTILE}.pb`;
  symlinkSync("/dev/zero", join(folder, name));
  const zero = spawnSync(process.execPath, ["-C", "@auditspan/source", MAIN, "project", name], {
    cwd: folder,
    timeout: 20_000,
  });
  expect(zero.status).toBe(1);
  const said = zero.stderr.toString("latin1").replace(/\n$/, "");
  expect(said).toContain("\\u001b[2J");
  expect(said).toContain("expected a file or a pipe, got something else");
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  expect(said).not.toMatch(/[\u0000-\u001F]/);

  const script = `printf '%s' '{}' | "$0" -C @auditspan/source "$1" project --signal traces /dev/stdin --manifest m.yaml`;
  const piped = spawnSync("sh", ["-c", script, process.execPath, MAIN], {
    cwd: folder,
    encoding: "utf8",
  });
  expect([piped.status, piped.stderr]).toEqual([0, "auditspan: /dev/stdin: 0 spans\n"]);
});
