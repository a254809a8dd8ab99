import { fingerprintManifest } from "@auditspan/core";
import type { JsonValue, Manifest } from "@auditspan/core";
import { describe, expect, test } from "vitest";
import {
  freshKey,
  IMAGE_DIGEST,
  MANIFEST,
  NOW,
  POLICY_DIGEST,
  sampleEnvelope,
  sampleStatement,
} from "../testing/sample-attestation.ts";
import { signEnvelope } from "./sign-envelope.ts";
import { signStatement } from "./sign-statement.ts";
import { statementBytes } from "./statement.ts";
import { verifyAttestation } from "./verify-attestation.ts";
import type { Expectations } from "./verify-attestation.ts";

const { key, keys } = freshKey();
const OTHER = `sha256:${"ff".repeat(32)}`;

function codeOf(envelope: Uint8Array, expectations: Expectations = {}): string {
  const result = verifyAttestation(envelope, keys, { now: NOW, ...expectations });
  return result.ok ? "ok" : result.code;
}

type Json = Record<string, JsonValue>;

/** The code of a signed statement whose JSON was changed before it was signed. */
function codeOfChanged(change: (statement: Json & { predicate: Json }) => void): string {
  const json = JSON.parse(Buffer.from(statementBytes(sampleStatement())).toString()) as Json & {
    predicate: Json;
  };
  change(json);
  return codeOf(signEnvelope(Buffer.from(JSON.stringify(json)), key));
}

test("an attestation tells the fingerprints and the manifest, without operational fields", () => {
  const result = verifyAttestation(sampleEnvelope(key), keys, {
    fingerprint: fingerprintManifest(MANIFEST).configFingerprint,
    image: MANIFEST.image,
    policies: [POLICY_DIGEST],
    now: NOW,
  });
  if (!result.ok) throw new Error(result.message);
  const { logLevel: _, apiKey: __, ...identity } = MANIFEST.config;
  expect(result.config.fingerprints).toEqual(fingerprintManifest(MANIFEST));
  expect(result.config.manifest).toEqual({
    ...MANIFEST,
    config: { ...identity, apiKey: { class: "secret", reference: "" } },
  });
  expect(result.config.issuedAt).toEqual(NOW);
  expect(result.keyId).toBe(key.keyId);
  expect(result.statement.subject.map(({ digest }) => digest)).toEqual([
    fingerprintManifest(MANIFEST).configFingerprint,
    IMAGE_DIGEST,
    POLICY_DIGEST,
  ]);
});

test("neither operational values nor vault references stand in an envelope", () => {
  const payload = Buffer.from(statementBytes(sampleStatement())).toString();
  expect(payload).not.toContain("LOG_LEVEL");
  expect(payload).not.toContain("vault:");
});

test("an agent without image, policies and isolation can be attested", () => {
  const manifest: Manifest = {
    ...MANIFEST,
    image: undefined,
    policies: {},
    isolation: undefined,
    processingActivity: undefined,
    eventTypes: undefined,
  };
  expect(codeOf(sampleEnvelope(key, manifest))).toBe("ok");
  expect(codeOf(sampleEnvelope(key, manifest), { image: IMAGE_DIGEST })).toBe("other_image");
});

describe("an attestation is refused", () => {
  test.each<[string, Expectations, string]>([
    ["of another configuration", { fingerprint: OTHER }, "other_fingerprint"],
    ["of another image", { image: OTHER }, "other_image"],
    ["of another image by reference", { image: `registry.example.com/a@${OTHER}` }, "other_image"],
    ["without a policy", { policies: [POLICY_DIGEST, OTHER] }, "other_policy"],
    ["of the future", { now: new Date(NOW.getTime() - 3_600_000) }, "not_yet_valid"],
    ["without approval", { approval: { envelopes: [], keys } }, "not_approved"],
  ])("%s", (_, expectations, code) => {
    expect(codeOf(sampleEnvelope(key), expectations)).toBe(code);
  });

  test.each<[string, (statement: Json & { predicate: Json }) => void, string]>([
    ["its statement has an unknown field", (s) => (s["extra"] = 1), "unknown_field"],
    [
      "its subject has an unknown field",
      (s) => ((s["subject"] as Json[])[0]!["uri"] = "x"),
      "unknown_field",
    ],
    ["its predicate has an unknown field", (s) => (s.predicate["note"] = "x"), "unknown_field"],
    [
      "its identity view has an unknown field",
      (s) => ((s.predicate["identity"] as Json)["extra"] = null),
      "unknown_field",
    ],
    ["it lacks a field", (s) => delete s.predicate["issuedAt"], "malformed_statement"],
    ["it is a statement of another version", (s) => (s["_type"] = "x"), "malformed_statement"],
    ["it has no subject", (s) => (s["subject"] = []), "malformed_statement"],
    [
      "its time is not in UTC",
      (s) => (s.predicate["issuedAt"] = "2026-11-25T12:00:00+01:00"),
      "malformed_statement",
    ],
    ["its predicate is of another type", (s) => (s["predicateType"] = "x"), "wrong_predicate_type"],
    [
      "its fingerprint is not that of the identity view",
      (s) => (s.predicate["configFingerprint"] = OTHER),
      "inconsistent_statement",
    ],
    [
      "its subject is another image than that of the identity view",
      (s) => ((s["subject"] as Json[])[1]!["digest"] = { sha256: "ff".repeat(32) }),
      "inconsistent_statement",
    ],
    [
      "its image is another than that of the identity view",
      (s) => (s.predicate["image"] = `registry.example.com/support-agent@${OTHER}`),
      "inconsistent_statement",
    ],
    [
      "a component has another digest",
      (s) => ((s.predicate["components"] as Json)["tools"] = OTHER),
      "inconsistent_statement",
    ],
  ])("when %s", (_, change, code) => {
    expect(codeOfChanged(change)).toBe(code);
  });

  test("when its payload names a member twice, though it was signed so", () => {
    const twice = Buffer.from(statementBytes(sampleStatement()))
      .toString()
      .replace('{"_type"', '{"predicateType":"x","_type"');
    expect(codeOf(signEnvelope(Buffer.from(twice), key))).toBe("malformed_statement");
  });

  test("when its payload is no JSON, though it was signed so", () => {
    expect(codeOf(signEnvelope(Buffer.from("CANARY"), key))).toBe("malformed_statement");
  });

  test("in a message that quotes nothing of it", () => {
    const statement = { ...sampleStatement(), predicateType: "CANARY", predicate: { CANARY: 1 } };
    const result = verifyAttestation(signStatement(statement, key), keys);
    expect(JSON.stringify(result)).not.toContain("CANARY");
    expect(result.ok).toBe(false);
  });
});
