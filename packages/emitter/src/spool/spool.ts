import { say } from "../say.ts";
import { encodeSeqs, recordHeader } from "./record.ts";
import type { RecordKind } from "./record.ts";
import type { Recovered } from "./recover.ts";
import { Segment } from "./segment.ts";

/** A record of a spool, until it is settled. */
export interface SpoolEntry {
  readonly seq: number;
  /** Where it was written; undefined until then. */
  segment: Segment | undefined;
}

/** A record that an earlier process left. */
export interface LeftRecord<T> {
  readonly entry: SpoolEntry;
  readonly value: T;
}

/** Bytes after which a new file begins. */
const SEGMENT_BYTES = 16 * 1024 * 1024;
/** Milliseconds for which a note that something is done may wait. */
const LAZY_MS = 1_000;

/**
 * Records on disk until they are settled, in files that are only appended to.
 *
 * What is appended is on disk when `commit` resolves; those that wait for it meanwhile share the next
 * write. Files go, oldest first, when nothing in them is needed any more.
 */
export class Spool {
  #left: Recovered["left"];
  readonly #folder: string;
  readonly #segments: Segment[];
  readonly #unlock: () => Promise<void>;
  #nextSeq: number;
  #current: Segment | undefined;
  #parts: Uint8Array[] = [];
  #entries: SpoolEntry[] = [];
  #settled: SpoolEntry[] = [];
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #lazy: NodeJS.Timeout | undefined;
  #closing: Promise<void> | undefined;

  constructor(folder: string, recovered: Recovered, unlock: () => Promise<void>) {
    this.#folder = folder;
    this.#segments = recovered.segments;
    this.#left = recovered.left;
    this.#nextSeq = recovered.nextSeq;
    this.#unlock = unlock;
  }

  /**
   * Appends a record whose payload is all parts in a row. They must not be changed until it is
   * committed. Throws a `RangeError` when they are too long.
   */
  append(kind: Exclude<RecordKind, "done">, parts: readonly Uint8Array[]): SpoolEntry {
    const entry: SpoolEntry = { seq: this.#nextSeq, segment: undefined };
    this.#parts.push(recordHeader(entry.seq, kind, parts), ...parts);
    this.#nextSeq++;
    this.#entries.push(entry);
    return entry;
  }

  /**
   * Takes what an earlier process left of a kind, oldest first. It stays on disk until it is settled.
   *
   * A payload on which `decode` throws is said and left out, and its file is kept.
   */
  take<T>(kind: RecordKind, decode: (payload: Uint8Array) => T): LeftRecord<T>[] {
    const taken = this.#left.filter((record) => record.kind === kind);
    this.#left = this.#left.filter((record) => record.kind !== kind);
    return taken.flatMap(({ seq, segment, payload }) => {
      const entry: SpoolEntry = { seq, segment };
      try {
        return [{ entry, value: decode(payload) }];
      } catch {
        say(`spool: record ${seq} of ${segment.path} cannot be read, it is kept as .damaged`);
        segment.isDamaged = true;
        this.settle(entry);
        return [];
      }
    });
  }

  /** A record is no longer needed. On disk that is noted later; until then a crash brings it back. */
  settle(entry: SpoolEntry): void {
    this.#settled.push(entry);
    this.#lazy ??= setTimeout(() => {
      this.#lazy = undefined;
      this.commit().catch(() => {});
    }, LAZY_MS).unref();
  }

  /**
   * Resolves when all that was appended so far is on disk.
   *
   * Rejects when it could not be written; it stays, and goes with the next write.
   */
  commit(): Promise<void> {
    this.#next ??= this.#after(this.#writing);
    return this.#next;
  }

  /** Writes what is left to write and lets go of the folder. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #after(writing: Promise<void> | undefined): Promise<void> {
    await writing?.catch(() => {});
    this.#writing = this.#next;
    this.#next = undefined;
    try {
      await this.#write();
    } finally {
      this.#writing = undefined;
    }
  }

  async #write(): Promise<void> {
    const entries = this.#entries;
    const settled = this.#settled;
    const parts = this.#parts;
    if (parts.length === 0 && settled.length === 0) return;
    this.#entries = [];
    this.#settled = [];
    this.#parts = [];
    try {
      const segment = await this.#segment();
      // One copy is cheaper than a list of as many small parts as there are events.
      const bytes = Buffer.concat([...parts, ...this.#doneRecord(settled)]);
      await segment.write(bytes, entries.length > 0);
      for (const entry of entries) entry.segment = segment;
      segment.live += entries.length;
    } catch (error) {
      // What stands in the file now nobody knows: it is written again, to another one.
      this.#entries = [...entries, ...this.#entries];
      this.#settled = [...settled, ...this.#settled];
      this.#parts = [...parts, ...this.#parts];
      await this.#leaveSegment();
      throw error;
    }
    for (const { segment } of settled) if (segment !== undefined) segment.live--;
    await this.#reclaim();
  }

  #doneRecord(settled: readonly SpoolEntry[]): Uint8Array[] {
    if (settled.length === 0) return [];
    const payload = encodeSeqs(settled.map(({ seq }) => seq));
    return [recordHeader(this.#nextSeq++, "done", [payload]), payload];
  }

  async #segment(): Promise<Segment> {
    if (this.#current !== undefined && this.#current.size >= SEGMENT_BYTES) {
      await this.#leaveSegment();
    }
    if (this.#current === undefined) {
      // Its number is in use from here on: a file of another attempt may be there.
      const segment = await Segment.create(this.#folder, this.#nextSeq++);
      this.#current = segment;
      this.#segments.push(segment);
    }
    return this.#current;
  }

  async #leaveSegment(): Promise<void> {
    const left = this.#current;
    this.#current = undefined;
    await left?.close().catch(() => {});
  }

  // Oldest first alone: what a file says to be done may stand in an older one.
  async #reclaim(): Promise<void> {
    while (this.#segments.length > 0) {
      const [oldest] = this.#segments as [Segment];
      if (oldest.live > 0 || oldest === this.#current) return;
      await oldest.remove().catch(() => {});
      this.#segments.shift();
    }
  }

  async #close(): Promise<void> {
    clearTimeout(this.#lazy);
    try {
      await this.commit();
    } finally {
      await this.#leaveSegment();
      await this.#reclaim();
      await this.#unlock();
    }
  }
}
