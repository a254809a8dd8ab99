/**
 * The bytes of a base64 text (RFC 4648, standard or URL-safe alphabet, the latter with or without
 * padding), or undefined when it is not the one encoding of them: white space, a foreign character,
 * wrong padding and bits that are set behind the end are all refused.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  for (const alphabet of ["base64", "base64url"] as const) {
    const bytes = Buffer.from(text, alphabet);
    const encoded = bytes.toString(alphabet);
    if (encoded === text || (alphabet === "base64url" && padded(encoded) === text)) {
      return new Uint8Array(bytes);
    }
  }
  return undefined;
}

function padded(text: string): string {
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}
