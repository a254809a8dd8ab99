import type { Assignment } from "../assignment.ts";
import { yamlMaps } from "./yaml-maps.ts";

/** The assignments of `env`, and of what a step or a called workflow is given (`with`, `secrets`). */
export function* readGithubWorkflow(text: string): Generator<Assignment> {
  for (const map of yamlMaps(text)) {
    for (const key of ["env", "with", "secrets"]) yield* map.assignments(key);
  }
}
