/** When a request is sent again that was not answered for good. */
export interface RetryOptions {
  /** Wait after the first failure. Defaults to 1,000. */
  readonly initialMillis?: number;
  /** Longest wait, but for what a receiver asks for. Defaults to 10,000. */
  readonly maxMillis?: number;
}

/** Exponential waits with jitter, until `reset`. */
export class Backoff {
  readonly #initialMillis: number;
  readonly #maxMillis: number;
  #failures = 0;

  constructor({ initialMillis = 1000, maxMillis = 10_000 }: RetryOptions = {}) {
    if (!(initialMillis > 0 && initialMillis <= maxMillis && maxMillis <= MAX_ASKED_MILLIS)) {
      throw new RangeError(
        `expected 0 < retry.initialMillis <= retry.maxMillis <= ${MAX_ASKED_MILLIS}, got ${initialMillis} and ${maxMillis}`,
      );
    }
    this.#initialMillis = initialMillis;
    this.#maxMillis = maxMillis;
  }

  /** The next wait in milliseconds, at least as long as the receiver asks. */
  next(askedMillis = 0): number {
    const wait = Math.min(this.#initialMillis * 2 ** this.#failures++, this.#maxMillis);
    // Emitters that failed together must not come back together.
    const jittered = wait * (0.8 + 0.4 * Math.random());
    // A date that is far off by mistake must not stop the trail for good.
    return Math.max(jittered, Math.min(askedMillis, MAX_ASKED_MILLIS));
  }

  reset(): void {
    this.#failures = 0;
  }
}

const MAX_ASKED_MILLIS = 10 * 60_000;
