import type { Located, LocatedEntry, Place, SourceFile } from "./located.ts";

/** Thrown where a text leaves the plain subset, so that the complete parser reads it. */
export const NOT_PLAIN: Error = new Error("expected plain YAML");

// Of those that are not counted by their lines; a key is not counted beside its value.
const MAX_VALUES = 20_000;
const MAX_LEVELS = 16;

const QUOTED = /"(?:[^"\\\n]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"|'[^'\n]*'(?!')/y;
const FLOW_KEY = /[A-Za-z_$][\w.$/-]*(?=:[ \n])/y;
const FLOW_SCALAR = /[\w$/@][\w$/@.+-]*(?::[\w/][\w$/@.+-]*)*(?=[ \n]*[,\]}])/y;
const SPACE = / */y;
const SPACE_AND_LINES = /[ \n]*/y;

// What the core schema of YAML might take for a number; of these only the usual forms are read here.
const MAY_BE_NUMBER = /^[-+]?(?:0x[\da-fA-F]+|0o[0-7]+|\.?\d+\.?\d*(?:[eE][-+]?\d+)?|\.\w+)$/;
const USUAL_NUMBER = /^(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/;
/** Plain words that stand for other values than texts. */
export const WORDS: ReadonlyMap<string, null | boolean> = new Map<string, null | boolean>([
  ...["null", "Null", "NULL", "~"].map((word) => [word, null] as const),
  ...["true", "True", "TRUE"].map((word) => [word, true] as const),
  ...["false", "False", "FALSE"].map((word) => [word, false] as const),
]);

/** Reads the values of plain YAML that stand in one line, and documents that are JSON. */
export class PlainValues {
  readonly text: string;
  readonly #file: SourceFile;
  #values = 0;

  constructor(text: string, file: SourceFile) {
    this.text = text;
    this.#file = file;
  }

  place(offset: number): Place {
    return { file: this.#file, offset };
  }

  /** Counts a value; too many, or too deep, and the complete parser finds the words for it. */
  count(level: number): void {
    if (++this.#values > MAX_VALUES || level > MAX_LEVELS) throw NOT_PLAIN;
  }

  /** The value that fills a line from `at` to `end`, but for a comment. */
  inline(at: number, end: number, level: number): Located {
    const first = this.text[at];
    if (first === '"' || first === "'") return this.#alone(...this.#quoted(at), end);
    if (first === "[" || first === "{") return this.#alone(...this.flow(at, level, SPACE), end);
    const line = this.text.slice(at, end);
    const comment = line.indexOf(" #");
    const scalar = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
    if (!/^(?:[\w/$]|\.\.?\/)/.test(scalar) || /:(?: |$)/.test(scalar)) throw NOT_PLAIN;
    return this.plain(scalar, at);
  }

  /** A list or a map in brackets that begins at `at`, and where it ends. */
  flow(at: number, level: number, space: RegExp = SPACE_AND_LINES): [Located, number] {
    const list = this.text[at] === "[";
    const close = list ? "]" : "}";
    const items: Located[] = [];
    const entries = new Map<string, LocatedEntry>();
    this.count(level);
    let next = after(space, this.text, at + 1);
    while (this.text[next] !== close) {
      if (list) {
        const [item, end] = this.#flowValue(next, level + 1, space);
        items.push(item);
        next = end;
      } else {
        next = this.#flowEntry(entries, next, level, space);
      }
      next = after(space, this.text, next);
      if (this.text[next] === ",") {
        next = after(space, this.text, next + 1);
        if (this.text[next] === close) throw NOT_PLAIN;
      } else if (this.text[next] !== close) throw NOT_PLAIN;
    }
    const place = this.place(at);
    const value: Located = list
      ? { is: "list", items, at: place }
      : { is: "map", entries, at: place };
    return [value, next + 1];
  }

  #flowEntry(entries: Map<string, LocatedEntry>, at: number, level: number, space: RegExp): number {
    const [key, end] = this.#flowKey(at);
    if (this.text[end] !== ":" || entries.has(key)) throw NOT_PLAIN;
    const [value, next] = this.#flowValue(after(space, this.text, end + 1), level + 1, space);
    entries.set(key, { at: this.place(at), value });
    return next;
  }

  #flowKey(at: number): [string, number] {
    const plain = matchAt(FLOW_KEY, this.text, at);
    if (plain !== undefined && !WORDS.has(plain)) return [plain, at + plain.length];
    const quoted = matchAt(QUOTED, this.text, at);
    // Longer keys need the `?` of YAML.
    if (quoted === undefined || quoted.length > 500) throw NOT_PLAIN;
    return [unquote(quoted), at + quoted.length];
  }

  #flowValue(at: number, level: number, space: RegExp): [Located, number] {
    this.count(level);
    const first = this.text[at];
    if (first === "[" || first === "{") return this.flow(at, level, space);
    if (first === '"' || first === "'") return this.#quoted(at);
    const scalar = matchAt(FLOW_SCALAR, this.text, at);
    if (scalar === undefined) throw NOT_PLAIN;
    return [this.plain(scalar, at), at + scalar.length];
  }

  #quoted(at: number): [Located, number] {
    const quoted = matchAt(QUOTED, this.text, at);
    if (quoted === undefined) throw NOT_PLAIN;
    return [this.scalar(unquote(quoted), at), at + quoted.length];
  }

  /** The value of a plain scalar: a word, a number or a text. */
  plain(scalar: string, at: number): Located {
    const word = WORDS.get(scalar);
    if (word !== undefined) return this.scalar(word, at);
    if (scalar[0]! > "9" || !MAY_BE_NUMBER.test(scalar)) return this.scalar(scalar, at);
    if (USUAL_NUMBER.test(scalar)) return this.scalar(Number(scalar), at);
    throw NOT_PLAIN;
  }

  scalar(value: string | number | boolean | null, at: number): Located {
    return { is: "scalar", value, at: { file: this.#file, offset: at } };
  }

  #alone(value: Located, from: number, end: number): Located {
    if (/^(?: *| +#.*)$/.test(this.text.slice(from, end))) return value;
    throw NOT_PLAIN;
  }
}

function unquote(quoted: string): string {
  if (quoted.startsWith("'") || !quoted.includes("\\")) return quoted.slice(1, -1);
  const text = JSON.parse(quoted) as string;
  if (text.isWellFormed()) return text;
  throw NOT_PLAIN;
}

function after(space: RegExp, text: string, at: number): number {
  return at + (matchAt(space, text, at)?.length ?? 0);
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
