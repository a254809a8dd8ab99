const BEGIN = "-----BEGIN ";
const ENDS = ["PRIVATE KEY-----", "PRIVATE KEY BLOCK-----"] as const;
// `-----BEGIN ENCRYPTED PRIVATE KEY-----` and the like: the label is a few words.
const MAX_LABEL = 48;

/** Whether the head of a private key stands in a text, in PEM (RFC 7468) or OpenPGP armour. */
export function hasPrivateKey(text: string): boolean {
  for (let at = text.indexOf(BEGIN); at !== -1; at = text.indexOf(BEGIN, at + 1)) {
    const start = at + BEGIN.length;
    const label = text.slice(start, start + MAX_LABEL);
    if (ENDS.some((end) => label.includes(end))) return true;
  }
  return false;
}
