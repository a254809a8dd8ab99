import type { Assignment } from "../assignment.ts";
import { yamlMaps } from "./yaml-maps.ts";

/** The assignments of `variables` at any level, with the long form `NAME: {value: …}`, and of a matrix. */
export function* readGitlabPipeline(text: string): Generator<Assignment> {
  for (const map of yamlMaps(text)) {
    yield* map.assignments("variables");
    if (map.path.at(-1) === "matrix") yield* map.scalars();
    if (map.path.at(-2) !== "variables") continue;
    for (const scalar of map.scalars()) {
      if (scalar.path[0] === "value") yield { ...scalar, path: [map.path.at(-1)!] };
    }
  }
}
