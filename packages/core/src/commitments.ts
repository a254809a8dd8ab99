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

/** Values in one content; a part that stands in it many times counts each time, as in its text. */
const MAX_VALUES = 100_000;
/** Characters of its strings and keys. */
const MAX_CHARACTERS = 1 << 24;

// Counted beforehand: a look at each value while its text is made takes many times as long.
function isBounded(content: unknown): boolean {
  const open = [content];
  let values = 0;
  let characters = 0;
  while (open.length > 0) {
    const value = open.pop();
    values++;
    if (typeof value === "string") characters += value.length;
    else if (ArrayBuffer.isView(value)) values += value.byteLength;
    else if (Array.isArray(value)) {
      if (values + value.length > MAX_VALUES) return false;
      for (const item of value) open.push(item);
    } else if (typeof value === "object" && value !== null) {
      for (const key in value) {
        characters += key.length;
        open.push((value as Record<string, unknown>)[key]);
      }
    }
    if (values + open.length > MAX_VALUES || characters > MAX_CHARACTERS) return false;
  }
  return true;
}
