import type { Assignment } from "../assignment.ts";
import { yamlMaps } from "./yaml-maps.ts";

/** The assignments of `environment` and of `build.args` in a compose file. */
export function* readCompose(text: string): Generator<Assignment> {
  for (const map of yamlMaps(text)) {
    yield* map.assignments("environment");
    if (map.path.at(-1) === "build") yield* map.assignments("args");
  }
}
