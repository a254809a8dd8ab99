/**
 * Whether a text is visible in bytes: as it is or in other letter case, JSON-escaped, URL-encoded,
 * in base64 at any alignment, or in hex.
 */
export function isVisible(text: string, bytes: Buffer): boolean {
  const folded = Buffer.from(bytes.toString("latin1").toLowerCase(), "latin1");
  return encodings(text).some(({ form, exact }) => (exact ? bytes : folded).includes(form));
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
    ...spellings.map((form) => ({ form: Buffer.from(form.toLowerCase()), exact: false })),
    ...[0, 1, 2].map((offset) => ({ form: base64Core(text, offset), exact: true })),
  ];
}

// The part of the base64 text that no neighbouring byte changes.
function base64Core(text: string, offset: number): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const from = Math.ceil((offset * 8) / 6);
  return Buffer.from(bytes.toString("base64").slice(from, Math.floor((bytes.length * 8) / 6)));
}
