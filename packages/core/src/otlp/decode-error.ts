/**
 * An OTLP body that cannot be read. The message says what was expected and at which byte or path,
 * and never holds a value of the body.
 */
export class OtlpDecodeError extends Error {
  override readonly name = "OtlpDecodeError";
  /** `limit` when the body holds more than a reader is willing to build, else `malformed`. */
  readonly reason: "malformed" | "limit";
  readonly #expectation: string;
  readonly #where: string;

  constructor(expectation: string, where: string, reason: "malformed" | "limit" = "malformed") {
    super(`expected ${expectation} at ${where}`);
    this.#expectation = expectation;
    this.#where = where;
    this.reason = reason;
  }

  /** The same error seen from the message around it: `spans[3]` within `scopeSpans[0]`. */
  within(outer: string): OtlpDecodeError {
    const where = this.#where === "" ? outer : `${outer}.${this.#where}`;
    return new OtlpDecodeError(this.#expectation, where, this.reason);
  }
}
