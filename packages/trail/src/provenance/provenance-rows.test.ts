import { expect, test } from "vitest";
import { sampleApproval, sampleAttestation } from "../../test/sample-statements.ts";
import { toProvenanceRows } from "./provenance-rows.ts";

test.each([
  [{ configFingerprint: "sha256:short" }, "expected a fingerprint"],
  [{ envelope: "Marta\0" }, "expected well-formed text"],
  [{ keyId: "" }, "expected id, key and envelope"],
])("refuses a statement of %j, naming its place and no value", (given, message) => {
  const attestations = [sampleAttestation(), sampleAttestation(given)];
  const approvals = [sampleApproval(given)];
  expect(() => toProvenanceRows({ attestations }, new Date())).toThrow(`attestation 1: ${message}`);
  expect(() => toProvenanceRows({ approvals }, new Date())).toThrow(`approval 0: ${message}`);
  expect(() => toProvenanceRows({ approvals }, new Date())).not.toThrow(/Marta|short/);
});

test("refuses a time that is none", () => {
  const approvals = [sampleApproval({ expiresAt: new Date(Number.NaN) })];
  expect(() => toProvenanceRows({ approvals }, new Date())).toThrow("expected valid times");
});
