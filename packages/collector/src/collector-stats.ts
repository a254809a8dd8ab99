/** Why a request was not taken. */
export type RefusalReason =
  | "not_found"
  | "method"
  | "content_type"
  | "encoding"
  | "malformed"
  | "too_large"
  | "overloaded"
  | "busy"
  | "trail"
  | "internal";

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
  /** Attribute values that were nested too deep to be read. */
  readonly cut: number;
  /** Completions that wait for their log records right now. */
  readonly held: number;
  /** Requests that were not taken, by reason. */
  readonly refused: Readonly<Partial<Record<RefusalReason, number>>>;
}

/** Stats under way: what is counted where it happens. */
export type Counts = {
  -readonly [Name in Exclude<keyof CollectorStats, "refused" | "held">]: CollectorStats[Name];
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
    cut: 0,
    refused: {},
  };
}
