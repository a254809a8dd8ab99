/** How many calls are known; a power of two. */
const SIZE = 512;
const BUCKETS = 2 * SIZE;
const NOWHERE = -1;

/**
 * The latest calls that are out, by span: what each is, and when it ended.
 *
 * A ring with chains of places, all of it made at once: each span of a busy agent comes by here, and
 * a map costs several times as much for keys that are new every time.
 */
export class ToldCalls {
  readonly #spanIds: string[] = Array.from({ length: SIZE }, () => "");
  // A span id is unique within its trace only.
  readonly #traceIds: string[] = Array.from({ length: SIZE }, () => "");
  readonly #bits = new Uint8Array(SIZE);
  readonly #endTimes = new BigInt64Array(SIZE);
  readonly #first = new Int16Array(BUCKETS).fill(NOWHERE);
  readonly #next = new Int16Array(SIZE).fill(NOWHERE);
  /** The chain of a place, so that what is forgotten need not be read. */
  readonly #bucket = new Int16Array(SIZE).fill(NOWHERE);
  #at = 0;

  /** Remembers a call; the oldest one is forgotten. Unix nanoseconds. */
  add(traceId: string, spanId: string, bits: number, endTime: bigint): void {
    const at = this.#at;
    this.#at = (at + 1) & (SIZE - 1);
    this.#forget(at);
    this.#spanIds[at] = spanId;
    this.#traceIds[at] = traceId;
    this.#bits[at] = bits;
    this.#endTimes[at] = endTime;
    const bucket = bucketOf(spanId);
    this.#bucket[at] = bucket;
    this.#next[at] = this.#first[bucket]!;
    this.#first[bucket] = at;
  }

  /** What the call of a span is, or 0 when none is known or it ended before the time. */
  bitsAt(traceId: string, spanId: string, time: bigint): number {
    for (let at = this.#first[bucketOf(spanId)]!; at !== NOWHERE; at = this.#next[at]!) {
      if (this.#spanIds[at] === spanId && this.#traceIds[at] === traceId) {
        return time <= this.#endTimes[at]! ? this.#bits[at]! : 0;
      }
    }
    return 0;
  }

  #forget(gone: number): void {
    const bucket = this.#bucket[gone]!;
    if (bucket === NOWHERE) return;
    let at = this.#first[bucket]!;
    if (at === gone) {
      this.#first[bucket] = this.#next[gone]!;
      return;
    }
    while (this.#next[at] !== gone) at = this.#next[at]!;
    this.#next[at] = this.#next[gone]!;
  }
}

// Span ids are random, so their last digits tell most of them apart.
function bucketOf(spanId: string): number {
  const end = spanId.length;
  const mixed =
    spanId.charCodeAt(end - 1) + 17 * spanId.charCodeAt(end - 2) + 293 * spanId.charCodeAt(end - 3);
  return mixed & (BUCKETS - 1);
}
