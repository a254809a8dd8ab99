/** Values in one content; a part that stands in it many times counts each time, as in its text. */
const MAX_VALUES = 100_000;
/** Characters of its strings and keys. */
const MAX_CHARACTERS = 1 << 24;

/**
 * Whether the JSON text of a content has a bounded length.
 *
 * Counted beforehand: a look at each value while its text is made takes many times as long.
 */
export function isBounded(content: unknown): boolean {
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
