import { knownNames } from "../known-names.ts";
import type { KnownNames } from "../known-names.ts";
import { toolRules } from "../tool-rules.ts";
import { fingerprintManifest } from "./fingerprint.ts";
import type { Manifest, ManifestModel } from "./manifest.ts";

/**
 * The names that a manifest declares, as the sets that the projection reads through. Their
 * fingerprint is the manifest's `configFingerprint`.
 */
export function manifestNames(manifest: Manifest): KnownNames {
  const { agent, models, tools, agents, mcpServers, hosts, prompts } = manifest;
  const { image, processingActivity } = manifest;
  const names = knownNames({
    agent: agent.name,
    agents: [agent.name, ...agents],
    tools: tools.map(({ name }) => name),
    models: models.flatMap(modelNames),
    providers: models.flatMap(({ provider }) => provider ?? []),
    hosts,
    mcpServers: mcpServers.map(({ name }) => name),
    prompts: Object.keys(prompts),
    processingActivities: processingActivity === undefined ? [] : [processingActivity],
    images: image === undefined ? [] : [image.slice(0, image.indexOf("@"))],
  });
  return {
    ...names,
    pinnedModels: new Set(models.flatMap(({ name, version }) => (version ? [name] : []))),
    toolRules: toolRules(tools),
    fingerprint: fingerprintManifest(manifest).configFingerprint,
  };
}

// Providers answer under the name alone, or with the version behind it.
function modelNames({ name, version }: ManifestModel): string[] {
  return version === undefined ? [name] : [name, `${name}-${version}`, `${name}@${version}`];
}
