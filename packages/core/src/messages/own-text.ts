/**
 * The beginning of a text, up to a length, as a text of its own: a slice keeps the whole text that
 * it was taken from in memory, which may be a megabyte for a word.
 */
export function ownText(text: string, maxLength: number): string {
  return Buffer.from(text.slice(0, maxLength), "utf16le").toString("utf16le");
}
