const UTF16 = [new TextDecoder("utf-16le"), new TextDecoder("utf-16be")] as const;

/** The text of a file: UTF-8, or UTF-16 where its first bytes say so, as Windows shells write it. */
export function decodeText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return UTF16[0].decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return UTF16[1].decode(bytes);
  const text = bytes.toString("utf8");
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
