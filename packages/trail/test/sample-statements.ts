import type { ApprovalRecord, AttestationRecord } from "../src/index.ts";
import { NOON } from "./sample-events.ts";

let made = 0;

/** A fingerprint made of one hex digit. */
export function fingerprintOf(digit: string): string {
  return `sha256:${digit.repeat(64)}`;
}

/** An attestation as its verifier hands it over, but for what is given. */
export function sampleAttestation(given: Partial<AttestationRecord> = {}): AttestationRecord {
  return {
    id: `sha256:attestation-${++made}`,
    configFingerprint: fingerprintOf("a"),
    components: { tools: fingerprintOf("1"), prompts: fingerprintOf("2") },
    keyId: "c2lnbmVy",
    attestedAt: new Date(NOON - 1_000_000),
    envelope: '{"payload":""}',
    ...given,
  };
}

export function sampleApproval(given: Partial<ApprovalRecord> = {}): ApprovalRecord {
  return {
    id: `sha256:approval-${++made}`,
    configFingerprint: fingerprintOf("a"),
    verdict: "approved",
    approver: "https://example.com/release",
    policyUri: "https://example.com/release-policy",
    policyDigest: fingerprintOf("e"),
    keyId: "YXBwcm92ZXI",
    decidedAt: new Date(NOON - 500_000),
    envelope: '{"payload":""}',
    ...given,
  };
}
