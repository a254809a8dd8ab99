import { Refusal } from "./refusal.ts";

/** Milliseconds for which a body that is on its way keeps its room, however full it gets. */
const SAFE_MS = 2_000;

/** What one request has of a budget. */
export interface ByteAccount {
  /** Called when a body that is on its way loses its room to another; undefined when it cannot. */
  onEvict: ((refusal: Refusal) => void) | undefined;
  /** Throws a `Refusal` when there is no room. */
  take(bytes: number): void;
  close(): void;
}

/**
 * Bytes of request bodies that are in memory at once, over all requests.
 *
 * When it is full, the body that has been on its way for longest makes room, if it had some time:
 * or a few senders that stall in the middle would keep out all others.
 */
export class ByteBudget {
  readonly #max: number;
  readonly #now: () => number;
  #taken = 0;
  /** Oldest first. */
  readonly #open = new Map<ByteAccount, number>();

  constructor(max: number, now: () => number = performance.now.bind(performance)) {
    this.#max = max;
    this.#now = now;
  }

  /** Opens an account for one request. */
  open(): ByteAccount {
    let taken = 0;
    const account: ByteAccount = {
      onEvict: undefined,
      take: (bytes) => {
        while (this.#taken + bytes > this.#max) this.#makeRoom(account);
        taken += bytes;
        this.#taken += bytes;
      },
      close: () => {
        this.#open.delete(account);
        this.#taken -= taken;
        taken = 0;
      },
    };
    this.#open.set(account, this.#now());
    return account;
  }

  #makeRoom(taker: ByteAccount): void {
    const refusal = new Refusal(
      "busy",
      `expected room for the body, got ${this.#max} bytes under way already`,
    );
    for (const [account, since] of this.#open) {
      // Who takes is the oldest itself, or no one has had its time.
      if (account === taker || this.#now() - since < SAFE_MS) break;
      if (account.onEvict === undefined) continue;
      account.onEvict(refusal);
      account.close();
      return;
    }
    throw refusal;
  }
}
