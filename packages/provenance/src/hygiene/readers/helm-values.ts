import type { Assignment } from "../assignment.ts";
import { namedValue } from "./named-value.ts";
import { yamlMaps } from "./yaml-maps.ts";

/** Every scalar of a values file under its path of keys, and `{name, value}` pairs. */
export function* readHelmValues(text: string): Generator<Assignment> {
  for (const map of yamlMaps(text)) {
    yield* namedValue(map);
    for (const scalar of map.scalars()) {
      const key = scalar.path[0]!;
      yield { ...scalar, path: key === "value" ? map.path : [...map.path, key] };
    }
  }
}
