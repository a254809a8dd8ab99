import { Refusal } from "./refusal.ts";

/** Bytes of request bodies that are in memory at once, over all requests. */
export class ByteBudget {
  readonly #max: number;
  #taken = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Opens an account for one request. `take` throws a `Refusal` when there is no room. */
  open(): { take(bytes: number): void; close(): void } {
    let taken = 0;
    return {
      take: (bytes) => {
        if (this.#taken + bytes > this.#max) {
          throw new Refusal(
            "busy",
            `expected room for the body, got ${this.#max} bytes under way already`,
          );
        }
        taken += bytes;
        this.#taken += bytes;
      },
      close: () => {
        this.#taken -= taken;
        taken = 0;
      },
    };
  }
}
