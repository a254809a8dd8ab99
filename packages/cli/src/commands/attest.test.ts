import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../command-table.ts";
import { runCommand } from "../run-command.ts";
import { recordedIo } from "../testing/recorded-io.ts";

let folder: string;
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "auditspan-attest-"));
  for (const name of ["builder", "board", "stranger"]) {
    const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    writeFileSync(at(`${name}.key`), privateKey.export({ format: "pem", type: "pkcs8" }));
    const publicPem = createPublicKey(privateKey).export({ format: "pem", type: "spki" });
    writeFileSync(at(`${name}.pem`), publicPem);
  }
  writeFileSync(at("release-policy.md"), "two people\n");
  writeFileSync(at("system.txt"), "You answer questions about orders.\n");
  writeFileSync(at("manifest.yaml"), manifest("1.2.3"));
  writeFileSync(at("other.yaml"), manifest("1.2.4"));
  writeFileSync(at("names.yaml"), "tools: [lookup]\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

function manifest(version: string): string {
  return `agent: { name: support-agent, version: 1.0.0 }
image: registry.example.com/support-agent@sha256:${"ab".repeat(32)}
models: [{ name: gpt-5, version: 2026-08-01 }]
tools: [{ name: lookup, version: ${version} }]
prompts: { system: system.txt }
config:
  temperature: { class: identity, value: 0.7 }
  logLevel: { class: operational, value: info }
`;
}

async function auditspan(
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const io = recordedIo({ env: {} });
  const code = await runCommand(args, COMMANDS, io);
  return { code, stdout: io.stdout.join("\n"), stderr: io.stderr.join("\n") };
}

const attest = (...args: string[]): ReturnType<typeof auditspan> =>
  auditspan("attest", "--manifest", at("manifest.yaml"), "--key", at("builder.key"), ...args);
const verify = (...args: string[]): ReturnType<typeof auditspan> =>
  auditspan("attest", "verify", "--keys", at("builder.pem"), ...args);
const approve = (...args: string[]): ReturnType<typeof auditspan> =>
  auditspan(
    "attest",
    "approve",
    "--keys",
    at("builder.pem"),
    "--key",
    at("board.key"),
    "--approver",
    "https://example.com/board",
    "--policy",
    at("release-policy.md"),
    ...args,
  );

/** Attests into a store and returns its folder and the fingerprint. */
async function attestedStore(name: string): Promise<[store: string, fingerprint: string]> {
  const { stdout } = await attest("--store", at(name), "--json");
  return [at(name), (JSON.parse(stdout) as { config_fingerprint: string }).config_fingerprint];
}

describe("auditspan attest", () => {
  test("signs a manifest, and verify says what it attests", async () => {
    const made = await attest("--out", at("a.json"));
    expect(made.code).toBe(0);
    expect(made.stdout).toMatch(/^attested sha256:[0-9a-f]{64} with the key SHA256:\S{43}$/);
    const checked = await verify(at("a.json"), "--manifest", at("manifest.yaml"));
    expect(checked.code).toBe(0);
    expect(checked.stdout).toMatch(/^attested: support-agent 1\.0\.0, sha256:[0-9a-f]{64}\n/);
    expect(checked.stdout).toContain(`@sha256:${"ab".repeat(32)}`);
  });

  test("another manifest, another image and another key are refused", async () => {
    await attest("--out", at("b.json"));
    const other = await verify(at("b.json"), "--manifest", at("other.yaml"));
    expect([other.code, other.stdout]).toEqual([
      1,
      expect.stringContaining("refused (other_fingerprint): "),
    ]);
    const image = await verify(at("b.json"), "--image", `sha256:${"cd".repeat(32)}`);
    expect(image.stdout).toContain("refused (other_image): ");
    const json = await verify(at("b.json"), "--keys", at("stranger.pem"), "--json");
    expect([json.code, JSON.parse(json.stdout)]).toMatchObject([
      1,
      { ok: false, code: "wrong_key" },
    ]);
  });

  test("a names file cannot be attested", async () => {
    const { code, stderr } = await auditspan(
      "attest",
      "--manifest",
      at("names.yaml"),
      "--key",
      at("builder.key"),
      "--out",
      at("c.json"),
    );
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("expected a manifest, got a names"),
    ]);
  });

  test("an unreadable key is told without being quoted", async () => {
    writeFileSync(at("bad.key"), "CANARY");
    const { code, stderr } = await attest("--key", at("bad.key"), "--out", at("d.json"));
    expect(code).toBe(1);
    expect(stderr).toContain(`${at("bad.key")}: expected a private key in PEM`);
    expect(stderr).not.toContain("CANARY");
  });

  test.each([
    ["without a destination", [], "expected --out or --store"],
    ["with a stray argument", ["x", "--out", "y"], "expected no arguments, got 1"],
  ])("%s says how it is used", async (_, args, message) => {
    const { code, stderr } = await attest(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).toContain("usage: auditspan attest --manifest");
  });
});

describe("auditspan attest approve and revoke", () => {
  const approved = (store: string, fingerprint: string, ...args: string[]) =>
    verify(
      "--store",
      store,
      "--fingerprint",
      fingerprint,
      "--approved",
      "--approval-keys",
      at("board.pem"),
      ...args,
    );

  test("an approval comes later, and a revocation after it", async () => {
    const [store, fingerprint] = await attestedStore("store-1");
    expect((await approved(store, fingerprint)).stdout).toContain("refused (not_approved): ");

    const given = await approve("--store", store, "--fingerprint", fingerprint);
    expect(given.stdout).toMatch(/^approved sha256:[0-9a-f]{64} until \d{4}-/);
    const check = await approved(
      store,
      fingerprint,
      "--policy",
      at("release-policy.md"),
      "--registry",
      "registry.example.com",
      "--approver",
      "https://example.com/board",
    );
    expect(check.code).toBe(0);
    expect(check.stdout).toContain("approved: by https://example.com/board");
    expect(check.stdout).toContain("file:release-policy.md sha256:");

    const revoke = await auditspan(
      "attest",
      "revoke",
      "--fingerprint",
      fingerprint,
      "--key",
      at("board.key"),
      "--reason",
      "compromised",
      "--store",
      store,
    );
    expect(revoke.code).toBe(0);
    const after = await approved(store, fingerprint);
    expect([after.code, after.stdout]).toEqual([1, expect.stringContaining("refused (revoked): ")]);
  });

  test("who attests does not approve when approvers have keys of their own", async () => {
    const [store, fingerprint] = await attestedStore("store-2");
    await approve("--key", at("builder.key"), "--store", store, "--fingerprint", fingerprint);
    expect((await approved(store, fingerprint)).stdout).toContain("refused (not_approved): ");
  });

  test("an approval by another policy, or for another registry, is not the one asked for", async () => {
    const [store, fingerprint] = await attestedStore("store-3");
    await approve("--store", store, "--fingerprint", fingerprint, "--expires-in", "1");
    const policy = await approved(store, fingerprint, "--policy", at("manifest.yaml"));
    expect(policy.stdout).toContain("refused (other_policy): ");
    const registry = await approved(store, fingerprint, "--registry", "registry.example.org");
    expect(registry.stdout).toContain("refused (other_registry): ");
  });

  test("nothing is approved that is not attested by a given key", async () => {
    await attest("--key", at("stranger.key"), "--out", at("stranger.json"));
    const { code, stderr } = await approve(at("stranger.json"), "--out", at("approval.json"));
    expect([code, stderr]).toEqual([1, expect.stringContaining("refused (wrong_key): ")]);
    expect(() => readFileSync(at("approval.json"))).toThrow("ENOENT");
  });

  test.each([
    ["--expires-in", "0", "expected --expires-in to be 1 to 3650 days"],
    ["--approver", "the board", "expected --approver to be a URI"],
  ])("%s %s is refused", async (option, value, message) => {
    const { code, stderr } = await approve("a.json", "--out", "b.json", option, value);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test("a revocation needs a reason of the list", async () => {
    const { code, stderr } = await auditspan(
      "attest",
      "revoke",
      "--fingerprint",
      `sha256:${"0".repeat(64)}`,
      "--key",
      at("board.key"),
      "--reason",
      "because",
      "--out",
      at("r.json"),
    );
    expect(code).toBe(2);
    expect(stderr).toContain("expected --reason to be one of compromised, defective");
  });
});

describe("auditspan attest push and pull", () => {
  test("copy what verifies, and leave out what does not", async () => {
    await attest("--out", at("p.json"));
    const pushed = await auditspan(
      "attest",
      "push",
      at("p.json"),
      "--store",
      at("store-4"),
      "--keys",
      at("builder.pem"),
    );
    expect([pushed.code, pushed.stdout]).toEqual([
      0,
      expect.stringMatching(/^attestation of sha256:\S+ put as sha256:/),
    ]);
    await attest("--key", at("stranger.key"), "--store", at("store-4"));
    const pulled = await auditspan(
      "attest",
      "pull",
      "--store",
      at("store-4"),
      "--dir",
      at("store-5"),
      "--keys",
      at("builder.pem"),
      "--json",
    );
    expect(pulled.code).toBe(0);
    expect(pulled.stdout.split("\n")).toHaveLength(1);
    expect(pulled.stderr).toMatch(/^auditspan: left out an envelope \(wrong_key\)/);
    expect((await verify("--store", at("store-5"))).code).toBe(0);
  });

  test("an envelope that does not verify is not pushed, nor are those beside it", async () => {
    await attest("--out", at("q.json"));
    const text = readFileSync(at("q.json"), "utf8").replace(/"sig":".{8}/, '"sig":"MEUCIQDA');
    writeFileSync(at("q2.json"), text);
    const { code, stderr } = await auditspan(
      "attest",
      "push",
      at("q.json"),
      at("q2.json"),
      "--store",
      at("store-6"),
      "--keys",
      at("builder.pem"),
    );
    expect([code, stderr]).toEqual([1, expect.stringContaining("q2.json: refused (tampered)")]);
    expect((await verify("--store", at("store-6"))).stdout).toContain("refused (not_attested)");
  });

  test("an empty store has nothing to copy", async () => {
    const { code, stderr } = await auditspan(
      "attest",
      "pull",
      "--store",
      at("none"),
      "--dir",
      at("none-2"),
      "--keys",
      at("builder.pem"),
    );
    expect([code, stderr]).toEqual([1, "auditspan attest pull: nothing to copy"]);
  });
});
