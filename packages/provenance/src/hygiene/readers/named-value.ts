import type { Assignment } from "../assignment.ts";
import type { YamlMap } from "./yaml-maps.ts";

/** `{name: X, value: literal}`, as the `env` list of a container has it. */
export function* namedValue(map: YamlMap): Generator<Assignment> {
  const name = map.text("name");
  if (name === undefined) return;
  for (const scalar of map.scalars()) {
    if (scalar.path[0] === "value") yield { ...scalar, path: [name] };
  }
}
