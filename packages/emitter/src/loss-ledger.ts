import type { Loss } from "./loss.ts";

/** Losses that were not reported yet. Ranges that touch and have one reason become one. */
export class LossLedger {
  #losses: Loss[] = [];
  get isEmpty(): boolean {
    return this.#losses.length === 0;
  }

  /** Adds a loss; returns the oldest one when there is no room for both: it is forgotten here. */
  add(loss: Loss): Loss | undefined {
    const at = this.#losses.findLastIndex((known) => touches(known, loss));
    if (at >= 0) this.#losses[at] = merge(this.#losses[at]!, loss);
    else if (this.#losses.length < MAX_LOSSES) this.#losses.push(loss);
    else if (!this.#widen(loss)) return this.#replaceOldest(loss);
    return undefined;
  }

  /** Takes out the oldest loss. */
  take(): Loss | undefined {
    return this.#losses.shift();
  }

  // Rather one range that is too wide, with a count that is right, than memory without a bound.
  #widen(loss: Loss): boolean {
    const at = this.#losses.findLastIndex((known) => isAlike(known, loss));
    if (at >= 0) this.#losses[at] = merge(this.#losses[at]!, loss);
    return at >= 0;
  }

  // Events that others sealed can be of any number of lanes.
  #replaceOldest(loss: Loss): Loss | undefined {
    this.#losses.push(loss);
    return this.#losses.shift();
  }
}

function isAlike(a: Loss, b: Loss): boolean {
  return a.lane === b.lane && a.reason === b.reason;
}

function touches(a: Loss, b: Loss): boolean {
  return isAlike(a, b) && (a.to + 1 === b.from || b.to + 1 === a.from);
}

function merge(a: Loss, b: Loss): Loss {
  return {
    ...a,
    from: Math.min(a.from, b.from),
    to: Math.max(a.to, b.to),
    count: a.count + b.count,
  };
}

const MAX_LOSSES = 256;
