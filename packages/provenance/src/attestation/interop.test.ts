import { createPublicKey, sign } from "node:crypto";
import { bundleFromJSON, bundleToJSON, toDSSEBundle } from "@sigstore/bundle";
import { dsse } from "@sigstore/core";
import { toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";
import { expect, test } from "vitest";
import { freshKey, sampleEnvelope, sampleStatement } from "../testing/sample-attestation.ts";
import { IN_TOTO } from "./envelope.ts";
import { statementBytes } from "./statement.ts";
import { verifyEnvelope } from "./verify-envelope.ts";

const { key, keys } = freshKey();

/** Verifies the JSON of an envelope with sigstore's verifier and a given public key. */
function verifiedBySigstore(envelope: Uint8Array, by = key): void {
  const bundle = bundleFromJSON({
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    verificationMaterial: { publicKey: { hint: "ours" } },
    dsseEnvelope: JSON.parse(Buffer.from(envelope).toString()) as unknown,
  });
  const material = toTrustMaterial(
    { mediaType: "", tlogs: [], ctlogs: [], certificateAuthorities: [], timestampAuthorities: [] },
    () => ({ publicKey: createPublicKey(by.privateKey), validFor: () => true }),
  );
  new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(
    toSignedEntity(bundle),
  );
}

test("an envelope of ours is verified by sigstore", () => {
  expect(() => verifiedBySigstore(sampleEnvelope(key))).not.toThrow();
});

test("and refused by it under another key or with another payload", () => {
  expect(() => verifiedBySigstore(sampleEnvelope(key), freshKey().key)).toThrow();
  const json = JSON.parse(Buffer.from(sampleEnvelope(key)).toString()) as Record<string, unknown>;
  const changed = { ...json, payload: Buffer.from("{}").toString("base64") };
  expect(() => verifiedBySigstore(Buffer.from(JSON.stringify(changed)))).toThrow();
});

test("an envelope that sigstore made is verified by us", () => {
  const payload = Buffer.from(statementBytes(sampleStatement()));
  const signature = sign("sha256", dsse.preAuthEncoding(IN_TOTO, payload), key.privateKey);
  const bundle = toDSSEBundle({
    artifact: payload,
    artifactType: IN_TOTO,
    signature,
    keyHint: "any hint",
    certificateChain: false,
  });
  const { dsseEnvelope } = bundleToJSON(bundle) as { dsseEnvelope: object };
  const result = verifyEnvelope(Buffer.from(JSON.stringify(dsseEnvelope)), keys);
  expect(result.ok && Buffer.from(result.payload).equals(payload)).toBe(true);
});
