export { alwaysRecord } from "./always-record.ts";
export type { SamplerLike, SamplingResultLike } from "./always-record.ts";
export { audit } from "./audit.ts";
export type { Audit } from "./audit.ts";
export type { ActionDetails, ActionType, DetailsOf } from "./action-details.ts";
export { AuditLogProcessor } from "./audit-log-processor.ts";
export { AuditSpanProcessor } from "./audit-span-processor.ts";
export type { AuditProcessorOptions } from "./audit-span-processor.ts";
export { createPipeline } from "./pipeline.ts";
export type { Pipeline, PipelineOptions, RecordReader } from "./pipeline.ts";
export { loadProvenance } from "./provenance/load-provenance.ts";
export type { ProvenanceOptions } from "./provenance/load-provenance.ts";
export type { ConfigMismatch, Provenance } from "./provenance/provenance.ts";
export { createSession } from "./create-session.ts";
export type { CreateSessionOptions } from "./create-session.ts";
export { StrictLogProcessor } from "./strict-log-processor.ts";
export { StrictSpanProcessor } from "./strict-span-processor.ts";
export type { StrictSpanProcessorOptions } from "./strict-span-processor.ts";
export type { TracerProviderClass } from "./empties-spans.ts";
export type { InvocationSource, Session, SessionInitiator, SessionOptions } from "./session.ts";
export type {
  LogRecordLike,
  ResourceLike,
  ScopeLike,
  SpanContextLike,
  SpanLike,
} from "./readable-span.ts";
export type { ContextLike } from "./session-context.ts";
export type { HrTime } from "./hr-time.ts";
