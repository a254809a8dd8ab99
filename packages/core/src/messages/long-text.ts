/** A long string inside a JSON text, where it stands: measured, and read only when it must be. */
export class LongText {
  readonly #json: string;
  readonly #start: number;
  readonly #end: number;
  /** UTF-16 code units, as `String.length` counts them. */
  readonly length: number;

  constructor(json: string, start: number, end: number, escapes: number) {
    this.#json = json;
    this.#start = start;
    this.#end = end;
    this.length = end - start - escapes;
  }

  /** Whether it begins like a JSON object or array. */
  get beginsLikeJson(): boolean {
    const c = this.#json.charCodeAt(this.#start);
    // An escaped blank may stand before the bracket; that is rare enough to be looked at whole.
    return c === 0x7b || c === 0x5b || c === 0x5c || c === 0x20;
  }

  /** Whether it has a code fence. */
  get hasFence(): boolean {
    return this.#json.slice(this.#start, this.#end).includes("```");
  }

  /** The string itself, or undefined when its escapes are no JSON: they were passed over unread. */
  read(): string | undefined {
    try {
      return this.toString();
    } catch {
      return undefined;
    }
  }

  /** The string itself. Throws a `SyntaxError` when its escapes are no JSON. */
  toString(): string {
    return JSON.parse(this.#json.slice(this.#start - 1, this.#end + 1)) as string;
  }
}
