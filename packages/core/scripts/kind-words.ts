import type { Kind } from "../src/kinds.ts";

/** A kind in words, for the reference page. */
export function kindWords(kind: Kind): string {
  switch (kind.kind) {
    case "count":
      return `count up to ${kind.max.toLocaleString("en-US")}`;
    case "ratio":
      return `ratio from ${kind.min} to ${kind.max}, at most three decimals`;
    case "enum":
      return `enum: ${kind.values.join(", ")}`;
    case "member":
      return `member of ${kind.set.replace("_", " ")}`;
    case "list":
      return `list of at most ${kind.max}: ${kindWords(kind.of)}`;
    case "infra":
      return `infra: ${kind.grammar.replace("_", " ")}`;
    case "hashes":
      return `up to ${kind.max} SHA-256 hashes, one behind the other, in base64url`;
    case "uuid":
      return `uuid v${kind.version}`;
    case "hex":
      return `hex, ${kind.digits} digits`;
    default:
      return kind.kind;
  }
}
