import { execFileSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freshPem } from "../testing/sample-attestation.ts";
import { signingKey } from "./signing-key.ts";
import { loadVerificationKeys, verificationKeys } from "./verification-keys.ts";

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "auditspan-keys-"))));
afterAll(() => rmSync(folder, { recursive: true }));

const { privatePem, publicPem } = freshPem();
const pem = (curve: string, type: "pkcs8" | "sec1"): string =>
  generateKeyPairSync("ec", { namedCurve: curve }).privateKey.export({ format: "pem", type });

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe("a private key", () => {
  test("has the id of its public key", () => {
    expect(signingKey(privatePem).keyId).toBe(verificationKeys(publicPem)[0]!.keyId);
    expect(signingKey(privatePem).keyId).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
  });

  test("may be SEC 1, as openssl ecparam writes it, and encrypted PKCS#8", () => {
    expect(signingKey(pem("P-256", "sec1")).keyId).toMatch(/^SHA256:/);
    const encrypted = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
      format: "pem",
      type: "pkcs8",
      cipher: "aes-256-cbc",
      passphrase: "p",
    });
    expect(signingKey(encrypted, { passphrase: "p" }).keyId).toMatch(/^SHA256:/);
    expect(() => signingKey(encrypted)).toThrow("expected a passphrase");
    expect(() => signingKey(encrypted, { passphrase: "q" })).toThrow("another passphrase");
  });

  test("that cosign encrypted is refused with what to do", () => {
    const text = "-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\neyJ\n-----END";
    expect(() => signingKey(text)).toThrow(
      expect.objectContaining({
        code: "encrypted_key",
        message: expect.stringContaining("cosign import-key-pair") as string,
      }),
    );
  });

  test.each([
    ["of another curve", pem("P-384", "pkcs8"), "expected an ECDSA key on the curve P-256, got ec"],
    ["that is none", "CANARY", "expected a private key in PEM"],
    ["that is a public one", publicPem, "expected a private key in PEM"],
  ])("%s is refused without being quoted", (_, text, message) => {
    expect(() => signingKey(text)).toThrow(message);
    expect(() => signingKey(text)).not.toThrow("CANARY");
  });
});

describe("public keys", () => {
  test("are read from a file of several", () => {
    const path = write("both.pem", `# ours\n${publicPem}${freshPem().publicPem}`);
    expect(loadVerificationKeys(path)).toHaveLength(2);
  });

  test("are read from the files of a folder, each once", () => {
    const keys = join(folder, "keys");
    mkdirSync(keys);
    writeFileSync(join(keys, "a.pem"), publicPem);
    writeFileSync(join(keys, "b.pub"), publicPem);
    writeFileSync(join(keys, "notes.txt"), "no key");
    expect(loadVerificationKeys(keys)).toHaveLength(1);
  });

  test.each([
    ["a private key", privatePem, "expected a PUBLIC KEY, got PRIVATE KEY"],
    ["nothing", "", "expected public keys in PEM, got none"],
    [
      "half a key",
      publicPem.replace(/\n.*\n-----END/s, "\nAAAA\n-----END"),
      "expected a public key",
    ],
  ])("are refused from a file with %s, which is named", (_, text, message) => {
    const path = write("refused.pem", text);
    expect(() => loadVerificationKeys(path)).toThrow(`${path}: ${message}`);
  });

  test("are not waited for from a pipe in their folder", () => {
    const keys = join(folder, "pipes");
    mkdirSync(keys);
    execFileSync("mkfifo", [join(keys, "a.pem")]);
    expect(() => loadVerificationKeys(keys)).toThrow(
      "a.pem: cannot be read (is not a regular file)",
    );
  });

  test("are refused from a file that is not there, and a folder without any", () => {
    expect(() => loadVerificationKeys(join(folder, "absent"))).toThrow("cannot be read (ENOENT)");
    const empty = join(folder, "empty");
    mkdirSync(empty);
    expect(() => loadVerificationKeys(empty)).toThrow("expected 1 to 256 keys, got 0");
  });
});
