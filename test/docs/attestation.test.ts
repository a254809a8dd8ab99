import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/attestation.md"), "utf8");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditspan-walk-"));
  const shim = join(folder, "auditspan");
  const main = join(ROOT, "packages/cli/src/main.ts");
  writeFileSync(
    shim,
    `#!/bin/sh\nexec '${process.execPath}' -C @auditspan/source '${main}' "$@"\n`,
  );
  chmodSync(shim, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

test("the walk through attestations prints what its page says", () => {
  const steps = [...PAGE.matchAll(/```sh\n(.*?)```\n(?:\n```text\n(.*?)```)?/gs)];
  expect(steps.length).toBeGreaterThan(7);
  for (const [, script, expected = ""] of steps) {
    const { stdout, stderr, status } = spawnSync("bash", ["-eu", "-c", script!], {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${folder}${delimiter}${process.env["PATH"]}`,
        // Eight runs of one program: the first compiles it.
        NODE_COMPILE_CACHE: join(folder, "cache"),
      },
      encoding: "utf8",
    });
    expect(plain(stdout), stderr).toBe(expected);
    expect(status, stderr).toBe(expected.includes("refused (") ? 1 : 0);
  }
});

/** What differs from run to run, as the page writes it. */
function plain(text: string): string {
  return text
    .replace(/sha256:[0-9a-f]{64}/g, "sha256:…")
    .replace(/SHA256:[A-Za-z0-9+/]{43}/g, "SHA256:…")
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "TIME");
}
