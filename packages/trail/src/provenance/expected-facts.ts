import { capabilityMask } from "@auditspan/core";
import type { ManifestIsolation } from "@auditspan/core";

/** A value that a fact of a session may have; of several for one fact it has one. */
export interface ExpectedFact {
  readonly fact: string;
  readonly value: string;
}

/** What an isolation expects of the facts that events record, under the names of `session_facts`. */
export function expectedFacts(isolation: ManifestIsolation | undefined): ExpectedFact[] {
  if (isolation === undefined) return [];
  const { seccompProfile, bpf, nonRoot, noNewPrivileges, capabilities } = isolation;
  const programs = Object.values(bpf);
  const facts: ExpectedFact[] = programs.map((value) => ({ fact: "seccomp_bpf_hash", value }));
  if (seccompProfile !== undefined) {
    facts.push({ fact: "seccomp_profile_hash", value: seccompProfile });
  }
  // A profile or a program works as a filter; a process without one differs whatever else it says.
  if (seccompProfile !== undefined || programs.length > 0) {
    facts.push({ fact: "seccomp_mode", value: "filter" });
  }
  if (nonRoot === true) facts.push({ fact: "root", value: "false" });
  if (noNewPrivileges !== undefined) {
    facts.push({ fact: "no_new_privs", value: String(noNewPrivileges) });
  }
  if (capabilities !== undefined) {
    facts.push({ fact: "cap_effective", value: capabilityMask(capabilities) });
  }
  return facts;
}
