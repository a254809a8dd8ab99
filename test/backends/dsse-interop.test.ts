import { spawnSync } from "node:child_process";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  revocationStatement,
  signingKey,
  signStatement,
  verificationKeys,
  verifyAny,
} from "@auditspan/provenance";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasGo } from "./has-go.ts";
import { missing } from "./missing.ts";
import { runLogged } from "./run-logged.ts";

const present = await hasGo();
if (!present) missing("go-securesystemslib", "expected Go on PATH, found none");

// The library that cosign and the in-toto tools of Go sign and verify with.
describe.runIf(present)("go-securesystemslib", () => {
  let folder: string;
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const privatePem = privateKey.export({ format: "pem", type: "pkcs8" });
  const publicPem = createPublicKey(privateKey).export({ format: "pem", type: "spki" });
  const envelope = signStatement(
    revocationStatement({
      configFingerprint: `sha256:${"ab".repeat(32)}`,
      revokedAt: new Date("2026-11-25T12:00:00Z"),
      reason: "mistake",
    }),
    signingKey(privatePem),
  );
  const payload = (JSON.parse(Buffer.from(envelope).toString()) as { payload: string }).payload;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "auditspan-dsse-"));
    writeFileSync(join(folder, "private.pem"), privatePem);
    writeFileSync(join(folder, "public.pem"), publicPem);
    await runLogged("go", ["build", "-mod=readonly", "-o", join(folder, "dsse"), "."], {
      cwd: join(import.meta.dirname, "dsse"),
      env: { CGO_ENABLED: "0" },
    });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const go = (
    verb: "sign" | "verify",
    input: Uint8Array,
  ): { status: number | null; stdout: Buffer } =>
    spawnSync(
      join(folder, "dsse"),
      [verb, join(folder, verb === "sign" ? "private.pem" : "public.pem")],
      { input },
    );

  test("verifies an envelope of ours, whose key id is the one that it computes", () => {
    const { status, stdout } = go("verify", envelope);
    expect(status).toBe(0);
    expect(stdout.toString("base64")).toBe(payload);
  });

  test("refuses one of ours that was changed", () => {
    const text = Buffer.from(envelope)
      .toString()
      .replace(payload.slice(0, 4), "eyJf".toLowerCase());
    expect(go("verify", Buffer.from(text)).status).toBe(1);
  });

  test("makes envelopes that we verify", () => {
    const { status, stdout } = go("sign", Buffer.from(payload, "base64"));
    expect(status).toBe(0);
    const result = verifyAny(new Uint8Array(stdout), verificationKeys(publicPem));
    expect(result).toMatchObject({ ok: true, kind: "revocation" });
  });
});
