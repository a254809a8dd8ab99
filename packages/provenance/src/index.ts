export { AGENT_CONFIG, agentConfigStatement, readAgentConfig } from "./attestation/agent-config.ts";
export type { AgentConfig } from "./attestation/agent-config.ts";
export { AttestationError } from "./attestation/attestation-error.ts";
export type { AttestationErrorCode } from "./attestation/attestation-error.ts";
export { findAttestation } from "./attestation/find-attestation.ts";
export { judgeApproval } from "./attestation/judge-approval.ts";
export type { ApprovalExpectations } from "./attestation/judge-approval.ts";
export {
  readRevocation,
  REVOCATION,
  REVOCATION_REASONS,
  revocationStatement,
} from "./attestation/revocation.ts";
export type { Revocation, RevocationReason } from "./attestation/revocation.ts";
export { signStatement } from "./attestation/sign-statement.ts";
export { signingKey } from "./attestation/signing-key.ts";
export type { SigningKey } from "./attestation/signing-key.ts";
export { StatementFault } from "./attestation/statement-fault.ts";
export { readStatement } from "./attestation/statement.ts";
export type { Statement } from "./attestation/statement.ts";
export { openStore } from "./attestation/stores/open-store.ts";
export type { OpenStoreOptions } from "./attestation/stores/open-store.ts";
export { folderStore } from "./attestation/stores/folder-store.ts";
export type { AttestationStore } from "./attestation/stores/attestation-store.ts";
export type { Refusal, RefusalCode } from "./attestation/verdict.ts";
export { loadVerificationKeys, verificationKeys } from "./attestation/verification-keys.ts";
export type { VerificationKey } from "./attestation/verification-keys.ts";
export {
  readSummary,
  summaryStatement,
  VERIFICATION_SUMMARY,
} from "./attestation/verification-summary.ts";
export type { VerificationSummary } from "./attestation/verification-summary.ts";
export { verifyAttestation } from "./attestation/verify-attestation.ts";
export type { Expectations, VerifiedAttestation } from "./attestation/verify-attestation.ts";
export { verifyAny } from "./attestation/verify-any.ts";
export type { VerifiedStatement } from "./attestation/verify-any.ts";
export { verifyEnvelope } from "./attestation/verify-envelope.ts";
export type { VerifiedPayload } from "./attestation/verify-envelope.ts";
export { loadManifest } from "./manifest/load-manifest.ts";
export type { LoadedManifest, LoadManifestOptions } from "./manifest/load-manifest.ts";
export type { SecretField } from "./manifest/read-manifest.ts";
export type { ManifestProblem, ManifestProblemCode } from "./manifest/manifest-problem.ts";
