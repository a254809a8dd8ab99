import { plaintextSecret } from "./hygiene-problem.ts";
import type { HygieneProblem } from "./hygiene-problem.ts";
import { isPlaintext } from "./is-plaintext.ts";
import type { SecretMatcher } from "./secret-match.ts";

/** The plaintext secrets among variables of the environment. */
export function searchEnvironment(
  variables: readonly (readonly [name: string, value: string | undefined])[],
  match: SecretMatcher,
): HygieneProblem[] {
  return variables.flatMap(([name, value = ""]) => {
    const secret = match([name]);
    if (secret === undefined || !isPlaintext(value)) return [];
    return [plaintextSecret(secret, "the environment of this process")];
  });
}
