import { randomFillSync } from "node:crypto";
import { type AuditEvent, eventId } from "@auditspan/core";

/** Words of 32 bits that two UUIDs take: the id of an event and that of its session. */
const WORDS = 8;
const NOWHERE = -1;

/**
 * The latest events, by what each is known by in the trail: its id and its session, since another
 * session may copy an id.
 *
 * A ring with chains of places, all of it made at once and no text in it: every event of a busy
 * collector comes by here, and a map of so many texts is slow and keeps the garbage collector busy.
 */
export class RecentEvents {
  readonly #size: number;
  readonly #words: Uint32Array;
  readonly #first: Int32Array;
  readonly #next: Int32Array;
  readonly #bucket: Int32Array;
  readonly #shift: number;
  // Senders choose ids: without a secret they could choose those that share a chain.
  readonly #factors = randomFillSync(new Uint32Array(WORDS)).map((word) => word | 1);
  readonly #own = new Uint32Array(WORDS);
  #lastSession = "";
  #at = 0;

  /** Remembers 2 to the power of `bits` events, from 0 to 24. */
  constructor(bits: number) {
    if (!(Number.isInteger(bits) && bits >= 0 && bits <= 24)) {
      throw new RangeError(`expected bits to be an integer from 0 to 24, got ${bits}`);
    }
    this.#size = 2 ** bits;
    this.#shift = 31 - bits;
    this.#words = new Uint32Array(WORDS * this.#size);
    this.#first = new Int32Array(2 * this.#size).fill(NOWHERE);
    this.#next = new Int32Array(this.#size).fill(NOWHERE);
    // The chain of a place, so that what is forgotten need not be hashed again.
    this.#bucket = new Int32Array(this.#size).fill(NOWHERE);
  }

  /** Whether the event was not known; from now on it is, and the oldest one is forgotten. */
  add(event: AuditEvent): boolean {
    const bucket = this.#look(event);
    for (let at = this.#first[bucket]!; at !== NOWHERE; at = this.#next[at]!) {
      if (this.#isAt(at)) return false;
    }
    const at = this.#at;
    this.#at = (at + 1) % this.#size;
    this.#forget(at);
    this.#words.set(this.#own, at * WORDS);
    this.#bucket[at] = bucket;
    this.#next[at] = this.#first[bucket]!;
    this.#first[bucket] = at;
    return true;
  }

  /** Reads the ids of an event; returns the chain that it belongs to. */
  #look(event: AuditEvent): number {
    const { sessionId } = event.stamp;
    if (sessionId !== this.#lastSession) {
      readUuid(sessionId, this.#own, WORDS / 2);
      this.#lastSession = sessionId;
    }
    readUuid(eventId(event), this.#own, 0);
    let sum = 0;
    for (let i = 0; i < WORDS; i++) sum = (sum + Math.imul(this.#own[i]!, this.#factors[i]!)) | 0;
    return sum >>> this.#shift;
  }

  #isAt(at: number): boolean {
    for (let i = 0; i < WORDS; i++) {
      if (this.#words[at * WORDS + i] !== this.#own[i]) return false;
    }
    return true;
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

/** Places of the digits of each word in a UUID as text (RFC 9562 section 4). */
const PLACES = [
  [0, 1, 2, 3, 4, 5, 6, 7],
  [9, 10, 11, 12, 14, 15, 16, 17],
  [19, 20, 21, 22, 24, 25, 26, 27],
  [28, 29, 30, 31, 32, 33, 34, 35],
].flat();

/** Reads a lower-case UUID into four words from a place on. */
function readUuid(text: string, words: Uint32Array, from: number): void {
  for (let word = 0, digit = 0; word < 4; word++) {
    let value = 0;
    for (const end = digit + 8; digit < end; digit++) {
      const code = text.charCodeAt(PLACES[digit]!);
      // `a` to `f` have bit 6 set, and 1 to 6 below it.
      value = (value << 4) | ((code & 15) + (code >> 6) * 9);
    }
    words[from + word] = value;
  }
}
