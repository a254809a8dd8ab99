import { lineOf, lineStartsOf } from "../manifest/located.ts";
import type { HygieneProblem } from "./hygiene-problem.ts";
import { notSearched, plaintextSecret } from "./hygiene-problem.ts";
import { isPlaintext } from "./is-plaintext.ts";
import { readAssignments, readFailure } from "./read-assignments.ts";
import type { SecretMatcher } from "./secret-match.ts";
import { KIND_TEXTS } from "./source-kind.ts";
import type { SourceKind } from "./source-kind.ts";

/** The plaintext secrets in the text of one file, in the order of their places. */
export function searchText(
  file: string,
  kind: SourceKind,
  text: string,
  match: SecretMatcher,
): HygieneProblem[] {
  // One value that several names lead to (an anchor) is one finding for each field.
  const found = new Map<string, { offset: number; problem: HygieneProblem }>();
  // Made once: a file may hold a finding in every line.
  const source = { path: file, lineStarts: lineStartsOf(text) };
  const place = (offset: number): Place => ({ file, ...lineOf({ file: source, offset }) });
  try {
    for (const { path, value, offset } of readAssignments(kind, text)) {
      const secret = match(path);
      if (secret === undefined || !isPlaintext(value)) continue;
      const problem = plaintextSecret(secret, KIND_TEXTS[kind], place(offset));
      found.set(`${offset} ${secret.field}`, { offset, problem });
    }
  } catch (error) {
    const { reason, offset } = readFailure(error);
    found.set("unread", { offset, problem: notSearched(place(offset), reason) });
  }
  return [...found.values()].sort((a, b) => a.offset - b.offset).map(({ problem }) => problem);
}

interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
