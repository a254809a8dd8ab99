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
  /** A line for each file with bytes that cannot be read. */
  readonly problems: readonly string[];
}

/** Reads all segments of a folder. What is no segment is left alone. */
export async function recover(folder: string): Promise<Recovered> {
  const names = (await readdir(folder)).filter((name) => Segment.isName(name)).toSorted();
  const segments: Segment[] = [];
  const problems: string[] = [];
  // A write that failed was repeated in the next segment: the last copy of a record counts.
  const records = new Map<number, SpoolRecord & { readonly segment: Segment }>();
  const done = new Set<number>();
  let nextSeq = 1;
  for (const name of names) {
    const path = join(folder, name);
    const { records: read, unread } = readRecords(await readFile(path));
    const segment = new Segment(path, undefined, unread > 0);
    segments.push(segment);
    nextSeq = Math.max(nextSeq, Number.parseInt(name, 10) + 1);
    if (unread > 0) problems.push(`${unread} bytes at the end of ${path} cannot be read`);
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
