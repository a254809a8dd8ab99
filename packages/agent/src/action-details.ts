// Generated from the schema data by `pnpm generate`. Do not edit.

/** The event types that an application may state; the schema's own are `system` (SCHEMA section 3). */
export type ActionType =
  | "model_completion"
  | "embedding"
  | "retrieval"
  | "agent_invocation"
  | "workflow_step"
  | "memory_read"
  | "operation"
  | "tool_call"
  | "agent_handoff"
  | "memory_write"
  | "http_request"
  | "db_query"
  | "file_read"
  | "guardrail_check"
  | "policy_decision"
  | "human_approval"
  | "file_write"
  | "credential_access"
  | "message_sent"
  | "data_export"
  | "process_execution"
  | "model_training"
  | "unregistered_tool"
  | "unregistered_event";

/**
 * What can be stated of an action, under the names of the schema (SCHEMA section 2).
 *
 * Values are read through their kinds: a name that is not known becomes `unregistered`, plain text
 * for an id or a commitment is kept as a keyed digest, and what does not fit is dropped and counted.
 */
export interface ActionDetails {
  readonly "gen_ai.operation.name"?: string | undefined;
  readonly "gen_ai.provider.name"?: string | undefined;
  readonly "gen_ai.agent.name"?: string | undefined;
  readonly "gen_ai.request.model"?: string | undefined;
  readonly "gen_ai.response.model"?: string | undefined;
  readonly "gen_ai.response.id"?: string | undefined;
  readonly "gen_ai.response.finish_reasons"?: readonly string[] | undefined;
  readonly "gen_ai.output.type"?: string | undefined;
  readonly "gen_ai.usage.input_tokens"?: number | undefined;
  readonly "gen_ai.usage.output_tokens"?: number | undefined;
  readonly "gen_ai.usage.cache_read.input_tokens"?: number | undefined;
  readonly "gen_ai.usage.cache_creation.input_tokens"?: number | undefined;
  readonly "gen_ai.usage.reasoning.output_tokens"?: number | undefined;
  readonly "gen_ai.request.max_tokens"?: number | undefined;
  readonly "gen_ai.request.top_k"?: number | undefined;
  readonly "gen_ai.request.choice.count"?: number | undefined;
  readonly "gen_ai.request.seed"?: boolean | undefined;
  readonly "gen_ai.request.temperature"?: number | undefined;
  readonly "gen_ai.request.top_p"?: number | undefined;
  readonly "gen_ai.request.frequency_penalty"?: number | undefined;
  readonly "gen_ai.request.presence_penalty"?: number | undefined;
  readonly "gen_ai.request.stream"?: boolean | undefined;
  readonly "gen_ai.tool.name"?: string | undefined;
  readonly "gen_ai.tool.call.id"?: string | undefined;
  readonly "gen_ai.tool.type"?: string | undefined;
  readonly "mcp.method.name"?: string | undefined;
  readonly "http.request.method"?: string | undefined;
  readonly "http.response.status_code"?: number | undefined;
  readonly "auditspan.http.role"?: string | undefined;
  readonly "server.address"?: string | undefined;
  readonly "rpc.system"?: string | undefined;
  readonly "rpc.grpc.status_code"?: number | undefined;
  readonly "db.system.name"?: string | undefined;
  readonly "db.operation.name"?: string | undefined;
  readonly "auditspan.file.operation"?: string | undefined;
  readonly "messaging.system"?: string | undefined;
  readonly "messaging.batch.message_count"?: number | undefined;
  readonly "auditspan.handoff.target"?: string | undefined;
  readonly "auditspan.approval.source"?: string | undefined;
  readonly "auditspan.retrieval.documents"?: number | undefined;
  readonly "auditspan.io.input_size"?: number | undefined;
  readonly "auditspan.io.output_size"?: number | undefined;
  readonly "auditspan.commitment.input"?: string | undefined;
  readonly "auditspan.commitment.output"?: string | undefined;
  readonly "auditspan.commitment.arguments"?: string | undefined;
  readonly "auditspan.commitment.result"?: string | undefined;
  readonly "auditspan.commitment.instructions"?: string | undefined;
  readonly "auditspan.commitment.path"?: string | undefined;
  readonly "auditspan.commitment.query"?: string | undefined;
  readonly "auditspan.commitment.url"?: string | undefined;
  readonly "auditspan.commitment.name"?: string | undefined;
}

/** Details of one event type: those without which it is not complete are required. */
export type DetailsOf<T extends string> = T extends "tool_call"
  ? ActionDetails & { readonly "gen_ai.tool.name": string }
  : ActionDetails;
