import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { decodeSeqs, readRecords } from "./record.ts";
import type { SpoolRecord } from "./record.ts";
import { Segment } from "./segment.ts";

/** What an earlier process left in a folder. */
export interface Recovered {
  readonly segments: Segment[];
  /** Records that are still needed, oldest first, each with its segment. */
  readonly left: readonly (SpoolRecord & { readonly segment: Segment })[];
  /** Above all sequence numbers. */
  readonly nextSeq: number;
  /** A line for each file of which something is not used. */
  readonly problems: readonly string[];
}

/** Reads all segments of a folder. What is no segment is left alone. */
export async function recover(folder: string): Promise<Recovered> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.filter(({ name }) => Segment.isName(name));
  const segments: Segment[] = [];
  const problems: string[] = [];
  // A write that failed was repeated in the next segment: the last copy of a record counts.
  const records = new Map<number, SpoolRecord & { readonly segment: Segment }>();
  const done = new Set<number>();
  let nextSeq = 1;
  for (const entry of found.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    nextSeq = Math.max(nextSeq, Number.parseInt(entry.name, 10) + 1);
    if (!entry.isFile()) {
      // Reading a named pipe would wait for ever.
      problems.push(`${path} is not a file, it is left alone`);
      continue;
    }
    const { records: read, damaged, torn } = readRecords(await readFile(path));
    const segment = new Segment(path);
    segment.isDamaged = damaged > 0;
    segments.push(segment);
    if (damaged > 0) {
      problems.push(`${damaged} bytes of ${path} cannot be read, it is kept as .damaged`);
    }
    if (torn > 0) problems.push(`the last ${torn} bytes of ${path} are a write that was cut off`);
    for (const record of read) {
      nextSeq = Math.max(nextSeq, record.seq + 1);
      if (record.kind === "done") for (const seq of decodeSeqs(record.payload)) done.add(seq);
      else records.set(record.seq, { ...record, segment });
    }
  }
  const left = [...records.values()].filter(({ seq }) => !done.has(seq));
  for (const { segment } of left) segment.live++;
  return { segments, left: left.toSorted((a, b) => a.seq - b.seq), nextSeq, problems };
}
