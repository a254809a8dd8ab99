import type { Grammar } from "./kinds.ts";
import type { DeclaredSet } from "./known-names.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Profiles and types that container runtimes bring; one of the operator's own is told by its digest. */
const APPARMOR = [
  "unconfined",
  "docker-default",
  "cri-containerd\\.apparmor\\.d",
  "crio-default",
  "lxc-container-default",
];
const SELINUX = [
  "container_t",
  "container_init_t",
  "container_kvm_t",
  "container_engine_t",
  "container_user_t",
  "spc_t",
  "unconfined_t",
  "unconfined_service_t",
];
const DIGEST = "sha256:[0-9a-f]{64}";

/** What the operator's own cases are numbered behind. */
const CASES = ["CASE", "CHG", "DSAR", "INC", "IR", "REQ", "SEC", "TICKET"];

/**
 * Grammars of `infra`: each is as narrow as what it stands for, and none has room for a word of
 * somebody's choice, but for those of `DECLARED`, whose words are known beforehand.
 */
export const GRAMMARS: Readonly<Record<Grammar, RegExp>> = {
  agent_version:
    /^\d{1,4}(?:\.\d{1,3}){0,2}(?:-(?:alpha|beta|canary|dev|next|nightly|pre|preview|rc|snapshot)(?:\.?\d{1,2})?)?$/,
  // The kernel knows 41 capabilities and writes 16 digits.
  capabilities: /^0{5}[01][0-9a-f]{10}$/,
  decision_id: UUID,
  generation_id: UUID,
  image_digest: /^[a-z0-9][a-z0-9.:/_-]{0,127}@sha256:[0-9a-f]{64}$/,
  // SHA-256 of the public key.
  key_id: /^[0-9a-f]{64}$/,
  lsm: new RegExp(
    `^(?:none|unconfined|apparmor:(?:${APPARMOR.join("|")}|${DIGEST})|selinux:(?:${SELINUX.join("|")}|${DIGEST}))$`,
  ),
  processing_activity: /^[a-z][a-z0-9_-]{0,63}$/,
  // A commit.
  revision: /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/,
  case_id: new RegExp(`^(?:${CASES.join("|")})-\\d{1,7}$`),
};

/** Grammars with a word in them that has to be a member of a set; `tail` is what may follow it. */
export const DECLARED: Readonly<
  Partial<Record<Grammar, { readonly set: DeclaredSet; readonly tail: string }>>
> = {
  processing_activity: { set: "processingActivities", tail: "" },
  image_digest: { set: "images", tail: `@${DIGEST}` },
};
