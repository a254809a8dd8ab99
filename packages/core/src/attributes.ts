import {
  count,
  digest,
  flag,
  hashes,
  hex,
  infra,
  inode,
  keyed,
  list,
  member,
  oneOf,
  ratio,
  shape,
  signature,
  size,
  time,
  uuid4,
  uuid7,
} from "./kinds.ts";
import type { Kind } from "./kinds.ts";
import * as enums from "./enums.ts";
import { ERROR_TYPES, ERROR_TYPE_SYNONYMS } from "./error-types.ts";
import * as infrastructure from "./infrastructure-enums.ts";
import { PHASES, RISKS } from "./event-types.ts";

/** Tokens of one call: wide enough for every model, too narrow for a phone number. */
const TOKENS = count(9_999_999);
const SEQUENCE = count(Number.MAX_SAFE_INTEGER);
/** Steps of one event; what is beyond is counted in `auditspan.step.more`. */
export const MAX_STEPS = 64;

/** Leaves that one checkpoint lists. */
const MAX_LEAVES = 32;

const COMPONENTS = ["image", "model", "tools", "prompts", "policy", "config", "event_types"];
const FACTS = [
  "cgroup_inode",
  "cgroup_root",
  "seccomp_mode",
  "seccomp_filters",
  "no_new_privs",
  "cap_effective",
  "root",
  "ns.pid",
  "ns.net",
  "ns.mnt",
  "ns.user",
  "lsm",
];

/** What a keyed commitment may stand for. */
export const COMMITMENTS: readonly string[] = [
  "input",
  "output",
  "arguments",
  "result",
  "instructions",
  "path",
  "query",
  "url",
  "name",
];

/**
 * Every attribute of an audit event, by group, with the kind that its value is read or checked
 * through (SCHEMA section 2). All names of this project come from here.
 */
export const ATTRIBUTE_GROUPS: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  event: {
    "auditspan.event.id": uuid7,
    "auditspan.event.type": member("event_types"),
    "auditspan.event.risk": oneOf(RISKS),
    "auditspan.event.phase": oneOf(PHASES),
    "auditspan.event.outcome": oneOf(["success", "failure", "denied", "timeout", "unknown"]),
    "auditspan.event.time": time,
    "auditspan.event.source": oneOf(["emitted", "observed"]),
    "auditspan.event_types.digest": digest,
    "auditspan.dropped_attributes": count(1_000_000),
    "auditspan.superseded": flag,
    "auditspan.requested.event_id": uuid7,
    "error.type": oneOf(ERROR_TYPES, ERROR_TYPE_SYNONYMS),
  },
  session: {
    "session.id": uuid4,
    "session.previous_id": uuid4,
    "auditspan.session.initiator": oneOf([
      "scheduled_job",
      "api_trigger",
      "manual_console",
      "agent_delegation",
      "event_trigger",
    ]),
    "auditspan.invocation.source": oneOf(["api", "scheduled", "webhook", "console", "queue"]),
    "auditspan.invocation.ref": keyed,
    "auditspan.generation.id": infra("generation_id"),
    "auditspan.processing_activity.id": infra("processing_activity"),
    "auditspan.session.parent_id": uuid4,
    "auditspan.boundary.crossed": flag,
    "auditspan.rotation.reason": oneOf(["fingerprint_changed", "age", "manual", "revoked"]),
    "auditspan.rotation.continuity": keyed,
  },
  provenance: {
    "auditspan.config_fingerprint": digest,
    "auditspan.config.binding": oneOf(["attested", "computed", "unbound"]),
    "auditspan.config.observed_fingerprint": digest,
    "auditspan.deploy_fingerprint": digest,
    "gen_ai.agent.version": infra("agent_version"),
    "container.image.repo_digests": list(infra("image_digest"), 4),
    "oci.manifest.digest": digest,
    "auditspan.policy.decision_id": infra("decision_id"),
    "auditspan.policy.bundle_revision": infra("revision"),
  },
  start: {
    ...Object.fromEntries(COMPONENTS.map((name) => [`auditspan.component.${name}`, digest])),
    "auditspan.template_digest": digest,
    "auditspan.sealing.window": count(1024),
    "auditspan.sealing.interval_ms": count(3_600_000),
    "auditspan.sealing.key_id": infra("key_id"),
  },
  mismatch: {
    "auditspan.mismatch.components": list(oneOf(COMPONENTS), COMPONENTS.length),
  },
  runtime: {
    "auditspan.runtime.cgroup_inode": inode,
    "auditspan.runtime.cgroup_root": flag,
    "auditspan.runtime.seccomp_mode": oneOf(["disabled", "strict", "filter"]),
    "auditspan.runtime.seccomp_filters": count(1024),
    "auditspan.runtime.seccomp_profile_hash": digest,
    "auditspan.runtime.seccomp_bpf_hash": digest,
    "auditspan.runtime.source": oneOf(["self", "observer", "attested"]),
    "auditspan.runtime.no_new_privs": flag,
    "auditspan.runtime.cap_effective": infra("capabilities"),
    "auditspan.runtime.root": flag,
    "auditspan.runtime.ns.pid": inode,
    "auditspan.runtime.ns.net": inode,
    "auditspan.runtime.ns.mnt": inode,
    "auditspan.runtime.ns.user": inode,
    "auditspan.runtime.lsm": infra("lsm"),
    "auditspan.runtime_context_hash": digest,
    "k8s.pod.uid": keyed,
    "container.id": keyed,
  },
  trace: {
    "auditspan.subject.span_id": hex(16),
    "auditspan.subject.parent_span_id": hex(16),
  },
  action: {
    "gen_ai.operation.name": oneOf(enums.OPERATIONS, { embedding: "embeddings" }),
    "gen_ai.provider.name": member("providers"),
    "gen_ai.agent.name": member("agents"),
    "gen_ai.request.model": member("models"),
    "gen_ai.response.model": member("models"),
    "gen_ai.response.id": keyed,
    "gen_ai.response.finish_reasons": list(
      oneOf(enums.FINISH_REASONS, enums.FINISH_REASON_SYNONYMS),
      16,
    ),
    "gen_ai.output.type": oneOf(enums.OUTPUT_TYPES),
    "gen_ai.usage.input_tokens": TOKENS,
    "gen_ai.usage.output_tokens": TOKENS,
    "gen_ai.usage.cache_read.input_tokens": TOKENS,
    "gen_ai.usage.cache_creation.input_tokens": TOKENS,
    "gen_ai.usage.reasoning.output_tokens": TOKENS,
    "gen_ai.request.max_tokens": TOKENS,
    "gen_ai.request.top_k": count(100_000),
    "gen_ai.request.choice.count": count(1024),
    "gen_ai.request.seed": flag,
    "gen_ai.request.temperature": ratio(0, 10),
    "gen_ai.request.top_p": ratio(0, 1),
    "gen_ai.request.frequency_penalty": ratio(-10, 10),
    "gen_ai.request.presence_penalty": ratio(-10, 10),
    "gen_ai.request.stream": flag,
    "gen_ai.tool.name": member("tools"),
    "gen_ai.tool.call.id": keyed,
    "gen_ai.tool.type": oneOf(enums.TOOL_TYPES, { functiontool: "function" }),
    "mcp.method.name": oneOf(enums.MCP_METHODS),
    "http.request.method": oneOf(infrastructure.HTTP_METHODS),
    "http.response.status_code": count(599),
    "auditspan.http.role": oneOf(infrastructure.HTTP_ROLES),
    "server.address": member("hosts"),
    "rpc.system": oneOf(infrastructure.RPC_SYSTEMS),
    "rpc.grpc.status_code": count(16),
    "db.system.name": oneOf(infrastructure.DB_SYSTEMS, infrastructure.DB_SYSTEM_SYNONYMS),
    "db.operation.name": oneOf(infrastructure.DB_OPERATIONS, infrastructure.DB_OPERATION_SYNONYMS),
    "auditspan.file.operation": oneOf(infrastructure.FILE_OPERATIONS),
    "messaging.system": oneOf(infrastructure.MESSAGING_SYSTEMS),
    "messaging.batch.message_count": count(100_000),
    "auditspan.handoff.target": member("agents"),
    "auditspan.approval.source": oneOf(enums.APPROVAL_SOURCES),
    "auditspan.retrieval.documents": count(100_000),
    "auditspan.io.input_size": size,
    "auditspan.io.output_size": size,
  },
  steps: {
    "auditspan.step.kinds": list(oneOf(enums.STEP_KINDS), MAX_STEPS),
    "auditspan.step.tokens": list(TOKENS, MAX_STEPS),
    "auditspan.step.shapes": list(shape, MAX_STEPS),
    "auditspan.step.estimated": flag,
    "auditspan.step.more": count(1_000_000),
  },
  commitments: {
    ...Object.fromEntries(COMMITMENTS.map((name) => [`auditspan.commitment.${name}`, keyed])),
    "auditspan.commitment.key_id": infra("key_id"),
  },
  seal: {
    "auditspan.seal.lane": hex(16),
    "auditspan.seal.seq": SEQUENCE,
    "auditspan.seal.leaf": hex(64),
    "auditspan.seal.link": hex(64),
  },
  checkpoint: {
    "auditspan.checkpoint.from": SEQUENCE,
    "auditspan.checkpoint.size": count(1024),
    "auditspan.checkpoint.tip": hex(64),
    "auditspan.checkpoint.leaves": hashes(MAX_LEAVES),
    "auditspan.checkpoint.signature": signature,
    "auditspan.checkpoint.key_id": infra("key_id"),
  },
  dropped: {
    "auditspan.dropped.lane": hex(16),
    "auditspan.dropped.from": SEQUENCE,
    "auditspan.dropped.to": SEQUENCE,
    "auditspan.dropped.count": SEQUENCE,
    "auditspan.dropped.reason": oneOf(["queue_full", "rejected", "shutdown", "other"]),
  },
  change: {
    "auditspan.change.fact": oneOf(FACTS),
  },
  secret: {
    "auditspan.secret.kind": oneOf(["api_key", "jwt", "card", "iban", "private_key", "other"]),
    "auditspan.secret.place": oneOf(["input", "output", "arguments", "result", "error", "other"]),
  },
  registry: {
    "auditspan.role": oneOf(["launcher", "responder", "officer"]),
    "auditspan.case.id": infra("case_id"),
  },
};

/** Every attribute with its kind, without the groups. */
export const ATTRIBUTES: Readonly<Record<string, Kind>> = Object.assign(
  Object.create(null) as Record<string, Kind>,
  ...Object.values(ATTRIBUTE_GROUPS),
);
