import type { EmitterStats } from "@auditspan/emitter";

/** Why a request was not taken. */
export const REFUSAL_REASONS = [
  "not_found",
  "method",
  "content_type",
  "encoding",
  "malformed",
  "too_large",
  "overloaded",
  "busy",
  "trail",
  "internal",
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What a collector did since it was made. */
export interface CollectorStats {
  /** Spans read, repeated ones too. */
  readonly spans: number;
  /** Log records read, repeated ones too. */
  readonly logs: number;
  /** Events that are in the trail now, or without one went to the forward. */
  readonly events: number;
  /** Events that were there already. */
  readonly duplicates: number;
  /** Spans that claimed to be audit events and were not; each went on as a foreign span. */
  readonly quarantined: number;
  /** Spans whose projection failed; each went on as an event of ids and an error code alone. */
  readonly failed: number;
  /** Events that the trail rejected; an `events_dropped` event stands for each. */
  readonly rejected: number;
  /** Events that senders lost, as their `events_dropped` events say; repeated ones too. */
  readonly senderDropped: number;
  /** Spans whose trace id or span id is not valid; each was kept under ids of ours. */
  readonly invalidIds: number;
  /** Attribute values that were nested too deep to be read. */
  readonly cut: number;
  /** Completions that wait for their log records right now. */
  readonly held: number;
  /** Events that wait for the trail right now. */
  readonly pending: number;
  /** Milliseconds for which the oldest of them has waited. */
  readonly pendingMs: number;
  /** What became of the events that went to the forward; undefined without one. */
  readonly forward: Pick<EmitterStats, "acknowledged" | "dropped" | "queuedBytes"> | undefined;
  /** Requests that were not taken, by reason. */
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
}

/** What is not counted but looked up. */
type Now = "held" | "pending" | "pendingMs" | "forward";

/** Stats under way: what is counted where it happens. */
export type Counts = {
  -readonly [Name in Exclude<keyof CollectorStats, Now | "refused">]: CollectorStats[Name];
} & { readonly refused: Partial<Record<RefusalReason, number>> };

export function createCounts(): Counts {
  return {
    spans: 0,
    logs: 0,
    events: 0,
    duplicates: 0,
    quarantined: 0,
    failed: 0,
    rejected: 0,
    senderDropped: 0,
    invalidIds: 0,
    cut: 0,
    refused: {},
  };
}
