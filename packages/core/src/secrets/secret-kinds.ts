import { hasApiKey } from "./api-key.ts";
import { hasCard } from "./card.ts";
import { hasIban } from "./iban.ts";
import { hasJwt } from "./jwt.ts";
import { hasPrivateKey } from "./private-key.ts";

/** A value of `auditspan.secret.kind` that a scan can tell. */
export type SecretKind = "private_key" | "api_key" | "jwt" | "card" | "iban";

const DETECTORS: Readonly<Record<SecretKind, (text: string) => boolean>> = {
  private_key: hasPrivateKey,
  api_key: hasApiKey,
  jwt: hasJwt,
  card: hasCard,
  iban: hasIban,
};

export const SECRET_KINDS: readonly SecretKind[] = Object.keys(DETECTORS) as SecretKind[];

// Nothing that is looked for is shorter: a card number of 13 digits.
const LEAST = 13;

/** The kinds of secrets that stand in a text, each once. Linear in the length of the text. */
export function secretKinds(text: string): readonly SecretKind[] {
  return text.length < LEAST ? NONE : SECRET_KINDS.filter((kind) => DETECTORS[kind](text));
}

const NONE: readonly SecretKind[] = [];
