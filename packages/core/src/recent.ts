/**
 * Remembers the latest entries, between half as many as its bound and all of them.
 *
 * Two generations: when the younger one is full, the older one is let go as a whole. That costs
 * nothing for an entry, where taking out the oldest one by one does.
 */
export class Recent<T> {
  readonly #generation: number;
  #young = new Map<string, T>();
  #old = new Map<string, T>();

  constructor(maxEntries: number) {
    this.#generation = Math.max(1, Math.floor(maxEntries / 2));
  }

  get(key: string): T | undefined {
    return this.#young.get(key) ?? this.#old.get(key);
  }

  set(key: string, value: T): void {
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }
}
