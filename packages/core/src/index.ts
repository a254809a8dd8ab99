export { eventAttributes, eventId } from "./audit-event.ts";
export type { Attributes, AttributeValue, AuditEvent, Stamp } from "./audit-event.ts";
export type { AnyAttributes, AnyValue, LogRecord, Scope, SpanEvent, SpanRecord } from "./record.ts";
export { canonicalJson } from "./canonical-json.ts";
export { knownNames, unknownNameKeys } from "./known-names.ts";
export type { KnownNames, NameSet, NamesFile } from "./known-names.ts";
export type {
  EventIds,
  EventOrigin,
  KeyedDigest,
  ProjectionContext,
} from "./projection-context.ts";
