/** A field of class `secret`, as far as its names go. */
export interface SecretName {
  /** Name of the field in the manifest's `config`. */
  readonly name: string;
}

/** What stands for a secret field in a file. */
export interface SecretMatch {
  readonly field: string;
  /** The name as the file writes it, a path with dots between its keys. */
  readonly name: string;
}

/** Answers which secret field a name, or the tail of a path of keys, stands for. */
export type SecretMatcher = (path: readonly string[]) => SecretMatch | undefined;

const MAX_KEYS = 8;
const LONGEST_HINT = 3;

/**
 * Which names belong to a secret field: its name in any spelling, upper snake case among them. So
 * `OPENAI_API_KEY`, `openai-api-key`, `openaiApiKey` and the keys `openai` → `apiKey` are one name.
 */
export function createSecretMatcher(secrets: readonly SecretName[]): SecretMatcher {
  const fields = new Map<string, string>();
  for (const { name } of secrets) {
    const key = squeeze(name);
    if (key !== "") fields.set(key, name);
  }
  return (path) => {
    let key = "";
    for (let keys = 1; keys <= Math.min(path.length, MAX_KEYS); keys++) {
      key = squeeze(path.at(-keys)!) + key;
      const field = fields.get(key);
      if (field !== undefined) return { field, name: path.slice(-keys).join(".") };
    }
    return undefined;
  };
}

/**
 * A cheap test whether a text can name a secret at all, so that most files need no parsing: each
 * spelling of a name ends in the same letters.
 */
export function createSecretHint(secrets: readonly SecretName[]): (text: string) => boolean {
  const endings = new Set(
    secrets
      .map(({ name }) => squeeze(name))
      .filter((key) => key !== "")
      .map((key) => key.slice(-LONGEST_HINT).toLowerCase()),
  );
  return (text) => {
    const lower = text.toLowerCase();
    return [...endings].some((ending) => lower.includes(ending));
  };
}

function squeeze(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, "").toUpperCase();
}
