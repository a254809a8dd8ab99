export { ATTRIBUTE_GROUPS, ATTRIBUTES, COMMITMENTS } from "./attributes.ts";
export { eventAttributes, eventId } from "./audit-event.ts";
export type { Attributes, AttributeValue, AuditEvent, Stamp } from "./audit-event.ts";
export { canonicalJson } from "./canonical-json.ts";
export { createEvent, failedProjection } from "./create-event.ts";
export type { EventOptions } from "./create-event.ts";
export { droppedEvent } from "./dropped-event.ts";
export type { DroppedRange } from "./dropped-event.ts";
export { EVENT_TYPES, isEventType, PHASES, RISKS } from "./event-types.ts";
export type { EventTypeDefinition, Phase, Risk } from "./event-types.ts";
export { fold, heldEvents, release } from "./fold.ts";
export { inFoldOrder } from "./fold-order.ts";
export { createFoldState } from "./fold-state.ts";
export type { FoldOptions, FoldState } from "./fold-state.ts";
export { createForeignContexts } from "./foreign-contexts.ts";
export type { ForeignContextOptions } from "./foreign-contexts.ts";
export { derivedEventIds, randomEventIds } from "./ids.ts";
export { createKeyedDigest } from "./keyed-digest.ts";
export { kindCheck } from "./kind-checks.ts";
export type { Check } from "./kind-checks.ts";
export type { Kind } from "./kinds.ts";
export { UNREGISTERED } from "./known-member.ts";
export { knownNames, unknownNameKeys } from "./known-names.ts";
export type { KnownNames, NameSet, NamesFile } from "./known-names.ts";
export { project } from "./project.ts";
export { parseNamesFile } from "./parse-names-file.ts";
export type { ParsedNames } from "./parse-names-file.ts";
export type {
  EventIds,
  EventOrigin,
  KeyedDigest,
  ProjectionContext,
} from "./projection-context.ts";
export { provenanceOf } from "./provenance.ts";
export { claimsToBeOurs, readAuditEvent } from "./read-audit-event.ts";
export type { AnyAttributes, AnyValue, LogRecord, Scope, SpanEvent, SpanRecord } from "./record.ts";
export { selfIssuedContext } from "./self-issued-context.ts";
export type { SelfIssuedOptions } from "./self-issued-context.ts";
export { SCHEMA_VERSION, SCOPE_NAME } from "./schema-version.ts";
export { decodeBody } from "./otlp/decode-body.ts";
export type { BodyFormat, OtlpEncoding } from "./otlp/decode-body.ts";
export type { DecodeLimits } from "./otlp/decode-budget.ts";
export { OtlpDecodeError } from "./otlp/decode-error.ts";
export { encodeEvent } from "./otlp/encode-event.ts";
export type { Seal } from "./otlp/encode-event.ts";
export { createRequestHead } from "./otlp/encode-request.ts";
export type { RequestHead } from "./otlp/encode-request.ts";
export { encodeExportResponse, encodeRpcStatus } from "./otlp/export-response.ts";
export type { OtlpSignal, PartialSuccess } from "./otlp/export-response.ts";
export { ProtobufWriter } from "./otlp/protobuf-writer.ts";
