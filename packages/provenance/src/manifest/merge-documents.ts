import { lineOf } from "./located.ts";
import type { LocatedEntry, LocatedMap } from "./located.ts";
import type { Report } from "./report.ts";

/**
 * The fields of a document and of what it extends as one. Lists are joined and maps hold the fields
 * of both; nothing overrides anything, so that each fact of a configuration stands in one place.
 */
export function mergeDocuments(documents: readonly LocatedMap[], report: Report): LocatedMap {
  const [first, ...rest] = documents as [LocatedMap, ...LocatedMap[]];
  return rest.reduce((whole, part) => mergeMaps(whole, part, report, true), first);
}

function mergeMaps(
  whole: LocatedMap,
  part: LocatedMap,
  report: Report,
  nested: boolean,
): LocatedMap {
  const entries = new Map(whole.entries);
  for (const [name, entry] of part.entries) {
    const there = entries.get(name);
    const merged = there === undefined ? entry : mergeEntry(there, entry, report, nested);
    if (merged === undefined) reportDuplicate(there!, entry, report);
    else entries.set(name, merged);
  }
  return { ...whole, entries };
}

function mergeEntry(
  there: LocatedEntry,
  { value }: LocatedEntry,
  report: Report,
  nested: boolean,
): LocatedEntry | undefined {
  if (!nested) return undefined;
  if (there.value.is === "list" && value.is === "list") {
    return {
      ...there,
      value: { ...there.value, items: [...there.value.items, ...value.items] },
    };
  }
  if (there.value.is === "map" && value.is === "map") {
    return { ...there, value: mergeMaps(there.value, value, report, false) };
  }
  return undefined;
}

function reportDuplicate(there: LocatedEntry, entry: LocatedEntry, report: Report): void {
  const where = `${there.at.file.path}:${lineOf(there.at).line}`;
  report.add("duplicate", entry.at, `expected each field once, it stands in ${where} too`);
}
