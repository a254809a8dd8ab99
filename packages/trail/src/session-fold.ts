import type { Attributes } from "@auditspan/core";
import { RUNTIME_PREFIX } from "./schema/event-columns.ts";
import type { EventRow } from "./schema/tables.ts";
import type { InRow } from "./statement.ts";

/** Facts whose changes within a lane a session summary tells, and that a manifest may expect. */
const COLUMNS = [
  "cgroup_inode",
  "seccomp_mode",
  "seccomp_profile_hash",
  "seccomp_bpf_hash",
  "runtime_context_hash",
] as const;

/** Facts without a column: they stand in `runtime`. */
const RUNTIME_FACTS = ["no_new_privs", "cap_effective", "root"] as const;

export interface SessionFold {
  readonly sessions: readonly InRow[];
  readonly facts: readonly InRow[];
}

/**
 * Sums up events by session: rows to be merged with those that stand in the trail.
 *
 * Rows come sorted by key, so that writers that meet lock them in the same order.
 */
export function foldSessions(events: readonly EventRow[]): SessionFold {
  const sessions = new Map<string, SessionSum>();
  const facts = new Map<string, InRow>();
  for (const event of events) {
    const sum = sessions.get(event.session_id);
    if (sum === undefined) sessions.set(event.session_id, sumOf(event));
    else add(sum, event);
    foldFacts(facts, event);
  }
  return { sessions: byKey(sessions).map(toRow), facts: byKey(facts) };
}

interface SessionSum {
  first: EventRow;
  last: EventRow;
  readonly risks: Record<string, number>;
}

function sumOf(event: EventRow): SessionSum {
  return { first: event, last: event, risks: { [event.risk_level as string]: 1 } };
}

function add(sum: SessionSum, event: EventRow): void {
  const risk = event.risk_level as string;
  if (isFirst(event, sum.first)) sum.first = event;
  if (isBefore(sum.last, event)) sum.last = event;
  sum.risks[risk] = (sum.risks[risk] ?? 0) + 1;
}

// A session begins where it says so: an event that only claims to be older does not.
function isFirst(a: EventRow, b: EventRow): boolean {
  const rank = rankOf(a) - rankOf(b);
  return rank === 0 ? isBefore(a, b) : rank < 0;
}

function rankOf(event: EventRow): number {
  return event.event_type === "session_started" ? 0 : 1;
}

function isBefore(a: EventRow, b: EventRow): boolean {
  if (a.event_timestamp !== b.event_timestamp) return a.event_timestamp < b.event_timestamp;
  return a.event_id < b.event_id;
}

function toRow({ first, last, risks }: SessionSum): InRow {
  const { low = 0, medium = 0, high = 0, critical = 0 } = risks;
  return {
    session_id: first.session_id,
    first_event_rank: rankOf(first),
    first_event_at: first.event_timestamp,
    first_event_id: first.event_id,
    last_event_at: last.event_timestamp,
    last_event_id: last.event_id,
    agent_identifier: first.agent_identifier,
    config_fingerprint: first.config_fingerprint,
    config_binding: first.config_binding,
    session_initiator: first.session_initiator,
    invocation_source: first.invocation_source,
    generation_id: first.generation_id,
    event_count: low + medium + high + critical,
    low_count: low,
    medium_count: medium,
    high_count: high,
    critical_count: critical,
  };
}

function foldFacts(facts: Map<string, InRow>, event: EventRow): void {
  for (const [fact, value] of factsOf(event)) {
    const lane = event.lane ?? "";
    const key = JSON.stringify([event.session_id, lane, fact, value]);
    const seen = facts.get(key)?.["first_event_at"];
    if (typeof seen === "string" && seen <= event.event_timestamp) continue;
    facts.set(key, {
      session_id: event.session_id,
      lane,
      fact,
      value,
      first_event_at: event.event_timestamp,
    });
  }
}

function factsOf(event: EventRow): readonly (readonly [fact: string, value: string])[] {
  const columns = COLUMNS.flatMap((fact) => {
    const value = event[fact];
    return value === null ? [] : [[fact, value] as const];
  });
  if (event.runtime === null) return columns;
  const runtime = JSON.parse(event.runtime) as Attributes;
  const others = RUNTIME_FACTS.flatMap((fact) => {
    const value = runtime[RUNTIME_PREFIX + fact];
    if (value === undefined) return [];
    const text = String(value);
    // A mask may come without the zeros before it, which the kernel writes.
    return [[fact, fact === "cap_effective" ? text.padStart(16, "0") : text] as const];
  });
  return [...columns, ...others];
}

function byKey<T>(map: ReadonlyMap<string, T>): T[] {
  return [...map].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}
