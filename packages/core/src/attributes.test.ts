import { expect, test } from "vitest";
import { ATTRIBUTE_GROUPS, ATTRIBUTES, COMMITMENTS } from "./attributes.ts";
import { kindCheck } from "./kind-checks.ts";
import { kindReader } from "./kind-readers.ts";
import type { Kind } from "./kinds.ts";
import { knownNames } from "./known-names.ts";

/** Names of the schema by their kind, `{a,b}` for several: the contract, written a second time. */
const SCHEMA: Readonly<Record<string, string>> = {
  "uuid 7": "auditspan.event.id auditspan.requested.event_id",
  "uuid 4": "session.id session.previous_id auditspan.session.parent_id",
  "member event_types": "auditspan.event.type",
  "member providers": "gen_ai.provider.name",
  "member agents": "gen_ai.agent.name auditspan.handoff.target",
  "member models": "gen_ai.{request,response}.model",
  "member tools": "gen_ai.tool.name",
  "member hosts": "server.address",
  time: "auditspan.event.time",
  inode: "auditspan.runtime.{cgroup_inode,ns.pid,ns.net,ns.mnt,ns.user}",
  flag: `auditspan.{superseded,boundary.crossed,step.estimated} gen_ai.request.{seed,stream}
    auditspan.runtime.{cgroup_root,no_new_privs,root}`,
  digest: `auditspan.{event_types.digest,config_fingerprint,config.observed_fingerprint}
    auditspan.{deploy_fingerprint,template_digest,runtime_context_hash} oci.manifest.digest
    auditspan.component.{image,model,tools,prompts,policy,config,event_types}
    auditspan.runtime.{seccomp_profile_hash,seccomp_bpf_hash}`,
  keyed: `auditspan.{invocation.ref,rotation.continuity} k8s.pod.uid container.id
    gen_ai.{response.id,tool.call.id}
    auditspan.commitment.{input,output,arguments,result,instructions,path,query}`,
  infra: `auditspan.{generation.id,processing_activity.id,sealing.key_id,case.id}
    auditspan.{policy.decision_id,policy.bundle_revision,commitment.key_id,checkpoint.key_id}
    auditspan.runtime.{cap_effective,lsm} gen_ai.agent.version`,
  enum: `auditspan.event.{risk,phase,outcome,source} error.type auditspan.session.initiator
    auditspan.{invocation.source,rotation.reason,config.binding,change.fact,role,dropped.reason}
    auditspan.runtime.{seccomp_mode,source} auditspan.secret.{kind,place}
    gen_ai.{operation.name,output.type,tool.type} mcp.method.name http.request.method
    db.{system.name,operation.name}`,
  count: `auditspan.{dropped_attributes,sealing.window,sealing.interval_ms,seal.seq}
    auditspan.runtime.seccomp_filters http.response.status_code
    gen_ai.usage.{input_tokens,output_tokens} gen_ai.request.{max_tokens,top_k,choice.count}
    auditspan.checkpoint.{from,size} auditspan.dropped.{from,to,count}`,
  ratio: "gen_ai.request.{temperature,top_p,frequency_penalty,presence_penalty}",
  size: "auditspan.io.{input_size,output_size}",
  "list enum": `auditspan.{mismatch.components,step.kinds} gen_ai.response.finish_reasons`,
  "list infra": "container.image.repo_digests",
  "list count": "auditspan.step.tokens",
  "list shape": "auditspan.step.shapes",
  hex: "auditspan.seal.{lane,leaf,link} auditspan.checkpoint.tip auditspan.dropped.lane",
  hashes: "auditspan.checkpoint.leaves",
  signature: "auditspan.checkpoint.signature",
};

const NAMED = Object.entries(SCHEMA).flatMap(([kind, names]) =>
  names.split(/\s+/).flatMap((name) => {
    const [head, list, tail] = name.split(/[{}]/);
    return list === undefined
      ? [[name, kind] as const]
      : list.split(",").map((part) => [`${head}${part}${tail}`, kind] as const);
  }),
);

function inWords(kind: Kind): string {
  if (kind.kind === "uuid") return `uuid ${kind.version}`;
  if (kind.kind === "member") return `member ${kind.set}`;
  return kind.kind === "list" ? `list ${kind.of.kind}` : kind.kind;
}

test.each(NAMED)("%s is of the kind %s", (name, kind) => {
  expect(ATTRIBUTES[name] && inWords(ATTRIBUTES[name])).toBe(kind);
});

test("an attribute is in one group, and none names a person or a process", () => {
  const names = Object.values(ATTRIBUTE_GROUPS).flatMap((group) => Object.keys(group));
  expect(new Set(names).size).toBe(names.length);
  expect(names.toSorted()).toEqual(Object.keys(ATTRIBUTES).toSorted());
  for (const name of names) {
    expect(name).toMatch(
      /^(?:auditspan|session|error|gen_ai|mcp|http|server|db|messaging|rpc|container|k8s|oci)\./,
    );
  }
});

test("a name that the schema does not know has no kind", () => {
  for (const name of ["constructor", "__proto__", "user.id"]) {
    expect(ATTRIBUTES[name]).toBeUndefined();
  }
});

test("identifiers of the operator and of ourselves are never read from a record", () => {
  const names = knownNames();
  for (const group of ["session", "provenance", "start", "runtime", "seal", "checkpoint"]) {
    for (const [name, kind] of Object.entries(ATTRIBUTE_GROUPS[group]!)) {
      const inner = kind.kind === "list" ? kind.of : kind;
      if (["flag", "count", "enum"].includes(inner.kind)) continue;
      for (const value of ["00000000", "0".repeat(16), "alice", `sha256:${"0".repeat(64)}`]) {
        expect([name, kindReader(kind)(value, names)]).toEqual([name, undefined]);
      }
    }
  }
});

test("no count of tokens has room for a telephone number", () => {
  const tokens = ATTRIBUTES["gen_ai.usage.input_tokens"]!;
  expect(kindCheck(tokens)(9_999_999, knownNames())).toBe(true);
  expect(kindCheck(tokens)(15_550_100, knownNames())).toBe(false);
});

test("what can be committed to has its attribute", () => {
  for (const name of COMMITMENTS) {
    expect(ATTRIBUTES[`auditspan.commitment.${name}`]).toEqual({ kind: "keyed" });
  }
});
