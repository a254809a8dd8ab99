import { fingerprintManifest } from "@auditspan/core";
import { expect, test } from "vitest";
import {
  approval,
  attestation,
  FINGERPRINT,
  MANIFEST,
  newKey,
  revocation,
  storeOf,
} from "../../test/signed-statements.ts";
import { AttestedConfigs } from "./attested-configs.ts";
import { readStatements } from "./read-statements.ts";

const { key, keys } = newKey();
const at = (seconds: number): Date => new Date(1_700_000_000_000 + seconds * 1000);

test("statements that verify become records, with what they say", async () => {
  const envelopes = [attestation(key, at(0)), approval(key, at(1)), revocation(key, at(2))];
  const { attestations, approvals, names, refused } = await readStatements(
    storeOf(...envelopes),
    keys,
  );
  const { components, deployFingerprint } = fingerprintManifest(MANIFEST);
  expect(attestations).toMatchObject([
    {
      configFingerprint: FINGERPRINT,
      deployFingerprint,
      components,
      agent: "support-agent",
      agentVersion: "1.4.0",
      image: MANIFEST.image,
      isolation: MANIFEST.isolation,
      keyId: key.keyId,
      attestedAt: at(0),
      envelope: Buffer.from(envelopes[0]!).toString(),
    },
  ]);
  expect(attestations[0]?.id).toMatch(/^sha256:/);
  expect(approvals).toMatchObject([
    {
      verdict: "approved",
      approver: "https://example.com/release",
      policyUri: "https://example.com/policy",
      decidedAt: at(1),
      expiresAt: at(86_401),
    },
    { verdict: "revoked", reason: "compromised", decidedAt: at(2) },
  ]);
  expect(names.get(FINGERPRINT)?.tools).toEqual(new Set(["lookup_order"]));
  expect(refused.size).toBe(0);
});

test("what does not verify is counted by why, and nothing of it is read", async () => {
  const other = newKey().key;
  const tampered = Buffer.from(attestation(key))
    .toString()
    .replace('"payload":"ey', '"payload":"ez');
  const found = await readStatements(
    storeOf(attestation(other), approval(other, at(0)), Buffer.from(tampered), Buffer.from("{")),
    keys,
  );
  expect(found).toMatchObject({ attestations: [], approvals: [] });
  expect(found.names.size).toBe(0);
  expect(Object.fromEntries(found.refused)).toEqual({
    wrong_key: 2,
    tampered: 1,
    malformed_envelope: 1,
  });
});

test.each([
  ["nothing but an attestation", [], true],
  ["an approval", [approval(key, at(0))], true],
  ["a revocation", [revocation(key, at(0))], false],
  ["a refusal", [approval(key, at(0), false)], false],
  ["a revocation and a later approval", [approval(key, at(2)), revocation(key, at(1))], true],
  ["an approval and a revocation at once", [revocation(key, at(1)), approval(key, at(1))], false],
  ["a revocation of the future", [revocation(key, new Date(Date.now() + 3_600_000))], true],
])("with %s a configuration binds: %s", async (_, decisions, binds) => {
  const configs = new AttestedConfigs(
    await readStatements(storeOf(attestation(key), ...decisions), keys),
  );
  expect(configs.isBinding(FINGERPRINT)).toBe(binds);
  expect(configs.namesOf(FINGERPRINT)?.agent).toBe("support-agent");
  configs.update(await readStatements(storeOf(), keys));
  expect(configs.isBinding(FINGERPRINT)).toBe(false);
  expect(configs.namesOf(FINGERPRINT)).toBeUndefined();
});
