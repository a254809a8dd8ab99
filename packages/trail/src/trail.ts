import type { AuditEvent } from "@auditspan/core";
import type { Provenance } from "./provenance/provenance.ts";

/** Audit events in SQL, append only, and what is known of their sessions. */
export interface Trail {
  /**
   * Stores events in one transaction. When it resolves they are on disk; an event that is there
   * already, by session and event id, is a duplicate and changes nothing.
   *
   * Rejects with a `TrailError` of code `rejected`, and stores none of them, when one event breaks
   * a rule of the schema.
   */
  ingest(events: readonly AuditEvent[], options?: IngestOptions): Promise<IngestResult>;
  /**
   * Stages events that wait for their log records, on disk. Holding an event again replaces it,
   * ingesting it clears it.
   */
  hold(events: readonly AuditEvent[]): Promise<void>;
  /** All staged events, in the order in which they were first held: what a restart has to finish. */
  held(): Promise<AuditEvent[]>;
  /** Sessions, the one that began last first. */
  sessions(filter?: SessionFilter): Promise<SessionSummary[]>;
  /** Events of a session by time, then lane, sequence number and id. Empty when unknown. */
  session(sessionId: string, page?: EventPage): Promise<TrailEvent[]>;
  event(sessionId: string, eventId: string): Promise<TrailEvent | undefined>;
  /** Which configurations ran, when, and what signed statements say of them. */
  readonly provenance: Provenance;
  /** Waits for what is under way, then lets go of the database. Later calls are rejected. */
  close(): Promise<void>;
}

export interface IngestOptions {
  /** When the events arrived. Defaults to now. */
  readonly receivedAt?: Date;
}

export interface IngestResult {
  readonly inserted: number;
  readonly duplicates: number;
}

/**
 * An event as it stands in the trail.
 *
 * All its attributes stand in `attributes`, exactly as they went in, those of the stamp included;
 * `session.id`, `auditspan.event.id` and `auditspan.event.type` are always among them.
 */
export interface TrailEvent extends AuditEvent {
  readonly receivedAt: Date;
}

export interface EventPage {
  /** Most events to return. Defaults to all. */
  readonly limit?: number;
  /** Id of the event after which the page begins. Defaults to the beginning. */
  readonly after?: string;
}

export interface SessionFilter {
  /** Most sessions to return. Defaults to 100. */
  readonly limit?: number;
  /** Id of the session before which the page begins, the last of the page before. Defaults to the newest. */
  readonly before?: string;
  /** Only sessions of this agent. Defaults to all. */
  readonly agent?: string;
  /** Only sessions with this configuration fingerprint. Defaults to all. */
  readonly fingerprint?: string;
  /** Only sessions whose configuration stands so. Defaults to all. */
  readonly standing?: SessionStanding;
  /** Only the session of this id. Defaults to all. */
  readonly session?: string;
}

/**
 * How the configuration of a session stands by the statements on file. `unattested`: no attestation,
 * ever. `unapproved`: no approval was in effect when the session began. `revoked`: its approval was
 * withdrawn by a revocation or a refusal, before the session or after, and not given again.
 */
export type SessionStanding = "unattested" | "unapproved" | "revoked";

/**
 * What is known of a session from its events, whatever order they came in.
 *
 * Its first event is its earliest `session_started`, where there is none its earliest event. Agent,
 * fingerprint, initiator, source and generation are those of it.
 */
export interface SessionSummary {
  readonly sessionId: string;
  readonly firstEventAt: Date;
  readonly firstEventId: string;
  readonly lastEventAt: Date;
  readonly lastEventId: string;
  readonly agent: string | undefined;
  readonly fingerprint: string | undefined;
  /**
   * What its first event says of its binding. `attested` only when a statement in this trail attests
   * the fingerprint and none that revokes it came after; else that is `computed`.
   */
  readonly binding: string | undefined;
  readonly initiator: string | undefined;
  readonly invocationSource: string | undefined;
  readonly generationId: string | undefined;
  readonly eventCount: number;
  readonly riskCounts: Readonly<Record<"low" | "medium" | "high" | "critical", number>>;
  /** Columns of runtime facts that took more than one value within one lane. */
  readonly changedFacts: readonly string[];
}
