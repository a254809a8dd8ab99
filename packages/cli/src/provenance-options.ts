import type { Decision, ProvenanceFilter, Standing } from "@auditspan/trail";
import { UsageError } from "./command.ts";
import type { CommandOption, OptionValues } from "./command.ts";

/** The options by which sessions are chosen. */
export const FILTER_OPTIONS: Readonly<Record<"agent" | "from" | "to" | "limit", CommandOption>> = {
  agent: { type: "string", value: "NAME", help: "only sessions of this agent" },
  from: { type: "string", value: "TIME", help: "only sessions that began then or later" },
  to: { type: "string", value: "TIME", help: "only sessions that began before" },
  limit: { type: "string", short: "n", value: "N", help: "at most N lines (default: 100)" },
};

export const TIME_NOTE =
  "TIME is a day (2026-11-25) or a time with its zone (2026-11-25T12:00:00Z).";

const TIME = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** The filter that the options of a command stand for. */
export function filterOf({ agent, from, to, limit }: OptionValues): ProvenanceFilter {
  return {
    agent: agent as string | undefined,
    from: timeOf(from, "from"),
    to: timeOf(to, "to"),
    limit: limitOf(limit),
  };
}

/** A time of an option, undefined when it is not given. A time without zone is nobody's time. */
export function timeOf(value: unknown, option: string): Date | undefined {
  if (value === undefined) return undefined;
  const isTime = typeof value === "string" && TIME.test(value);
  const date = new Date(isTime ? value : Number.NaN);
  if (!Number.isNaN(date.getTime())) return date;
  throw new UsageError(
    `expected --${option} to be a day or a time with its zone, got ${JSON.stringify(value)}`,
  );
}

/** A whole number above 0 of `--limit`, undefined when it is not given. */
export function limitOf(option: unknown): number | undefined {
  if (option === undefined) return undefined;
  const value = Number(option);
  if (Number.isInteger(value) && value > 0) return value;
  throw new UsageError(
    `expected --limit to be a whole number above 0, got ${JSON.stringify(option)}`,
  );
}

/** A fingerprint as a table shows it. */
export function shortFingerprint(fingerprint: string | undefined): string {
  return fingerprint?.slice(0, "sha256:".length + 12) ?? "none";
}

/** A time as a table shows it. */
export function shortTime(time: Date): string {
  return time.toISOString().slice(0, 19).replace("T", " ");
}

/** How a configuration stands, in the columns `attested` and `approval`. */
export function standingCells({ attestedAt, approval }: Standing): [string, string] {
  return [attestedAt === undefined ? "no" : "yes", approval];
}

/** How a configuration stands, as JSON. */
export function standingJson({ attestedAt, approval, decision }: Standing): object {
  return { attested_at: attestedAt, approval, decision: decision && decisionJson(decision) };
}

function decisionJson({ at, approver, policyUri, policyDigest, keyId }: Decision): object {
  return { at, approver, policy: policyUri, policy_digest: policyDigest, key_id: keyId };
}
