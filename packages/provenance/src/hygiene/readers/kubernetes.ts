import type { Assignment } from "../assignment.ts";
import { readEnvFile } from "./env-file.ts";
import { maskTemplates } from "./mask-templates.ts";
import { namedValue } from "./named-value.ts";
import { yamlMaps } from "./yaml-maps.ts";
import type { YamlMap } from "./yaml-maps.ts";

/**
 * The assignments of Kubernetes manifests: `env` of containers in any resource, `data` and
 * `stringData` of a Secret, `data` of a ConfigMap, `literals` of a kustomization. Templates of a
 * Helm chart are read as the manifests that they become.
 */
export function* readKubernetes(text: string): Generator<Assignment> {
  for (const map of yamlMaps(maskTemplates(text))) {
    yield* namedValue(map);
    yield* map.assignments("literals");
    // A resource may also stand in a list of them.
    const kind = map.text("kind");
    if (kind === "ConfigMap") yield* entriesOf(map, map.assignments("data"));
    if (kind === "Secret") {
      yield* entriesOf(map, map.assignments("data").map(decoded));
      yield* entriesOf(map, map.assignments("stringData"));
    }
  }
}

// Base64 is a way to write a value, not to hide it.
function decoded(entry: Assignment): Assignment {
  return { ...entry, value: Buffer.from(entry.value, "base64").toString("utf8") };
}

/** Entries under the name of their resource and their key; each may also be a file of assignments. */
function* entriesOf(resource: YamlMap, entries: readonly Assignment[]): Generator<Assignment> {
  const name = resource.assignments("metadata").find(({ path }) => path[0] === "name")?.value ?? "";
  for (const { path, value, offset } of entries) {
    yield { path: path[0] === "value" ? [name] : [name, ...path], value, offset };
    for (const inner of readEnvFile(value)) yield { ...inner, offset };
  }
}
