import type { AnomalySplit, SplitDirection } from "./provenance.ts";

/** Fewer sessions than these say nothing of a configuration. */
const MIN_SESSIONS = 5;
/** A bad build shows in at least this share of its sessions … */
const WIDESPREAD = 0.5;
/** … and this many times as often as in the sessions of all others. */
const STANDS_OUT = 3;
/** Half of the anomalies in at most this share of the sessions of a configuration are theirs, not its. */
const CONCENTRATED = 0.1;
/** A configuration whose sessions are mostly untouched is not what makes them. */
const ISOLATED = 0.25;

/**
 * Whether anomalies follow the configuration or single sessions, by rules that can be recomputed
 * from the counts. It points somewhere; it proves nothing.
 */
export function splitDirection(
  configurations: AnomalySplit["byFingerprint"],
  sessionsWithHalf: number,
): SplitDirection {
  const all = sumOf(configurations);
  if (all.affected === 0) return "none";
  const standsOut = configurations.some((one) => {
    const others = sumOf(configurations.filter((other) => other !== one));
    if (one.sessions < MIN_SESSIONS || others.sessions < MIN_SESSIONS) return false;
    const share = one.affected / one.sessions;
    return share >= WIDESPREAD && share >= STANDS_OUT * (others.affected / others.sessions);
  });
  if (standsOut) return "build";
  const enough = all.sessions * CONCENTRATED >= 1;
  const isConcentrated = sessionsWithHalf <= Math.max(1, all.sessions * CONCENTRATED);
  const isIsolated = configurations.every(
    ({ sessions, affected }) => affected / sessions <= ISOLATED,
  );
  return enough && isConcentrated && isIsolated ? "sessions" : "unclear";
}

function sumOf(configurations: AnomalySplit["byFingerprint"]): {
  sessions: number;
  affected: number;
} {
  return configurations.reduce(
    (sum, { sessions, affected }) => ({
      sessions: sum.sessions + sessions,
      affected: sum.affected + affected,
    }),
    { sessions: 0, affected: 0 },
  );
}
