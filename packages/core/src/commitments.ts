import { isBounded } from "./is-bounded.ts";
import { COMMITMENTS } from "./attributes.ts";
import type { AttributeValue } from "./audit-event.ts";
import type { KeyedDigest } from "./projection-context.ts";

/**
 * Commits to content: a keyed digest under the session's key, each under its own label. Who has the
 * key and the content can later show that it was this content; nobody else learns anything.
 */
export function writeCommitments(
  attributes: Record<string, AttributeValue>,
  contents: Readonly<Record<string, unknown>> | undefined,
  keyed: KeyedDigest,
): void {
  for (const name in contents) {
    const value = contents[name];
    if (value === undefined || value === null) continue;
    const text = typeof value === "string" ? value : jsonText(value);
    const { attribute, label } = NAMES[name]!;
    if (text !== undefined) attributes[attribute] = keyed(label, text);
  }
}

// Put together beforehand: it would take a good part of the time of a short content.
const NAMES: Readonly<Record<string, { readonly attribute: string; readonly label: string }>> =
  Object.fromEntries(
    COMMITMENTS.map((name) => [
      name,
      { attribute: `auditspan.commitment.${name}`, label: `commitment.${name}` },
    ]),
  );

function jsonText(value: unknown): string | undefined {
  try {
    return isBounded(value) ? JSON.stringify(value) : undefined;
  } catch {
    // A cycle, a bigint or a text without end: there is no one text of it to commit to.
    return undefined;
  }
}
