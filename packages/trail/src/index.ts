export { openTrail } from "./open-trail.ts";
export type { OpenTrailOptions } from "./open-trail.ts";
export { TrailError } from "./trail-error.ts";
export type { TrailErrorCode } from "./trail-error.ts";
export type {
  EventPage,
  IngestOptions,
  IngestResult,
  SessionFilter,
  SessionSummary,
  Trail,
  TrailEvent,
} from "./trail.ts";
