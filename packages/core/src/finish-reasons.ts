import { ATTRIBUTES } from "./attributes.ts";
import type { AttributeValue } from "./audit-event.ts";
import type { KnownNames } from "./known-names.ts";
import { kindReader } from "./kind-readers.ts";

const ATTRIBUTE = "gen_ai.response.finish_reasons";
const read = kindReader(ATTRIBUTES[ATTRIBUTE]!);

/** Keeps finish reasons that stand in messages only; what the span itself said comes first. */
export function keepFinishReasons(
  attributes: Record<string, AttributeValue>,
  reasons: readonly unknown[] | undefined,
  names: KnownNames,
): void {
  if (reasons === undefined || reasons.length === 0 || ATTRIBUTE in attributes) return;
  const kept = read(reasons, names);
  if (kept !== undefined) attributes[ATTRIBUTE] = kept;
}
