import type { SecretMatch } from "./secret-match.ts";

/** A finding of the secret hygiene stage. It never holds a value, nor where one ends. */
export interface HygieneProblem {
  readonly code: "plaintext_secret" | "not_searched";
  readonly message: string;
  /** The secret field that has a plaintext value; undefined for what was not searched. */
  readonly field: string | undefined;
  /** Relative to the folder, with `/`; undefined for the environment of the process. */
  readonly file: string | undefined;
  /** From 1; undefined where the whole file, or the environment, is meant. */
  readonly line: number | undefined;
  /** Where the value begins, from 1, in UTF-16 code units. */
  readonly column: number | undefined;
  readonly severity: "error" | "warning";
}

/** A place in a file that is searched. */
export interface SourcePlace {
  readonly file: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** A secret field has a plaintext value too; `where` says in what. */
export function plaintextSecret(
  { field, name }: SecretMatch,
  where: string,
  place?: SourcePlace,
): HygieneProblem {
  return {
    code: "plaintext_secret",
    message: `config.${field}: expected a reference in ${where}, got a plaintext value of ${name}`,
    field,
    file: place?.file,
    line: place?.line,
    column: place?.column,
    severity: "error",
  };
}

/** A file, or the rest of it, or a folder could hold a secret and was not read. */
export function notSearched(
  { file, line, column }: SourcePlace | { file: string; line?: undefined; column?: undefined },
  reason: string,
): HygieneProblem {
  const message = `not searched for secrets to its end: ${reason}`;
  const field = undefined;
  return { code: "not_searched", message, field, file, line, column, severity: "warning" };
}
