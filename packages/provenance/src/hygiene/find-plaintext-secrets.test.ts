import {
  mkdtempSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { findPlaintextSecrets } from "./find-plaintext-secrets.ts";
import type { HygieneProblem } from "./hygiene-problem.ts";
import { KIND_TEXTS } from "./source-kind.ts";

const SEEDS = join(import.meta.dirname, "../../test/hygiene");
const SECRETS = [
  "openai_api_key",
  "database_password",
  "github_token",
  "stripe_secret_key",
  "slack_webhook_url",
].map((name) => ({ name }));
// A line that names one of them, in any spelling.
const NAMED =
  /openai[_-]?api[_-]?key|apiKey|database[_-]?password|^ *password|github[_-]?token|stripe[_-]?secret[_-]?key|slack[_-]?webhook[_-]?url/i;
const VALUE = "CANARY-value";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function folderOf(files: Record<string, string | Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), "hygiene-"));
  folders.push(folder);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
}

function search(folder: string, env: Record<string, string> = {}): Promise<HygieneProblem[]> {
  return findPlaintextSecrets({ secrets: SECRETS, folder, env });
}

function place({ file, line, column, message }: HygieneProblem): string {
  return `${file}:${line}:${column} ${/config\.(\w+)/.exec(message)?.[1]}`;
}

describe("the secret hygiene stage", () => {
  test("finds each of forty seeded leaks in eight kinds of files, with its place", async () => {
    const expected = readFileSync(join(SEEDS, "leaks.txt"), "utf8").trim().split("\n");
    const problems = await search(join(SEEDS, "leaks"));
    expect(problems.map(place).sort()).toEqual(expected.sort());
    expect(expected).toHaveLength(40);
    const kinds = problems.map(({ message }) => /reference in (.+), got/.exec(message)?.[1]);
    expect(new Set(kinds)).toEqual(new Set(Object.values(KIND_TEXTS)));
    expect(new Set(kinds).size).toBe(8);
    expect(problems.every(({ severity }) => severity === "error")).toBe(true);
  });

  test("reports none of forty look-alikes", async () => {
    expect(await search(join(SEEDS, "look-alikes"))).toEqual([]);
    const lines = readdirSync(join(SEEDS, "look-alikes"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap(({ parentPath, name }) => readFileSync(join(parentPath, name), "utf8").split("\n"));
    expect(lines.filter((line) => NAMED.test(line)).length).toBeGreaterThanOrEqual(40);
  });

  test("no part of a value is in what it says", async () => {
    const bytes = JSON.stringify(await search(join(SEEDS, "leaks"), { GITHUB_TOKEN: VALUE }));
    for (const part of ["CANARY", Buffer.from("CANARY").toString("base64"), "hooks.example"]) {
      expect(bytes).not.toContain(part);
    }
  });

  test("finds a secret of the environment, and takes a reference there for none", async () => {
    const env = {
      OPENAI_API_KEY: VALUE,
      DATABASE_PASSWORD: "vault:agents/support#database",
      GITHUB_TOKEN: "",
      STRIPE_SECRET_KEY_FILE: "/run/secrets/stripe",
      PATH: VALUE,
    };
    const problems = await search(folderOf({}), env);
    expect(problems.map(({ message }) => message)).toEqual([
      "config.openai_api_key: expected a reference in the environment of this process, got a plaintext value of OPENAI_API_KEY",
    ]);
    expect(problems[0]).toMatchObject({ file: undefined, line: undefined, column: undefined });
  });

  test("says nothing when the manifest has no secrets", async () => {
    const folder = folderOf({ ".env": `OPENAI_API_KEY=${VALUE}` });
    expect(await findPlaintextSecrets({ secrets: [], folder, env: {} })).toEqual([]);
  });

  test("reads a file of a Windows shell", async () => {
    const bytes = Buffer.from(`\uFEFFOPENAI_API_KEY=${VALUE}\r\n`, "utf16le");
    const problems = await search(folderOf({ ".env": bytes }));
    expect(problems.map(place)).toEqual([".env:1:16 openai_api_key"]);
  });

  test("tells what it could not search", async () => {
    const outside = folderOf({ "outside.env": `OPENAI_API_KEY=${VALUE}` });
    const folder = folderOf({
      "large.env": `OPENAI_API_KEY=${VALUE}\n${"#".repeat(1024 * 1024)}`,
      "large.json": `{"apiVersion": "v1", "kind": "List", "x": "${"x".repeat(1024 * 1024)}"}`,
      "lock.yaml": "x: y\n".repeat(300_000),
      "compose.yaml": `services:\n  a: [\n  environment: { OPENAI_API_KEY: ${VALUE} }\n`,
      "deep.values.yaml": `openaiApiKey: ${"[".repeat(100_000)}`,
    });
    symlinkSync(join(outside, "outside.env"), join(folder, "link.env"));
    const problems = await search(folder);
    expect(problems.filter(({ severity }) => severity === "warning").map(tell)).toEqual([
      "compose.yaml: not searched for secrets to its end: it is not valid YAML",
      "deep.values.yaml: not searched for secrets to its end: it holds too many nodes",
      "large.env: not searched for secrets to its end: it is larger than 1048576 bytes",
      "large.json: not searched for secrets to its end: it is larger than 1048576 bytes",
      "link.env: not searched for secrets to its end: it is a link out of the folder",
    ]);
  });

  test("follows a link that stays in the folder, and enters no installed package", async () => {
    const folder = folderOf({
      "settings.txt": `OPENAI_API_KEY=${VALUE}`,
      "node_modules/a/.env": `OPENAI_API_KEY=${VALUE}`,
      ".git/.env": `OPENAI_API_KEY=${VALUE}`,
    });
    symlinkSync(join(folder, "settings.txt"), join(folder, ".env"));
    symlinkSync(folder, join(folder, "again"));
    expect((await search(folder)).map(place)).toEqual([".env:1:16 openai_api_key"]);
  });
});

function tell({ file, message }: HygieneProblem): string {
  return `${file}: ${message}`;
}
