import { fallbacks, hasUrlPassword, withoutReferences } from "./references.ts";

/** Values that say where a secret is kept, in the writing of vaults and of tools that fetch from them. */
const KEPT_ELSEWHERE: readonly RegExp[] = [
  /^vault:[^\s#]+#\S+$/,
  /^(?:vault|op|awssm|aws-sm|aws-ssm|awsps|gcpsm|gcp-sm|sm|azkv|azurekeyvault|keyvault|doppler|infisical|bws|keyring|keychain|secretsmanager|secretmanager|file):\/\/\S+$/,
  /^ref\+[a-z0-9]+:\/\/\S+$/,
  /^(?:secretref|keyvaultref):\S+$/,
  /^arn:aws[\w-]*:(?:secretsmanager|ssm):\S+$/,
  /^projects\/[^\s/]+\/secrets\/\S+$/,
  /^@Microsoft\.KeyVault\([^)]+\)$/,
  // A file that is mounted where the agent runs.
  /^\/(?:run|var\/run|vault|mnt|etc)\/secrets(?:-store)?\/\S+$/,
];

/** Values that only the holder of another key can read. */
const SEALED: readonly RegExp[] = [
  /^ENC\[[A-Z0-9_]+,/,
  /^encrypted:[A-Za-z0-9+/=]{40,}$/,
  /^\$ANSIBLE_VAULT;/,
  /^-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)-----/,
];

// Whole values that no issuer hands out and no shell passes on. `changeme` is not among them: where
// nobody replaces it, it is the password that runs.
const PLACEHOLDER = /^(?:<[^<>]*>|\*+)$/;

/**
 * Whether a value that a file assigns is the secret itself.
 *
 * It is not when it is empty, a reference (`${VAR}`, `$(VAR)`, `${{ secrets.X }}`, `{{ .Values.x }}`,
 * a vault path), encrypted, or a placeholder in angle brackets. A literal fallback in a reference
 * (`${VAR:-literal}`) and a literal password in a URL are plaintext.
 */
export function isPlaintext(value: string): boolean {
  const text = value.trim();
  if (text === "" || PLACEHOLDER.test(text)) return false;
  if ([...KEPT_ELSEWHERE, ...SEALED].some((pattern) => pattern.test(text))) return false;
  const { rest, references } = withoutReferences(text);
  if (references.length === 0) return true;
  return hasUrlPassword(rest) || references.flatMap(fallbacks).some(isPlaintext);
}
