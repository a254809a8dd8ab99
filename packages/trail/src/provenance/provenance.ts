import type { Risk } from "@auditspan/core";
import type { ProvenanceRecords, StoredRecords } from "./provenance-records.ts";

/**
 * What a trail knows of configurations: the sessions that ran them, and the signed statements on
 * file about them. A configuration is one fingerprint; `undefined` stands for sessions without one.
 */
export interface Provenance {
  /**
   * Stores statements whose signatures the caller has verified, in one transaction. One that is on
   * file already changes nothing.
   *
   * Rejects with a `TrailError` of code `rejected` when a record breaks a rule.
   */
  store(records: ProvenanceRecords): Promise<StoredRecords>;
  /** Sessions by agent and configuration over time, the newest first. */
  fingerprints(filter?: FingerprintFilter): Promise<FingerprintSummary[]>;
  /**
   * The configurations of an agent that had a session under way at a time; where none had, the one
   * whose session was the last to begin before.
   */
  live(agent: string, at: Date): Promise<LiveFingerprint[]>;
  /** The first session of an agent after each change of its configuration, the newest first. */
  changes(filter?: ProvenanceFilter): Promise<FingerprintChange[]>;
  /** How often something odd happened, by configuration and by session. */
  split(filter?: SplitFilter): Promise<AnomalySplit>;
  /** Facts that sessions recorded and the attestation on file does not expect, the newest first. */
  isolation(filter?: ProvenanceFilter): Promise<IsolationDifference[]>;
  /** Digest of each component of a configuration: as attested, else as a session stated them. */
  components(fingerprint: string): Promise<Readonly<Record<string, string>> | undefined>;
}

export interface ProvenanceFilter {
  /** Only sessions of this agent. Defaults to all. */
  readonly agent?: string | undefined;
  /** Only sessions that began at this time or later. Defaults to all. */
  readonly from?: Date | undefined;
  /** Only sessions that began before this time. Defaults to all. */
  readonly to?: Date | undefined;
  /** Most rows to return. Defaults to 100. */
  readonly limit?: number | undefined;
}

export interface FingerprintFilter extends ProvenanceFilter {
  /** Whether each day (UTC) in which sessions began is a row of its own. Defaults to false. */
  readonly byDay?: boolean | undefined;
}

/** What the statements on file say of a configuration at a time. */
export interface Standing {
  /** When it was attested first; undefined when it never was. */
  readonly attestedAt: Date | undefined;
  /** `none`: nobody ever decided. A refusal or revocation withdraws what was approved up to then. */
  readonly approval: "none" | "approved" | "expired" | "refused" | "revoked";
  /** The decision that says so. */
  readonly decision: Decision | undefined;
}

/** Who decided about a configuration, and by what. */
export interface Decision {
  readonly at: Date;
  readonly approver: string | undefined;
  readonly policyUri: string | undefined;
  readonly policyDigest: string | undefined;
  readonly keyId: string;
}

export interface FingerprintSummary {
  readonly agent: string | undefined;
  readonly fingerprint: string | undefined;
  /** `YYYY-MM-DD`, where days were asked for. */
  readonly day: string | undefined;
  readonly sessions: number;
  readonly events: number;
  /** Events of risk high or critical. */
  readonly riskyEvents: number;
  readonly firstEventAt: Date;
  readonly lastEventAt: Date;
  /** As it is now. */
  readonly standing: Standing;
}

export interface LiveFingerprint {
  readonly fingerprint: string | undefined;
  /** Sessions under way at the time; 0 for the one that was the last to begin before. */
  readonly sessions: number;
  /** When the first of these sessions began. */
  readonly since: Date;
  /** As it was at the time, by statements made until then. */
  readonly standing: Standing;
}

export interface FingerprintChange {
  readonly sessionId: string;
  readonly at: Date;
  readonly agent: string | undefined;
  readonly fingerprint: string | undefined;
  readonly previous: string | undefined;
  /** Whether the agent had run this configuration before: a roll-back, or two versions side by side. */
  readonly returned: boolean;
  /** Components that differ; undefined where those of one of the two are not on file. */
  readonly components: readonly string[] | undefined;
}

export interface SplitFilter extends ProvenanceFilter {
  /** What counts: events of this risk or a higher one, or of one of these types. Defaults to `high`. */
  readonly anomaly?: Extract<Risk, "medium" | "high" | "critical"> | readonly string[] | undefined;
}

/** One side of a split. `rate` is the share of events that are anomalies. */
export interface AnomalyCount {
  readonly events: number;
  readonly anomalies: number;
  readonly rate: number;
}

export interface AnomalySplit {
  readonly total: AnomalyCount & { readonly sessions: number; readonly affected: number };
  /** The highest share of affected sessions first. */
  readonly byFingerprint: readonly (AnomalyCount & {
    readonly fingerprint: string | undefined;
    readonly sessions: number;
    /** Sessions with at least one anomaly. */
    readonly affected: number;
  })[];
  /** Affected sessions, the one with most anomalies first, as many as the limit. */
  readonly bySession: readonly (AnomalyCount & {
    readonly sessionId: string;
    readonly fingerprint: string | undefined;
  })[];
  /** The fewest sessions that hold half of all anomalies, or more. */
  readonly sessionsWithHalf: number;
  readonly pointsTo: SplitDirection;
}

/**
 * Where a split points. `build`: one configuration stands out, in most of its sessions. `sessions`:
 * few sessions hold most of it, others of the same configuration do not. `unclear`: neither, or too
 * few sessions. `none`: there is no anomaly.
 */
export type SplitDirection = "build" | "sessions" | "unclear" | "none";

export interface IsolationDifference {
  readonly sessionId: string;
  readonly agent: string | undefined;
  readonly fingerprint: string;
  readonly fact: string;
  readonly recorded: string;
  readonly expected: readonly string[];
  /** When the session recorded it first. */
  readonly firstEventAt: Date;
}
