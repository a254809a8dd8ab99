import { dirname, isAbsolute, join } from "node:path";
import { MANIFEST_FIELDS } from "@auditspan/core/manifest";
import type { Manifest, NamesFile } from "@auditspan/core/manifest";
import { checkManifest } from "./check-manifest.ts";
import { hashFile } from "./hash-file.ts";
import { isNamesFile } from "./is-names-file.ts";
import { lineOf } from "./located.ts";
import type { LocatedMap, Place } from "./located.ts";
import type { ManifestProblem } from "./manifest-problem.ts";
import { mergeDocuments } from "./merge-documents.ts";
import { readDocuments } from "./read-documents.ts";
import { readNames } from "./read-names.ts";
import { readFields } from "./read-shape.ts";
import { Report } from "./report.ts";
import { toManifest } from "./to-manifest.ts";

export type { ManifestProblem, ManifestProblemCode } from "./manifest-problem.ts";

/** A field of class `secret` and where its reference stands. */
export interface SecretField {
  readonly name: string;
  /** `vault:path#key` */
  readonly reference: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What every file gives, whatever it holds. */
export interface ReadFile {
  /** All that is wrong; in a `manifest` and in `names` warnings only. */
  readonly problems: readonly ManifestProblem[];
  readonly secrets: readonly SecretField[];
  /** Every file that was read: the document, what it extends, prompt and policy files. */
  readonly files: readonly string[];
}

/** What a `--manifest` file holds: a manifest, a plain names file, or errors. */
export type ReadManifest =
  | (ReadFile & { readonly kind: "manifest"; readonly manifest: Manifest })
  | (ReadFile & { readonly kind: "names"; readonly file: NamesFile })
  | (ReadFile & { readonly kind: "invalid" });

/**
 * Reads a manifest with what it extends and hashes its prompt and policy files, or reads a plain
 * names file.
 *
 * Never throws for what a file holds or lacks: that is a problem with file, line and column.
 */
export function readManifest(path: string): ReadManifest {
  const report = new Report();
  const { documents, files } = readDocuments(path, report);
  const [first] = documents;
  if (first === undefined) {
    return { kind: "invalid", problems: report.problems, secrets: [], files };
  }
  if (files.length === 1 && isNamesFile(first)) return readNamesFile(path, first, report);
  const secrets: SecretField[] = [];
  const hashed: string[] = [];
  const whole = mergeDocuments(documents, report);
  const fields = readFields(whole, MANIFEST_FIELDS, "", {
    report,
    kinds: new Map(),
    digestOf: (name, at) => digestOf(name, at, hashed, report),
    onSecret: (name, reference, at) =>
      secrets.push({ name, reference, file: at.file.path, ...lineOf(at) }),
  });
  checkManifest(whole, report);
  const loaded = { problems: report.problems, secrets, files: [...files, ...hashed] };
  if (report.hasErrors) return { kind: "invalid", ...loaded };
  return { kind: "manifest", manifest: toManifest(fields), ...loaded };
}

function readNamesFile(path: string, document: LocatedMap, report: Report): ReadManifest {
  const file = readNames(document, report);
  const read = { problems: report.problems, secrets: [], files: [path] };
  return file === undefined ? { kind: "invalid", ...read } : { kind: "names", file, ...read };
}

// A path is relative to the file that it stands in, so that a policy can lie with its documents.
function digestOf(name: string, at: Place, hashed: string[], report: Report): string | undefined {
  const path = isAbsolute(name) ? name : join(dirname(at.file.path), name);
  try {
    const digest = hashFile(path);
    hashed.push(path);
    return digest;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    report.add("unreadable", at, `expected a readable file (${code ?? message})`);
    return undefined;
  }
}
