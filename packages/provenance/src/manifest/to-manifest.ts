import type {
  Manifest,
  ManifestIsolation,
  ManifestMcpServer,
  ManifestModel,
  ManifestTool,
} from "@auditspan/core/manifest";

/** A manifest from the fields that were read by their shapes, without errors. */
export function toManifest(fields: Readonly<Record<string, unknown>>): Manifest {
  const read = fields as Partial<Manifest> & Pick<Manifest, "agent">;
  return {
    agent: read.agent,
    image: read.image,
    models: (read.models ?? []).map(toModel),
    tools: (read.tools ?? []).map(toTool),
    agents: read.agents ?? [],
    mcpServers: (read.mcpServers ?? []).map(toServer),
    hosts: read.hosts ?? [],
    isolation: read.isolation === undefined ? undefined : toIsolation(read.isolation),
    prompts: read.prompts ?? {},
    policies: read.policies ?? {},
    processingActivity: read.processingActivity,
    eventTypes: read.eventTypes,
    config: read.config ?? {},
  };
}

type Given<Whole> = Partial<Whole>;

function toModel({ name, provider, version, digest }: Given<ManifestModel>): ManifestModel {
  return { name: name!, provider, version, digest };
}

function toServer({ name, version, digest }: Given<ManifestMcpServer>): ManifestMcpServer {
  return { name: name!, version, digest };
}

function toTool(tool: Given<ManifestTool>): ManifestTool {
  return {
    name: tool.name!,
    version: tool.version!,
    schemaDigest: tool.schemaDigest,
    eventType: tool.eventType ?? "tool_call",
    risk: tool.risk,
    parameters: tool.parameters ?? {},
    results: tool.results ?? {},
  };
}

function toIsolation(isolation: Given<ManifestIsolation>): ManifestIsolation {
  const { seccompProfile, bpf, nonRoot, noNewPrivileges, capabilities } = isolation;
  return { seccompProfile, bpf: bpf ?? {}, nonRoot, noNewPrivileges, capabilities };
}
