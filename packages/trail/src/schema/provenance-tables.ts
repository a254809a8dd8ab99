import type { JsonOut, TimeOut } from "./tables.ts";

/** One row of `attestations` on its way in. `components` is JSON text. */
export type AttestationRow = {
  readonly attestation_id: string;
  readonly config_fingerprint: string;
  readonly deploy_fingerprint: string | null;
  readonly template_digest: string | null;
  readonly agent_identifier: string | null;
  readonly agent_version: string | null;
  readonly image_digest: string | null;
  readonly components: string;
  readonly key_id: string;
  readonly attested_at: string;
  readonly envelope: string;
  readonly stored_at: string;
};

/** One row of `approvals` on its way in. */
export type ApprovalRow = {
  readonly approval_id: string;
  readonly config_fingerprint: string;
  readonly verdict: "approved" | "refused" | "revoked";
  readonly approver: string | null;
  readonly policy_uri: string | null;
  readonly policy_digest: string | null;
  readonly resource_uri: string | null;
  readonly reason: string | null;
  readonly key_id: string;
  readonly decided_at: string;
  readonly expires_at: string | null;
  readonly envelope: string;
  readonly stored_at: string;
};

export type ExpectedFactRow = {
  readonly config_fingerprint: string;
  readonly fact: string;
  readonly value: string;
};

/** The tables of provenance as they come out. */
export interface ProvenanceTables {
  readonly attestations: Omit<AttestationRow, "components" | "attested_at" | "stored_at"> & {
    readonly components: JsonOut;
    readonly attested_at: TimeOut;
    readonly stored_at: TimeOut;
  };
  readonly approvals: Omit<ApprovalRow, "decided_at" | "expires_at" | "stored_at"> & {
    readonly decided_at: TimeOut;
    readonly expires_at: TimeOut | null;
    readonly stored_at: TimeOut;
  };
  readonly expected_facts: ExpectedFactRow;
}
