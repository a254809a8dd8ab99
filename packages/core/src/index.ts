export { ATTRIBUTE_GROUPS, ATTRIBUTES, COMMITMENTS } from "./attributes.ts";
export { eventAttributes, eventId } from "./audit-event.ts";
export type { Attributes, AttributeValue, AuditEvent, Stamp } from "./audit-event.ts";
export { canonicalJson } from "./canonical-json.ts";
export { createEvent, failedProjection } from "./create-event.ts";
export type { EventOptions } from "./create-event.ts";
export { droppedEvent } from "./dropped-event.ts";
export type { DroppedRange } from "./dropped-event.ts";
export { COMMON, EVENT_TYPES, isEventType, PHASES, RISKS } from "./event-types.ts";
export type { EventTypeDefinition, Phase, Risk } from "./event-types.ts";
export { fold, release, takeHeld } from "./fold.ts";
export { inFoldOrder } from "./fold-order.ts";
export { createFoldState } from "./fold-state.ts";
export type { FoldOptions, FoldState } from "./fold-state.ts";
export { createForeignContexts } from "./foreign-contexts.ts";
export type { ForeignContextOptions } from "./foreign-contexts.ts";
export { derivedEventIds, randomEventIds } from "./ids.ts";
export { createKeyedDigest } from "./keyed-digest.ts";
export { DECLARED } from "./grammars.ts";
export { kindCheck, patternOf } from "./kind-checks.ts";
export type { Check } from "./kind-checks.ts";
export type { Kind } from "./kinds.ts";
export { UNREGISTERED } from "./known-member.ts";
export { genAi } from "./dialects/gen-ai.ts";
export { KNOWN_GAPS } from "./dialects/known-gaps.ts";
export { decodeHeld, encodeHeld } from "./held-json.ts";
export type { HeldJson } from "./held-json.ts";
export { knownNames, unknownNameKeys } from "./known-names.ts";
export type { DeclaredSet, KnownNames, NameSet, NamesFile } from "./known-names.ts";
export { COMPONENTS } from "./manifest/components.ts";
export type { Component } from "./manifest/components.ts";
export { CAPABILITIES, capabilityMask } from "./manifest/capabilities.ts";
export { CONFIG_CLASSES, VAULT_REFERENCE } from "./manifest/config-classes.ts";
export type { ConfigClass } from "./manifest/config-classes.ts";
export { describeChanges, differingComponents } from "./manifest/describe-changes.ts";
export { diffManifests } from "./manifest/diff-manifests.ts";
export type { ComponentChange } from "./manifest/diff-manifests.ts";
export { fingerprintManifest } from "./manifest/fingerprint.ts";
export type { Fingerprints } from "./manifest/fingerprint.ts";
export { MANIFEST_FIELDS } from "./manifest/manifest-fields.ts";
export { manifestNames } from "./manifest/manifest-names.ts";
export { identityView } from "./manifest/manifest-views.ts";
export type { IdentityView } from "./manifest/manifest-views.ts";
export type {
  ConfigField,
  JsonValue,
  Manifest,
  ManifestAgent,
  ManifestIsolation,
  ManifestMcpServer,
  ManifestModel,
  ManifestTool,
} from "./manifest/manifest.ts";
export type { Shape, ShapeField, TextForm } from "./manifest/manifest-shape.ts";
export { namesMet } from "./manifest/names-met.ts";
export type { MetName } from "./manifest/names-met.ts";
export { parseKind } from "./manifest/parse-kind.ts";
export { templateVariables } from "./manifest/resolve-templates.ts";
export type { Environment } from "./manifest/resolve-templates.ts";
export { bucket } from "./messages/shape.ts";
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
export { claimsToBeOurs, readAuditEvent, REQUIRED_ATTRIBUTES } from "./read-audit-event.ts";
export type { AnyAttributes, AnyValue, LogRecord, Scope, SpanEvent, SpanRecord } from "./record.ts";
export { selfIssuedContext } from "./self-issued-context.ts";
export type { SelfIssuedOptions } from "./self-issued-context.ts";
export { SCHEMA_VERSION, SCOPE_NAME } from "./schema-version.ts";
export { TraceChain } from "./trace-chain.ts";
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
export { wireParentSpanId, wireSpanId } from "./otlp/wire-place.ts";
