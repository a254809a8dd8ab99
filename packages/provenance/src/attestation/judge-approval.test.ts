import { fingerprintManifest } from "@auditspan/core";
import { describe, expect, test } from "vitest";
import { freshKey, IMAGE_DIGEST, MANIFEST, NOW } from "../testing/sample-attestation.ts";
import { judgeApproval } from "./judge-approval.ts";
import type { ApprovalExpectations } from "./judge-approval.ts";
import { revocationStatement } from "./revocation.ts";
import { signEnvelope } from "./sign-envelope.ts";
import { signStatement } from "./sign-statement.ts";
import { statementBytes } from "./statement.ts";
import { summaryStatement } from "./verification-summary.ts";
import type { VerificationSummary } from "./verification-summary.ts";

const { key, keys } = freshKey();
const stranger = freshKey();
const FINGERPRINT = fingerprintManifest(MANIFEST).configFingerprint;
const OTHER = `sha256:${"ff".repeat(32)}`;
const POLICY = `sha256:${"ab".repeat(32)}`;
const HOUR = 3_600_000;

const at = (hours: number): Date => new Date(NOW.getTime() + hours * HOUR);

const APPROVAL: VerificationSummary = {
  configFingerprint: FINGERPRINT,
  approver: "https://example.com/change-board",
  decidedAt: at(-10),
  expiresAt: at(10),
  resourceUri: `oci://registry.example.com/support-agent@${IMAGE_DIGEST}`,
  policy: { uri: "https://example.com/release-policy", digest: POLICY },
  attestation: OTHER,
  passed: true,
};

function approval(changes: Partial<VerificationSummary> = {}, by = key): Uint8Array {
  return signStatement(summaryStatement({ ...APPROVAL, ...changes }), by);
}

function revocation(hours: number, by = key, configFingerprint = FINGERPRINT): Uint8Array {
  const revokedAt = at(hours);
  return signStatement(
    revocationStatement({ configFingerprint, revokedAt, reason: "compromised" }),
    by,
  );
}

function judge(
  envelopes: readonly Uint8Array[],
  expectations: Partial<ApprovalExpectations> = {},
  now = NOW,
): string {
  // In any order: a store has none.
  const results = [envelopes, [...envelopes].reverse()].map((listed) =>
    judgeApproval(FINGERPRINT, { envelopes: listed, keys, ...expectations }, now),
  );
  const codes = results.map((result) => (result.ok ? "approved" : result.code));
  expect(codes[0]).toBe(codes[1]);
  return codes[0]!;
}

test("an approval tells who decided, by which policy, for which registry, until when", () => {
  const result = judgeApproval(FINGERPRINT, { envelopes: [approval()], keys }, NOW);
  expect(result).toEqual({ ok: true, approval: APPROVAL });
});

test("an approval that meets every expectation counts", () => {
  const expectations = {
    policy: POLICY,
    registry: "Registry.example.com",
    approver: "https://example.com/change-board",
  };
  expect(judge([approval()], expectations)).toBe("approved");
});

describe("not approved is a configuration", () => {
  test("without a decision", () => expect(judge([])).toBe("not_approved"));

  test("approved by a stranger", () => {
    expect(judge([approval({}, stranger.key)])).toBe("not_approved");
  });

  test("when the approval is of another configuration", () => {
    expect(judge([approval({ configFingerprint: OTHER })])).toBe("not_approved");
  });

  test.each<[string, Partial<VerificationSummary>, Partial<ApprovalExpectations>, string]>([
    ["has expired", { expiresAt: NOW }, {}, "expired"],
    ["is of the future", { decidedAt: at(1) }, {}, "not_yet_valid"],
    ["is a refusal", { passed: false }, {}, "not_passed"],
    ["is by another policy", {}, { policy: OTHER }, "other_policy"],
    ["is for another registry", {}, { registry: "registry.example.org" }, "other_registry"],
    [
      "is for a registry of a similar name",
      { resourceUri: "oci://registry.example.com.evil.org/a" },
      { registry: "registry.example.com" },
      "other_registry",
    ],
    ["is by another approver", {}, { approver: "https://example.com/ci" }, "other_approver"],
  ])("when the approval %s", (_, changes, expectations, code) => {
    expect(judge([approval(changes)], expectations)).toBe(code);
  });
});

describe("an approval is withdrawn", () => {
  test("by a later revocation", () => {
    expect(judge([approval(), revocation(-1)])).toBe("revoked");
  });

  test("by a revocation of the same moment", () => {
    expect(judge([approval(), revocation(-10)])).toBe("revoked");
  });

  test("by a later refusal", () => {
    const refused = approval({ passed: false, decidedAt: at(-1) });
    expect(judge([approval(), refused])).toBe("not_passed");
  });

  test("not by the revocation of a stranger, of another configuration, or of tomorrow", () => {
    const others = [revocation(-1, stranger.key), revocation(-1, key, OTHER), revocation(24)];
    expect(judge([approval(), ...others])).toBe("approved");
  });

  test("until it is approved again", () => {
    const again = approval({ decidedAt: at(-0.5) });
    expect(judge([approval(), revocation(-1), again])).toBe("approved");
  });
});

test("one approval that stands is enough, beside one that has expired", () => {
  const expired = approval({ decidedAt: at(-5), expiresAt: at(-4) });
  expect(judge([approval(), expired])).toBe("approved");
});

test("a decision of a given key that cannot be read refuses everything", () => {
  const statement = revocationStatement({
    configFingerprint: FINGERPRINT,
    revokedAt: at(-1),
    reason: "mistake",
  });
  const unknown = { ...statement, predicate: { revokedAt: at(-1).toISOString(), why: "x" } };
  expect(judge([approval(), signStatement(unknown, key)])).toBe("unknown_field");
  const half = Buffer.from(statementBytes(statement)).subarray(0, -1);
  expect(judge([approval(), signEnvelope(half, key)])).toBe("malformed_statement");
});

test("bytes that are no envelope are passed over", () => {
  expect(judge([Buffer.from("{}"), approval()])).toBe("approved");
});
