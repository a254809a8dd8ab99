const SLOTS = 256;
const MAX_LENGTH = 64;

/**
 * One string for each attribute key of a body, found by its bytes: keys repeat from span to span,
 * and a string that is known already need be neither decoded nor interned again.
 */
export class KeyCache {
  readonly #bytes: Buffer;
  readonly #keys: string[] = Array.from({ length: SLOTS }, () => "");
  readonly #starts = new Uint32Array(SLOTS);
  readonly #lengths = new Uint8Array(SLOTS);

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  read(start: number, end: number): string {
    const length = end - start;
    if (length > MAX_LENGTH) return this.#bytes.toString("utf8", start, end);
    if (length === 0) return "";
    const slot = this.#slot(start, length);
    if (this.#lengths[slot] === length && this.#same(this.#starts[slot] as number, start, length)) {
      return this.#keys[slot] as string;
    }
    const key = this.#bytes.toString("utf8", start, end);
    this.#keys[slot] = key;
    this.#starts[slot] = start;
    this.#lengths[slot] = length;
    return key;
  }

  #slot(start: number, length: number): number {
    const last = start + length - 1;
    const ends = (this.#bytes[last] as number) * 7 + (this.#bytes[last - (length >> 2)] as number);
    const middle = this.#bytes[start + (length >> 1)] as number;
    return (length * 31 + ends + middle * 13) & (SLOTS - 1);
  }

  #same(known: number, start: number, length: number): boolean {
    const bytes = this.#bytes;
    for (let offset = 0; offset < length; offset++) {
      if (bytes[known + offset] !== bytes[start + offset]) return false;
    }
    return true;
  }
}
