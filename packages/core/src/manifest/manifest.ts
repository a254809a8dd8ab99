import type { Risk } from "../event-types.ts";
import type { Kind } from "../kinds.ts";

/** A value that JSON can hold. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/**
 * An agent's configuration as `auditspan.manifest.yaml` describes it, after `extends` and class tags
 * are resolved and files are replaced by their digests.
 *
 * Lists and maps are sets: their order carries no meaning. Digests are `sha256:<hex>`.
 */
export interface Manifest {
  readonly agent: ManifestAgent;
  /** `repository@sha256:<hex>`; a tag is refused. Undefined for an agent without an image. */
  readonly image: string | undefined;
  readonly models: readonly ManifestModel[];
  readonly tools: readonly ManifestTool[];
  /** Agents that this one hands off to. */
  readonly agents: readonly string[];
  readonly mcpServers: readonly ManifestMcpServer[];
  /** Hosts that the agent may call, without port. */
  readonly hosts: readonly string[];
  readonly isolation: ManifestIsolation | undefined;
  /** Name of a prompt template to the digest of its file. */
  readonly prompts: Readonly<Record<string, string>>;
  /** Name of a policy to the digest of its file. */
  readonly policies: Readonly<Record<string, string>>;
  readonly processingActivity: string | undefined;
  /** Digest of the event type document. */
  readonly eventTypes: string | undefined;
  readonly config: Readonly<Record<string, ConfigField>>;
}

export interface ManifestAgent {
  readonly name: string;
  readonly version: string;
}

/** A model, pinned by its version or its digest (one of them at least). */
export interface ManifestModel {
  readonly name: string;
  readonly provider: string | undefined;
  readonly version: string | undefined;
  readonly digest: string | undefined;
}

export interface ManifestTool {
  readonly name: string;
  readonly version: string;
  /** Digest of the schema that the tool is offered to the model with. */
  readonly schemaDigest: string | undefined;
  /** Event type of a call of the tool. */
  readonly eventType: string;
  /** Risk of a call, where it is not that of the event type. */
  readonly risk: Risk | undefined;
  /** Arguments that may be kept, each with the kind that it is read through. */
  readonly parameters: Readonly<Record<string, Kind>>;
  /** Fields of the result that may be kept. */
  readonly results: Readonly<Record<string, Kind>>;
}

export interface ManifestMcpServer {
  readonly name: string;
  readonly version: string | undefined;
  readonly digest: string | undefined;
}

/** The isolation that the agent is expected to run in; an undefined member expects nothing. */
export interface ManifestIsolation {
  /** Digest of the canonical JSON of the seccomp profile, as `auditspan.runtime.seccomp_profile_hash`. */
  readonly seccompProfile: string | undefined;
  /** Host class to the digest of the loaded BPF program, as `auditspan.runtime.seccomp_bpf_hash`. */
  readonly bpf: Readonly<Record<string, string>>;
  readonly nonRoot: boolean | undefined;
  readonly noNewPrivileges: boolean | undefined;
  /** The effective capabilities (`CAP_NET_BIND_SERVICE`); an empty list expects none at all. */
  readonly capabilities: readonly string[] | undefined;
}

/**
 * One field of `config` with its class: `identity` is in the fingerprint, `operational` is outside
 * it, of a `secret` only the name and the vault reference are known.
 */
export type ConfigField =
  | { readonly class: "identity"; readonly value: JsonValue }
  /** Its strings may hold `${ENV}` templates. */
  | { readonly class: "operational"; readonly value: JsonValue }
  /** `vault:path#key` */
  | { readonly class: "secret"; readonly reference: string };
