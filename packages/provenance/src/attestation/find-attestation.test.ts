import { fingerprintManifest } from "@auditspan/core";
import { expect, test } from "vitest";
import { freshKey, MANIFEST, NOW, sampleEnvelope } from "../testing/sample-attestation.ts";
import { findAttestation } from "./find-attestation.ts";
import { revocationStatement } from "./revocation.ts";
import { signStatement } from "./sign-statement.ts";
import type { Expectations } from "./verify-attestation.ts";

const { key, keys } = freshKey();
const FINGERPRINT = fingerprintManifest(MANIFEST).configFingerprint;
const revocation = signStatement(
  revocationStatement({ configFingerprint: FINGERPRINT, revokedAt: NOW, reason: "mistake" }),
  key,
);

function codeOf(envelopes: readonly Uint8Array[], expectations: Expectations = {}): string {
  const codes = [envelopes, envelopes.toReversed()].map((listed) => {
    const result = findAttestation(listed, keys, { now: NOW, ...expectations });
    return result.ok ? "ok" : result.code;
  });
  expect(codes[0]).toBe(codes[1]);
  return codes[0]!;
}

test("the one that holds is found among others", () => {
  const stranger = sampleEnvelope(freshKey().key);
  const other = sampleEnvelope(key, { ...MANIFEST, image: undefined });
  const envelopes = [stranger, revocation, other, sampleEnvelope(key)];
  expect(codeOf(envelopes, { fingerprint: FINGERPRINT })).toBe("ok");
});

test("the refusal of the attestation is told, not that of what lies beside it", () => {
  const expectations = { image: `sha256:${"ff".repeat(32)}` };
  expect(codeOf([revocation, sampleEnvelope(key)], expectations)).toBe("other_image");
  expect(codeOf([revocation, sampleEnvelope(freshKey().key)])).toBe("wrong_key");
});

test("without envelopes there is no attestation", () => {
  expect(codeOf([])).toBe("not_attested");
});
