import { join } from "node:path";
import { readRegularFile } from "../read-regular-file.ts";
import { decodeText } from "./decode-text.ts";
import { notSearched } from "./hygiene-problem.ts";
import type { HygieneProblem } from "./hygiene-problem.ts";
import { createSecretHint, createSecretMatcher } from "./secret-match.ts";
import type { SecretName } from "./secret-match.ts";
import { isKubernetes } from "./source-kind.ts";
import { MAX_SOURCE_BYTES, walkSources } from "./walk-sources.ts";

export type { HygieneProblem } from "./hygiene-problem.ts";
export type { SecretName } from "./secret-match.ts";

export interface HygieneOptions {
  /** The fields of class `secret`. */
  readonly secrets: readonly SecretName[];
  /** Folder whose files are searched. */
  readonly folder: string;
  /** Environment that is searched. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Looks for plaintext values of secret fields in the environment and in `.env`, compose, Kubernetes,
 * Docker, Helm, GitHub and GitLab files: a secret that also stands there is no secret, whatever the
 * vault does.
 *
 * Names place and field, never the value. What cannot be searched is a warning. Throws when the
 * folder is not there.
 */
export async function findPlaintextSecrets(options: HygieneOptions): Promise<HygieneProblem[]> {
  const { secrets, folder, env } = options;
  if (secrets.length === 0) return [];
  const match = createSecretMatcher(secrets);
  const mayName = createSecretHint(secrets);
  const problems: HygieneProblem[] = [];
  // Most runs find no name at all, and what judges values takes longer to load than they do.
  const named = Object.entries(env).filter(([name]) => match([name]) !== undefined);
  if (named.length > 0) {
    const { searchEnvironment } = await import("./search-environment.ts");
    problems.push(...searchEnvironment(named, match));
  }
  for (const source of walkSources(folder)) {
    const { path, kind } = source;
    const text = kind === undefined ? source : textOf(join(folder, path));
    if (typeof text !== "string") {
      problems.push(notSearched({ file: path }, text.skipped));
    } else if (mayName(text) && (kind !== "kubernetes" || isKubernetes(text))) {
      const { searchText } = await import("./search-text.ts");
      problems.push(...searchText(path, kind!, text, match));
    }
  }
  return problems;
}

function textOf(file: string): string | { readonly skipped: string } {
  try {
    return decodeText(readRegularFile(file, MAX_SOURCE_BYTES));
  } catch (error) {
    // What the walk saw may have become something else.
    const { code, message } = error as NodeJS.ErrnoException;
    return { skipped: code === undefined ? `it ${message}` : `it cannot be read (${code})` };
  }
}
