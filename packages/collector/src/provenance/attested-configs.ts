import type { KnownNames } from "@auditspan/core";
import type { ApprovalRecord } from "@auditspan/trail";
import type { StatementsOnFile } from "./read-statements.ts";

/** The configurations that statements on file vouch for, as the collector asks for them. */
export class AttestedConfigs {
  #names: ReadonlyMap<string, KnownNames> = new Map();
  #withdrawn: ReadonlySet<string> = new Set();

  constructor(statements: Pick<StatementsOnFile, "names" | "approvals">) {
    this.update(statements);
  }

  /** Takes the statements of now in the place of those of before. */
  update({ names, approvals }: Pick<StatementsOnFile, "names" | "approvals">): void {
    this.#names = names;
    this.#withdrawn = withdrawnOf(approvals, Date.now());
  }

  /** The names of an attested configuration, revoked or not: what it ran is read with its names. */
  namesOf(fingerprint: string): KnownNames | undefined {
    return this.#names.get(fingerprint);
  }

  /** Whether a configuration is attested and no revocation or refusal is its last word. */
  isBinding(fingerprint: string): boolean {
    return this.#names.has(fingerprint) && !this.#withdrawn.has(fingerprint);
  }
}

function withdrawnOf(decisions: readonly ApprovalRecord[], now: number): ReadonlySet<string> {
  const last = new Map<string, ApprovalRecord>();
  for (const decision of decisions) {
    if (decision.decidedAt.getTime() > now) continue;
    const known = last.get(decision.configFingerprint);
    if (known === undefined || overrules(decision, known)) {
      last.set(decision.configFingerprint, decision);
    }
  }
  return new Set(
    [...last].flatMap(([fingerprint, { verdict }]) =>
      verdict === "approved" ? [] : [fingerprint],
    ),
  );
}

// Of two decisions of the same instant the one that withdraws counts.
function overrules(decision: ApprovalRecord, known: ApprovalRecord): boolean {
  const later = decision.decidedAt.getTime() - known.decidedAt.getTime();
  return later > 0 || (later === 0 && decision.verdict !== "approved");
}
