import type { Grammar } from "./kinds.ts";

/** Grammars of `infra`: each is narrow, and none has room for a sentence or an address. */
export const GRAMMARS: Readonly<Record<Grammar, RegExp>> = {
  agent_version: /^\d{1,6}(?:\.\d{1,6}){0,3}(?:-[0-9a-z]{1,16}(?:\.\d{1,6})?)?$/,
  capabilities: /^[0-9a-f]{1,16}$/,
  decision_id: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  generation_id: /^[0-9a-f-]{1,36}$/,
  image_digest: /^[a-z0-9][a-z0-9./_-]{0,127}@sha256:[0-9a-f]{64}$/,
  key_id: /^[0-9a-f]{8,64}$/,
  lsm: /^(?:unconfined|apparmor:[a-z0-9_.-]{1,64}|selinux:[a-z0-9_:]{1,64}|none)$/,
  processing_activity: /^[a-z][a-z0-9_-]{0,63}$/,
  revision: /^[0-9a-f]{7,64}$/,
  case_id: /^[A-Z]{2,8}-\d{1,10}$/,
};
