import type { Kysely, Selectable } from "kysely";
import type { ProvenanceTables } from "../schema/provenance-tables.ts";
import type { TimeOut, TrailTables } from "../schema/tables.ts";
import { readTime } from "../trail-event.ts";
import type { Decision, Standing } from "./provenance.ts";

/**
 * Reads how configurations stood at a time, by statements made until then. Those that no statement
 * names stand as neither attested nor approved.
 */
export async function readStandings(
  db: Kysely<TrailTables>,
  fingerprints: readonly (string | null)[],
  at: Date,
): Promise<(fingerprint: string | null) => Standing> {
  const wanted = [...new Set(fingerprints)].filter((fingerprint) => fingerprint !== null);
  if (wanted.length === 0) return () => NONE;
  const attested = await db
    .selectFrom("attestations")
    .select(["config_fingerprint", "attested_at"])
    .where("config_fingerprint", "in", wanted)
    .execute();
  const decided = await db
    .selectFrom("approvals")
    .selectAll()
    .where("config_fingerprint", "in", wanted)
    .execute();
  const standings = new Map(
    wanted.map((fingerprint) => {
      const ofIt = (row: { config_fingerprint: string }): boolean =>
        row.config_fingerprint === fingerprint;
      const attestedAt = attested
        .filter(ofIt)
        .map((row) => readTime(row.attested_at))
        .filter((time) => time <= at)
        .toSorted(byTime)[0];
      return [fingerprint, { attestedAt, ...approvalAt(decided.filter(ofIt), at) }] as const;
    }),
  );
  return (fingerprint) => standings.get(fingerprint ?? "") ?? NONE;
}

type Row = Selectable<ProvenanceTables["approvals"]>;

function approvalAt(rows: readonly Row[], at: Date): Pick<Standing, "approval" | "decision"> {
  const decided = rows
    .filter((row) => readTime(row.decided_at) <= at)
    .toSorted((a, b) => byTime(readTime(a.decided_at), readTime(b.decided_at)));
  const withdrawal = decided.findLast(({ verdict }) => verdict !== "approved");
  const approvals = decided.filter(
    (row) => row.verdict === "approved" && isAfter(row.decided_at, withdrawal?.decided_at),
  );
  const inEffect = approvals.findLast((row) => row.expires_at === null || isLater(row, at));
  const last = inEffect ?? approvals.at(-1) ?? withdrawal;
  if (last === undefined) return NO_DECISION;
  const isExpired = last.verdict === "approved" && inEffect === undefined;
  return { approval: isExpired ? "expired" : last.verdict, decision: toDecision(last) };
}

// Of two decisions of the same instant the one that withdraws counts.
function isAfter(time: TimeOut, withdrawn: TimeOut | undefined): boolean {
  return withdrawn === undefined || readTime(time) > readTime(withdrawn);
}

function isLater({ expires_at: expiry }: Row, at: Date): boolean {
  return expiry !== null && readTime(expiry) > at;
}

function toDecision(row: Row): Decision {
  return {
    at: readTime(row.decided_at),
    approver: row.approver ?? undefined,
    policyUri: row.policy_uri ?? undefined,
    policyDigest: row.policy_digest ?? undefined,
    keyId: row.key_id,
  };
}

function byTime(a: Date, b: Date): number {
  return a.getTime() - b.getTime();
}

const NO_DECISION = { approval: "none", decision: undefined } as const;
const NONE: Standing = { attestedAt: undefined, ...NO_DECISION };
