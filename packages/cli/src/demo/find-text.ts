/**
 * Whether a text is visible in bytes: as it is or in other letter case, JSON-escaped, URL-encoded,
 * in base64 at any alignment, or in hex.
 */
export function isVisible(text: string, bytes: Buffer): boolean {
  const folded = foldCase(bytes);
  return encodings(text).some(({ form, exact }) => (exact ? bytes : folded).includes(form));
}

// ASCII letters only: the bytes of other letters are not letters themselves.
function foldCase(bytes: Buffer): Buffer {
  const folded = Buffer.from(bytes);
  for (const [i, byte] of folded.entries())
    if (byte >= 0x41 && byte <= 0x5a) folded[i] = byte | 0x20;
  return folded;
}

interface Form {
  readonly form: Buffer;
  /** Base64 tells upper from lower case. */
  readonly exact: boolean;
}

function encodings(text: string): Form[] {
  const spellings = [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    encodeURIComponent(text).replaceAll("%20", "+"),
    Buffer.from(text).toString("hex"),
  ];
  return [
    ...spellings.map((form) => ({ form: foldCase(Buffer.from(form)), exact: false })),
    ...[0, 1, 2].map((offset) => ({ form: base64Core(text, offset), exact: true })),
  ];
}

// The part of the base64 text that no neighbouring byte changes.
function base64Core(text: string, offset: number): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const from = Math.ceil((offset * 8) / 6);
  return Buffer.from(bytes.toString("base64").slice(from, Math.floor((bytes.length * 8) / 6)));
}
