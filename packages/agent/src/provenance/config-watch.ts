import { statSync } from "node:fs";
import { stat } from "node:fs/promises";
import type { BigIntStats } from "node:fs";

export interface ConfigWatchOptions {
  readonly files: readonly string[];
  /** Least time between two looks, in milliseconds. */
  readonly everyMs: number;
  /** Called when one of the files is not as it was at the look before. */
  readonly onChange: () => void;
}

/**
 * Notices that files change, without a timer and without a watcher: whoever has events asks, and at
 * most every so often the files are looked at. Only where identity, size or times differ are they
 * read again.
 */
export class ConfigWatch {
  readonly #options: ConfigWatchOptions;
  #seen: string;
  #next: number;
  #isLooking = false;

  constructor(options: ConfigWatchOptions) {
    this.#options = options;
    this.#seen = options.files.map(lookNow).join("\n");
    // A clock that has not begun: the first event looks.
    this.#next = Number.NEGATIVE_INFINITY;
  }

  /** Looks when it is time to; the answer comes later. Never throws. `now` is in milliseconds. */
  look(now: number): void {
    const { files, everyMs } = this.#options;
    if (now < this.#next || this.#isLooking || files.length === 0) return;
    this.#next = now + everyMs;
    this.#isLooking = true;
    void this.#compare().finally(() => (this.#isLooking = false));
  }

  async #compare(): Promise<void> {
    const { files, onChange } = this.#options;
    const seen = (await Promise.all(files.map(look))).join("\n");
    if (seen === this.#seen) return;
    this.#seen = seen;
    try {
      onChange();
    } catch {
      // The next look tries again.
      this.#seen = "";
    }
  }
}

function look(file: string): Promise<string> {
  return stat(file, { bigint: true }).then(toText, () => ABSENT);
}

function lookNow(file: string): string {
  try {
    return toText(statSync(file, { bigint: true }));
  } catch {
    return ABSENT;
  }
}

// Size and time of the content can be set back by whoever writes a file; its time of change cannot.
function toText({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`;
}

const ABSENT = "absent";
