export { openTrail } from "./open-trail.ts";
export type { OpenTrailOptions } from "./open-trail.ts";
export type {
  AnomalyCount,
  AnomalySplit,
  Decision,
  FingerprintChange,
  FingerprintFilter,
  FingerprintSummary,
  IsolationDifference,
  LiveFingerprint,
  Provenance,
  ProvenanceFilter,
  SplitDirection,
  SplitFilter,
  Standing,
} from "./provenance/provenance.ts";
export type {
  ApprovalRecord,
  AttestationRecord,
  ProvenanceRecords,
  StoredRecords,
} from "./provenance/provenance-records.ts";
export { TrailError } from "./trail-error.ts";
export type { TrailErrorCode } from "./trail-error.ts";
export type {
  EventPage,
  IngestOptions,
  IngestResult,
  SessionFilter,
  SessionStanding,
  SessionSummary,
  Trail,
  TrailEvent,
} from "./trail.ts";
