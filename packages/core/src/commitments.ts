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
    if (text === undefined) continue;
    attributes[`auditspan.commitment.${name}`] = keyed(`commitment.${name}`, text);
  }
}

/** Values in one content; a part that stands in it many times counts each time, as in its text. */
const MAX_VALUES = 100_000;

function jsonText(value: unknown): string | undefined {
  let values = 0;
  try {
    return JSON.stringify(value, (_key, item: unknown) => {
      if (++values > MAX_VALUES) throw new RangeError("expected content of fewer values");
      return item;
    });
  } catch {
    // A cycle, a bigint or a text without end: there is no one text of it to commit to.
    return undefined;
  }
}
