import { OtlpDecodeError } from "./decode-error.ts";

/** What one body may cost: an OTLP body of a few megabytes can describe gigabytes of empty objects. */
export interface DecodeLimits {
  /** Levels of nested arrays and key-value lists; what lies deeper becomes `undefined`. Defaults to 16. */
  readonly maxDepth?: number;
  /** Spans or log records in a body; more is an error. Defaults to 100,000. */
  readonly maxRecords?: number;
  /** Attributes, array elements and span events in a body; more is an error. Defaults to 2,000,000. */
  readonly maxValues?: number;
  /** Called once for a body in which values were cut for their depth, with their number. */
  readonly onCut?: (values: number) => void;
}

/** Counts what one body has cost so far against its limits. */
export class DecodeBudget {
  readonly maxDepth: number;
  readonly maxValues: number;
  readonly #maxRecords: number;
  readonly #onCut: ((values: number) => void) | undefined;
  #records = 0;
  #values = 0;
  #cut = 0;

  constructor(limits: DecodeLimits = {}) {
    const { maxDepth = 16, maxRecords = 100_000, maxValues = 2_000_000, onCut } = limits;
    for (const [name, limit] of Object.entries({ maxDepth, maxRecords, maxValues })) {
      if (!Number.isSafeInteger(limit) || limit < 1) {
        throw new RangeError(`expected ${name} to be a positive integer, got ${limit}`);
      }
    }
    this.maxDepth = maxDepth;
    this.maxValues = maxValues;
    this.#maxRecords = maxRecords;
    this.#onCut = onCut;
  }

  record(where: () => string): void {
    if (++this.#records > this.#maxRecords) {
      throw new OtlpDecodeError(`at most ${this.#maxRecords} records`, where(), "limit");
    }
  }

  value(where: () => string): void {
    if (++this.#values > this.maxValues) {
      throw new OtlpDecodeError(`at most ${this.maxValues} values`, where(), "limit");
    }
  }

  cut(): void {
    this.#cut++;
  }

  /** To be called when the whole body was read. */
  finish(): void {
    if (this.#cut > 0) this.#onCut?.(this.#cut);
  }
}
