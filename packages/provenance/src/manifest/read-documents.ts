import { dirname, isAbsolute, join, resolve } from "node:path";
import { readGivenFile, readRegularFile, TooLargeError } from "../read-regular-file.ts";
import type { LocatedEntry, LocatedMap, Place } from "./located.ts";
import { DocumentError, parseDocumentText } from "./parse-document.ts";
import type { Report } from "./report.ts";

const MAX_FILES = 16;
// A text that the parser takes has fewer bytes, whatever it is written in.
const MAX_BYTES = 4 * 1024 * 1024;
const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * A document and all that it extends, each once, without their `extends` and `$schema`. What cannot
 * be read is reported and left out. What is extended may lie anywhere, and is a regular file.
 */
export function readDocuments(path: string, report: Report): DocumentSet {
  const set: MutableSet = { documents: [], files: [] };
  readInto(set, path, { file: { path, lineStarts: [0] }, offset: 0 }, [], report);
  return set;
}

interface DocumentSet {
  readonly documents: readonly LocatedMap[];
  readonly files: readonly string[];
}

interface MutableSet {
  readonly documents: LocatedMap[];
  readonly files: string[];
}

function readInto(
  set: MutableSet,
  path: string,
  from: Place,
  above: readonly string[],
  report: Report,
): void {
  const full = resolve(path);
  if (above.includes(full)) {
    report.add("extends_cycle", from, "extends: expected files that do not extend one another");
    return;
  }
  if (set.files.some((file) => resolve(file) === full)) return;
  if (set.files.length === MAX_FILES) {
    report.add("too_large", from, `extends: expected at most ${MAX_FILES} files`);
    return;
  }
  set.files.push(path);
  const document = readDocument(path, from, report);
  if (document === undefined) return;
  const entries = new Map(document.entries);
  entries.delete("$schema");
  entries.delete("extends");
  set.documents.push({ ...document, entries });
  for (const { text, at } of extended(document.entries.get("extends"), report)) {
    const next = isAbsolute(text) ? text : join(dirname(path), text);
    readInto(set, next, at, [...above, full], report);
  }
}

function readDocument(path: string, from: Place, report: Report): LocatedMap | undefined {
  // A path that stands in a file is a value of it, so only the one that was given is told.
  const isGiven = from.file.path === path;
  const read = isGiven ? readGivenFile : readRegularFile;
  const [what, where] = isGiven ? [path, ""] : ["a file", "extends: "];
  try {
    return parseDocumentText(path, UTF8.decode(read(path, MAX_BYTES)));
  } catch (error) {
    if (error instanceof DocumentError) report.add(error.code, error.at, error.message);
    else if (error instanceof TooLargeError) {
      report.add("too_large", from, `${where}expected ${what} to have at most ${MAX_BYTES} bytes`);
    } else {
      const cause = causeOf(error);
      report.add("unreadable", from, `${where}expected ${what} to be readable UTF-8 (${cause})`);
    }
    return undefined;
  }
}

function extended(
  entry: LocatedEntry | undefined,
  report: Report,
): readonly { readonly text: string; readonly at: Place }[] {
  if (entry === undefined) return [];
  const items = entry.value.is === "list" ? entry.value.items : [entry.value];
  return items.flatMap((item) => {
    if (item.is === "scalar" && typeof item.value === "string" && item.value !== "") {
      return [{ text: item.value, at: item.at }];
    }
    report.add("wrong_type", item.at, "extends: expected the path of a file, or a list of them");
    return [];
  });
}

function causeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}
