import type { Kind } from "../kinds.ts";
import type { JsonValue } from "./manifest.ts";

/** A kind as plain JSON; the order of the values of an enum carries no meaning. */
export function kindView(kind: Kind): JsonValue {
  switch (kind.kind) {
    case "enum":
      return { kind: kind.kind, values: [...new Set(kind.values)].sort() };
    case "list":
      return { kind: kind.kind, of: kindView(kind.of), max: kind.max };
    default:
      return { ...kind };
  }
}
